/**
 * What users compose: conditions, field references, functions, aggregates and orderings.
 * <p>
 * For users: what is public here keeps working, unless it says that it is internal.
 */
@NullMarked
package io.asyncorm.expression;

import org.jspecify.annotations.NullMarked;
