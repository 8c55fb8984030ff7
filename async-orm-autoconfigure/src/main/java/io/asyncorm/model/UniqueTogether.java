package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a unique key over properties of a {@link Model}, as Django's
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

	/**
	 * Which rows the key counts for, as a condition in SQL over the columns of the table,
	 * such as {@code deleted_at is null}; all rows if empty. As Django's
	 * {@code UniqueConstraint(condition=...)}, it becomes a partial index, which
	 * PostgreSQL has: on other databases the table cannot be made from the model. An
	 * upsert does not rely on such a key, but takes a lock.
	 */
	String where() default "";

}
