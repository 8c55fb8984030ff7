package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how a {@code Ref} points to another model.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface ForeignKey {

	/**
	 * What happens to this row when the row it points to is deleted.
	 */
	OnDelete onDelete();

	/**
	 * Name of the way back, from the target to this model; this model's name,
	 * decapitalised, if empty. {@code +} for no way back.
	 */
	String relatedName() default "";

}
