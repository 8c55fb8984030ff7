package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets the property to the {@link CurrentUser} whenever an object is inserted or saved,
 * but not by {@code aupdate}, as {@link AutoNow} does with the time. Where there is no
 * such user, it holds what it is given.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface ModifiedBy {

}
