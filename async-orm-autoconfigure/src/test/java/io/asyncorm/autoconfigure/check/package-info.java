/**
 * Tests of the check of queries at startup.
 */
@NullMarked
package io.asyncorm.autoconfigure.check;

import org.jspecify.annotations.NullMarked;
