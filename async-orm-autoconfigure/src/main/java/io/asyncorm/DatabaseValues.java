package io.asyncorm;

import io.asyncorm.expression.Aggregate;
import io.asyncorm.expression.Aggregates;
import io.asyncorm.expression.Cases;
import io.asyncorm.expression.DateFunctions;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Expressions;
import io.asyncorm.expression.Field;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.JsonFunctions;
import io.asyncorm.expression.Path;
import io.asyncorm.expression.Property;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.Subselect;
import io.asyncorm.expression.TextFunctions;
import io.asyncorm.lookup.Aggregation;
import org.jspecify.annotations.Nullable;

/**
 * Those of the factories of {@link Orm} that make values which the database computes:
 * fields, functions, aggregates, choices and subqueries.
 */
abstract sealed class DatabaseValues permits QueryArguments {

	DatabaseValues() {
	}

	/** The value of a property in the database, to compute with. */
	public static <M, V extends @Nullable Object> Expr<M> f(Property<M, V> property) {
		return Expressions.field(property);
	}

	/** The value of the field at the end of a path. */
	public static <M, V extends @Nullable Object> Expr<M> f(Field<M, V> field) {
		return Expressions.field(field);
	}

	/** The key of the object at the end of a path. */
	public static <M, R> Expr<M> f(Path<M, R> path) {
		return Expressions.field(path);
	}

	/** The value of a field or annotation in the database; Django's {@code F}. */
	public static <M> Expr<M> f(String name) {
		return Expressions.field(name);
	}

	/** How many values a field has that are not null; {@code "*"} counts rows. */
	public static <M> Aggregate<M> count(String name) {
		return Expressions.aggregate(Aggregation.COUNT, name, false);
	}

	/** How many different values a field has that are not null. */
	public static <M> Aggregate<M> countDistinct(String name) {
		return Expressions.aggregate(Aggregation.COUNT, name, true);
	}

	/** The sum of a field; null if there is no value. */
	public static <M> Aggregate<M> sum(String name) {
		return Expressions.aggregate(Aggregation.SUM, name, false);
	}

	/** The average of a field; null if there is no value. */
	public static <M> Aggregate<M> avg(String name) {
		return Expressions.aggregate(Aggregation.AVG, name, false);
	}

	/** The least value of a field; null if there is none. */
	public static <M> Aggregate<M> min(String name) {
		return Expressions.aggregate(Aggregation.MIN, name, false);
	}

	/** The greatest value of a field; null if there is none. */
	public static <M> Aggregate<M> max(String name) {
		return Expressions.aggregate(Aggregation.MAX, name, false);
	}

	/** How many values there are that are not null. */
	public static <M> Aggregate<M> count(Expr<M> value) {
		return Aggregates.count(value);
	}

	/** How many objects there are at the end of a path. */
	public static <M, R> Aggregate<M> count(Path<M, R> path) {
		return Aggregates.count(Expressions.field(path));
	}

	/** The sum of a value; null if there is none. */
	public static <M> Aggregate<M> sum(Expr<M> value) {
		return Aggregates.sum(value);
	}

	/** The average of a value; null if there is none. */
	public static <M> Aggregate<M> avg(Expr<M> value) {
		return Aggregates.avg(value);
	}

	/** The least of the values; null if there is none. */
	public static <M> Aggregate<M> min(Expr<M> value) {
		return Aggregates.min(value);
	}

	/** The greatest of the values; null if there is none. */
	public static <M> Aggregate<M> max(Expr<M> value) {
		return Aggregates.max(value);
	}

	/** A constant as a value in the database. */
	public static <M> Expr<M> value(@Nullable Object constant) {
		return Functions.value(constant);
	}

	/** A condition as a value, which is true, false or null. */
	public static <M> Expr<M> condition(Q<M> condition) {
		return Functions.condition(condition);
	}

	/** A value, or another one if it is null. */
	public static <M> Expr<M> coalesce(Expr<M> value, Expr<M> otherwise) {
		return Functions.coalesce(value, otherwise);
	}

	/**
	 * A value as another type, converted by the database. As in Django, a point in time
	 * becomes the day or the time that it is in UTC: {@code __date} and the truncating
	 * functions go by the time zone.
	 */
	public static <M> Expr<M> cast(Expr<M> value, Class<?> type) {
		return Functions.cast(value, type);
	}

	/** A text in small letters. */
	public static <M> Expr<M> lower(Expr<M> text) {
		return TextFunctions.lower(text);
	}

	/** A text in capitals. */
	public static <M> Expr<M> upper(Expr<M> text) {
		return TextFunctions.upper(text);
	}

	/** The number of characters of a text. */
	public static <M> Expr<M> length(Expr<M> text) {
		return TextFunctions.length(text);
	}

	/** Two texts, one after the other; nulls count as empty. */
	public static <M> Expr<M> concat(Expr<M> text, Expr<M> further) {
		return TextFunctions.concat(text, further);
	}

	/** The present time, when the statement began. */
	public static <M> Expr<M> now() {
		return DateFunctions.now();
	}

	/** The text at a path in a JSON field, as in {@code kt("meta__language")}. */
	public static <M> Expr<M> kt(String path) {
		return JsonFunctions.kt(path);
	}

	/**
	 * Begins a choice whose conditions come out of a loop, which adds them with
	 * {@code orWhen}.
	 */
	public static <M> Cases<M> cases() {
		return Cases.none();
	}

	/** Begins a choice: a value where a condition holds. */
	public static <M> Cases<M> when(Q<M> condition, Expr<M> value) {
		return Cases.when(condition, value);
	}

	/** Begins a choice: a constant where a condition holds. */
	public static <M> Cases<M> when(Q<M> condition, @Nullable Object constant) {
		return Cases.when(condition, constant);
	}

	/** A field of the query set around the one that this stands in. */
	public static <M> Expr<M> outerRef(String name) {
		return Functions.outerRef(name);
	}

	/** The only value of another query set's only row. */
	public static <M> Expr<M> subquery(Subselect query) {
		return Functions.subquery(query);
	}

	/** Whether another query set has a row. */
	public static <M> Q<M> exists(Subselect query) {
		return Functions.exists(query);
	}

}
