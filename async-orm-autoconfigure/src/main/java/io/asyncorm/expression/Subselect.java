package io.asyncorm.expression;

/**
 * A query set used as a subquery. A marker, so that expressions do not depend on query
 * sets.
 *
 * @since 0.1.0
 */
public interface Subselect {

}
