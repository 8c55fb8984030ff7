/**
 * Tests of asynchronous execution: dispatcher, futures and waiting.
 */
@NullMarked
package io.asyncorm.async;

import org.jspecify.annotations.NullMarked;
