/**
 * The implementations of query sets: terminal methods, writes of objects, related objects
 * and prefetching.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.queryset;

import org.jspecify.annotations.NullMarked;
