package io.asyncorm.repository;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter of {@code agetOrCreate} or {@code aupdateOrCreate} as a value to
 * write, where the others are what is looked up by.
 *
 * @see CreateDefaults
 * @since 0.1.0
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Defaults {

	/**
	 * The field; the name of the parameter if empty. Needed where the field is looked up
	 * by as well, since two parameters cannot share a name.
	 */
	String value() default "";

}
