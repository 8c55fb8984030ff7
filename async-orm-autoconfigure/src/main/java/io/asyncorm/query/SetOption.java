package io.asyncorm.query;

/**
 * An option of {@link Many#aset}. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface SetOption permits ThroughDefaults, ClearFirst {

}
