package io.asyncorm.query;

/**
 * The result of {@code agetOrCreate()}: the object, and whether it was created.
 *
 * @param <M> the model
 * @param object what is stored now
 * @param created whether this call inserted it
 * @since 0.1.0
 */
public record GetOrCreate<M>(M object, boolean created) {

}
