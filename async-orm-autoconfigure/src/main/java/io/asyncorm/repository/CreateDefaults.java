package io.asyncorm.repository;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter of {@code aupdateOrCreate} as a value that a new object gets; if
 * there is one, those with {@link Defaults} are for an object that is there. A parameter
 * with both annotations is for either.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface CreateDefaults {

	/**
	 * The field; the name of the parameter if empty. Needed where the field is looked up
	 * by, or updated, as well, since two parameters cannot share a name.
	 */
	String value() default "";

}
