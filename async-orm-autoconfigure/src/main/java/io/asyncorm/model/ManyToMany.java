package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how a {@code Many} is linked to another model by rows of a third table.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface ManyToMany {

	/**
	 * Name of the way back; this model's name, decapitalised, if empty; {@code +} for
	 * none. A symmetrical relation has none.
	 */
	String relatedName() default "";

	/**
	 * Name of the join table; this model's table and the property in snake case if empty.
	 * {@code +} for no way back.
	 */
	String table() default "";

	/**
	 * A model of its own that stands for the join table; none if {@code void}.
	 */
	Class<?> through() default void.class;

	/**
	 * Whether a link to the same model holds both ways, as friendship does.
	 */
	boolean symmetrical() default false;

}
