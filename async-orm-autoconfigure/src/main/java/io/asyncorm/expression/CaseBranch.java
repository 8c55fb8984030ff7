package io.asyncorm.expression;

/**
 * A branch of CASE: a condition, and the value where it holds.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public record CaseBranch(Expression condition, Expression value) {
}
