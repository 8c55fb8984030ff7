/**
 * Tests of results without a bound, and of what is done in batches instead.
 */
@NullMarked
package io.asyncorm.bounded;

import org.jspecify.annotations.NullMarked;
