package io.asyncorm.expression;

/**
 * A query set as part of an expression. A marker, because query sets stand one floor
 * above.
 *
 * @since 0.1.0
 */
public interface Subselect {

}
