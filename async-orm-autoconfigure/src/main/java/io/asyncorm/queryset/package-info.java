/**
 * The implementations of query sets: terminal methods, writes of objects, related objects
 * and prefetching.
 */
@NullMarked
package io.asyncorm.queryset;

import org.jspecify.annotations.NullMarked;
