package io.asyncorm.query;

/**
 * The result of {@code aupdateOrCreate()}: the object, and whether it was created.
 *
 * @param <M> the model
 * @param object what is stored now
 * @param created whether this call inserted it
 * @since 0.1.0
 */
public record UpdateOrCreate<M>(M object, boolean created) {

}
