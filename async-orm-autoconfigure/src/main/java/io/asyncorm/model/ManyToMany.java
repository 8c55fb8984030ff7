package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Maps a {@code Many} property to a many-to-many relation, as Django's
 * {@code ManyToManyField} does: its links are rows of a join table.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface ManyToMany {

	/**
	 * Name of the reverse relation, from the target to this model; if empty, this model's
	 * name, decapitalised. {@code +} for none. A symmetrical relation has none.
	 */
	String relatedName() default "";

	/**
	 * Name of the join table; if empty, this model's table and the property in snake
	 * case.
	 */
	String table() default "";

	/**
	 * The model of the join table, if it has one, as Django's {@code through};
	 * {@code void} if it has none.
	 */
	Class<?> through() default void.class;

	/**
	 * The two foreign keys of {@link #through} that link, as Django's
	 * {@code through_fields}: first the one to this model, then the one to the target.
	 * Needed where there are more of them.
	 */
	String[] throughFields() default {};

	/**
	 * Whether a link between two objects of the same model counts in both directions, as
	 * friendship does.
	 */
	boolean symmetrical() default false;

}
