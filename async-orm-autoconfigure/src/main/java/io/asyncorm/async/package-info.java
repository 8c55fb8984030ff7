/**
 * Asynchronous execution: the dispatcher with its lanes and its queue, futures,
 * cancellation and streaming. The only package that moves work between threads.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.async;

import org.jspecify.annotations.NullMarked;
