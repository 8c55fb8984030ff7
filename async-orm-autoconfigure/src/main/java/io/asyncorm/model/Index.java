package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an index on a {@link Model}, as Django's {@code Meta.indexes} does. Keys have
 * indexes of their own, and so have foreign keys; one that is unique is a
 * {@link UniqueTogether}.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Index.Several.class)
public @interface Index {

	/**
	 * Properties of the model, in the order of the index; a leading {@code -} sorts
	 * downwards.
	 */
	String[] fields();

	/**
	 * Which rows the index is for, as a condition in SQL over the columns of the table,
	 * such as {@code published is not null}; all rows if empty, and on databases that
	 * have no partial indexes.
	 */
	String where() default "";

	/**
	 * How the index is built, such as {@code gin} or {@code brin}; as the database builds
	 * most of them if empty. Databases other than PostgreSQL leave out an index that
	 * names a method.
	 */
	String method() default "";

	/**
	 * Name of the index; if empty, one is made of the names of table and columns.
	 */
	String name() default "";

	/**
	 * Holds several indexes of one model.
	 */
	@Documented
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Several {

		/** The indexes. */
		Index[] value();

	}

}
