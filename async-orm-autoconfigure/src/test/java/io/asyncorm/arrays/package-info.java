/**
 * Tests of models whose properties hold several values, or ranges of them.
 */
@NullMarked
package io.asyncorm.arrays;

import org.jspecify.annotations.NullMarked;
