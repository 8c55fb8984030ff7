package io.asyncorm.plan;

/**
 * What became of an upsert: an object as it is stored, and whether it was inserted.
 *
 * @since 0.1.0
 */
public record Upserted<M>(M object, boolean created) {

}
