package io.asyncorm.query;

/**
 * How many operations of a kind have become parts of how many statements, since the
 * start.
 *
 * @param operations the operations that were merged
 * @param statements what was sent for them
 * @since 0.1.0
 */
public record MergeCount(long operations, long statements) {
}
