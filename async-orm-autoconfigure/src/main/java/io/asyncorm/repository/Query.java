package io.asyncorm.repository;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the SQL of a repository method. {@code :name} stands for the parameter of that
 * name, which is always bound and never made part of the text; a collection is bound as
 * an array, for {@code = any(:ids)}, as {@code in (:ids)} would take one value.
 * <p>
 * What comes back is a {@code CompletableFuture} of an element, of an {@code Optional} of
 * one, or of a {@code List}. An element is a model, whose columns are found by their
 * names; a record, whose components are; or a simple value, which is the first column. A
 * statement that gives no rows gives the number of those it changed, as a {@code Long} or
 * {@code Integer}, or {@code Void}.
 * <p>
 * Where Spring Data Commons is there, a method whose statement reads may have a
 * {@code Limit}, a {@code Sort} or a {@code Pageable}, which do not stand in the
 * statement, and give a {@code Page} or {@code Slice} by a {@code Pageable}. A
 * {@code Sort} names columns of the statement, takes the place of its order, and is
 * refused if there is no such column.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Query {

	/**
	 * The statement, as in {@code select avg(pages) from book where published >= :since}.
	 * Text, quoted names, comments and casts ({@code ::date}) are left as they are.
	 */
	String value();

	/**
	 * Counts the rows for a {@code Page} of Spring Data's; by default, the statement
	 * itself is counted, as {@code select count(*) from (...)}. It may use the same
	 * parameters.
	 */
	String countQuery() default "";

}
