/**
 * Tests of lanes, futures and waiting.
 */
@NullMarked
package io.asyncorm.async;

import org.jspecify.annotations.NullMarked;
