package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record or class as a model: one object is one row of a table.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Model {

	/**
	 * Name of the table; the model's name in snake case if empty.
	 */
	String table() default "";

	/**
	 * Schema of the table; if empty, the database looks for the table where it looks for
	 * all that are named without a schema.
	 */
	String schema() default "";

	/**
	 * Fields that order every query set of this model that names no order of its own, as
	 * in Django's {@code Meta.ordering}; a leading {@code -} sorts downwards. A path may
	 * end in a transform, and a term in where nulls are:
	 * {@code "-published__year nulls last"}.
	 */
	String[] ordering() default {};

	/**
	 * Fields that {@code alatest()} and {@code aearliest()} use when they are given none.
	 */
	String[] getLatestBy() default {};

	/**
	 * Keys over several fields, each unique together, or over some of the rows.
	 */
	UniqueTogether[] uniqueTogether() default {};

	/**
	 * The property that says whose a row is, such as {@code "tenant"}: the first part of
	 * the primary key, and a part of every other key. Rows of one tenant stay together
	 * where the table is divided, and the models that have one are joined, and refer to
	 * each other, within a tenant: the column is shared by the key and by all foreign
	 * keys to such models. No operation reads or writes rows of another than the current
	 * tenant.
	 */
	String distributedBy() default "";

	/**
	 * Into how many partitions the table is divided where this library makes it, by the
	 * hash of {@link #distributedBy()}; 0 for none. On PostgreSQL: other databases make
	 * one table, and Citus distributes it anyway.
	 */
	int partitions() default 0;

	/**
	 * Whether the table has so many rows, where the application runs, that no statement
	 * should read all of them: {@code @AsyncOrmTest(indexes = REQUIRED)} fails tests that
	 * send one which no index can serve.
	 */
	boolean large() default false;

}
