package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the {@link AttributeConverter} of a property, or of the elements of one that
 * holds several values, in preference to converters that are beans. If there is a bean of
 * exactly this class, it is used; otherwise one is created by the constructor without
 * parameters.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface Convert {

	/** The converter. */
	Class<? extends AttributeConverter<?, ?>> value();

}
