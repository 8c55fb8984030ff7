package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the key of a model where it is not the property called {@code id}.
 * <p>
 * A key of type {@code Long} or {@code Integer} that is called {@code id} or is nullable
 * is made by the database (identity), unless it has a {@link DefaultValue} or
 * {@link DatabaseDefault}; any other key is given by the application. The key is never
 * null in the database, but {@code @Nullable} in a model whose objects are made before
 * they are saved.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface PrimaryKey {

}
