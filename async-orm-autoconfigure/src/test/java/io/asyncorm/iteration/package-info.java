/**
 * Tests for {@code aiterator}: rows that are read bit by bit.
 */
@NullMarked
package io.asyncorm.iteration;

import org.jspecify.annotations.NullMarked;
