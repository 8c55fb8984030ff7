/**
 * Tests of what users compose.
 */
@NullMarked
package io.asyncorm.expression;

import org.jspecify.annotations.NullMarked;
