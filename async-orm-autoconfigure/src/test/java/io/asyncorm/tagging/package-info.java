/**
 * Tests for comments in statements.
 */
@NullMarked
package io.asyncorm.tagging;

import org.jspecify.annotations.NullMarked;
