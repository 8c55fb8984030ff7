package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares which kinds of relation a subtype of {@link Relation} can hold, so that a
 * property of the wrong type is found at startup.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RelationType {

	/**
	 * The kinds of relation that it can hold.
	 */
	ModelRelation.Kind[] value();

}
