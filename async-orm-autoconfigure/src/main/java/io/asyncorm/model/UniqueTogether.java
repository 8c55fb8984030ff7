package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a unique key over several properties of a {@link Model}, as Django's
 * {@code unique_together} does.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface UniqueTogether {

	/**
	 * Properties of the model, in the order of the key.
	 */
	String[] value();

}
