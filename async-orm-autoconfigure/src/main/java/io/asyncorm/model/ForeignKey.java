package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Maps a {@code Ref} property to a foreign key column, as Django's {@code ForeignKey}
 * does.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface ForeignKey {

	/** What happens to this row when the row it refers to is deleted. */
	OnDelete onDelete();

	/**
	 * Name of the reverse relation, from the target to this model; if empty, this model's
	 * name, decapitalised. {@code +} for none.
	 */
	String relatedName() default "";

}
