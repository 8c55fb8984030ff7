/**
 * The building blocks of queries: conditions ({@code Q}), references to fields
 * ({@code F}), functions, aggregates, windows and orderings.
 * <p>
 * For users: what is public here keeps working, unless it says that it is internal.
 */
@NullMarked
package io.asyncorm.expression;

import org.jspecify.annotations.NullMarked;
