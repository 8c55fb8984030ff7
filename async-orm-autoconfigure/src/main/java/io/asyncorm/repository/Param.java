package io.asyncorm.repository;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a parameter of a declared method is looked up by, where its name cannot: the
 * class was compiled without {@code -parameters}, or the name is to be another. In a
 * {@link Query} it gives the name that the SQL has for the parameter.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Param {

	/**
	 * A Django lookup, such as {@code title__icontains}.
	 */
	String value();

}
