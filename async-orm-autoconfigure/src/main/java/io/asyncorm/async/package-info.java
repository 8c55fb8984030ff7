/**
 * The one place that hops threads: lanes, queue, cancellation, futures and waiting.
 */
@NullMarked
package io.asyncorm.async;

import org.jspecify.annotations.NullMarked;
