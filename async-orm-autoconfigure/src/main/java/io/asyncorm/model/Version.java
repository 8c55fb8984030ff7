package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the version of a row, by which changes of others since it was read are noticed
 * (optimistic locking): a {@code long}, an {@code int} or an {@code Instant}. Every write
 * of a row counts it up. {@code asave(object)} and {@code adelete(object)} fail with
 * {@link io.asyncorm.query.StaleObjectException} if the row no longer has the version of
 * the object. Nobody else sets it: a new row's is 1, or the present time, and an object
 * whose version is null was not stored yet.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface Version {

}
