package io.asyncorm.query;

/**
 * What {@code aset} of a related manager has changed.
 *
 * @param added how many rows were written to relate objects
 * @param removed how many rows were written or deleted to relate others no more
 * @since 0.1.0
 */
public record Replaced(long added, long removed) {
}
