/**
 * What users compose: conditions, field references, functions, aggregates and orderings.
 */
@NullMarked
package io.asyncorm.expression;

import org.jspecify.annotations.NullMarked;
