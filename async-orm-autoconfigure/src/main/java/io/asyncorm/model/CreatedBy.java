package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets the property to the {@link CurrentUser} when an object is inserted: a name, a key,
 * or a {@code Ref}. Where there is no such user, it holds what it is given.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface CreatedBy {

}
