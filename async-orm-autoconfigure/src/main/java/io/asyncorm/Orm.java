package io.asyncorm;

import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.async.Waiting;
import io.asyncorm.expression.Aggregate;
import io.asyncorm.expression.Aggregates;
import io.asyncorm.expression.Assign;
import io.asyncorm.expression.AssignNumber;
import io.asyncorm.expression.Assignments;
import io.asyncorm.expression.Cases;
import io.asyncorm.expression.Condition;
import io.asyncorm.expression.Conditions;
import io.asyncorm.expression.DateFunctions;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Expressions;
import io.asyncorm.expression.Field;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.JsonCondition;
import io.asyncorm.expression.JsonFunctions;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.LookupNames;
import io.asyncorm.expression.NumberCondition;
import io.asyncorm.expression.NumberField;
import io.asyncorm.expression.NumberProperty;
import io.asyncorm.expression.Order;
import io.asyncorm.expression.Path;
import io.asyncorm.expression.Property;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.RelationCondition;
import io.asyncorm.expression.RelationProperty;
import io.asyncorm.expression.Subselect;
import io.asyncorm.expression.TemporalCondition;
import io.asyncorm.expression.TemporalField;
import io.asyncorm.expression.TemporalProperty;
import io.asyncorm.expression.TextCondition;
import io.asyncorm.expression.TextField;
import io.asyncorm.expression.TextFunctions;
import io.asyncorm.expression.TextProperty;
import io.asyncorm.expression.UpsertDefaults;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is written in front of a query set, to be imported statically. None of
 * these methods shares its name with one of a query set, because a repository's default
 * methods would then not see it.
 *
 * @since 0.1.0
 */
public final class Orm {

	private Orm() {
	}

	/** Begins a condition on a property. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M, V extends @Nullable Object> Condition<M, V> where(Property<M, V> property) {
		return Conditions.where(property);
	}

	/** Begins a condition on a text. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M> TextCondition<M> where(TextProperty<M> property) {
		return Conditions.where(property);
	}

	/** Begins a condition on a number. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M, N extends @Nullable Number> NumberCondition<M> where(NumberProperty<M, N> property) {
		return Conditions.where(property);
	}

	/** Begins a condition on a date, a time, or a point in time. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M, T extends @Nullable Temporal> TemporalCondition<M, T> where(TemporalProperty<M, T> property) {
		return Conditions.where(property);
	}

	/** Begins a condition on a relation. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M, R> RelationCondition<M, R> where(RelationProperty<M, R> property) {
		return Conditions.where(property);
	}

	/** Begins a condition on the relation at the end of a path. */
	public static <M, R> RelationCondition<M, R> where(Path<M, R> path) {
		return Conditions.where(path);
	}

	/** Begins a condition on the field at the end of a path. */
	public static <M, V extends @Nullable Object> Condition<M, V> where(Field<M, V> field) {
		return Conditions.where(field);
	}

	/** Begins a condition on the text at the end of a path. */
	public static <M> TextCondition<M> where(TextField<M> field) {
		return Conditions.where(field);
	}

	/** Begins a condition on the number at the end of a path. */
	public static <M> NumberCondition<M> where(NumberField<M> field) {
		return Conditions.where(field);
	}

	/** Begins a condition on the date, time, or point in time at the end of a path. */
	public static <M, T extends @Nullable Temporal> TemporalCondition<M, T> where(TemporalField<M, T> field) {
		return Conditions.where(field);
	}

	/** Begins a condition on a JSON document, or on what stands in it. */
	public static <M, V extends @Nullable Object> JsonCondition<M> json(Property<M, V> property) {
		return Conditions.json(property);
	}

	/** Begins a condition on the JSON document at the end of a path. */
	public static <M, V extends @Nullable Object> JsonCondition<M> json(Field<M, V> field) {
		return Conditions.json(field);
	}

	/**
	 * A condition in Django's words, as in {@code q("author__name__icontains", "ann")}.
	 */
	public static <M> Q<M> q(String lookup, @Nullable Object value) {
		return Q.of(lookup, value);
	}

	/** Begins a path with a relation. */
	public static <M, R> Path<M, R> path(RelationProperty<M, R> hop) {
		return Path.to(hop);
	}

	/** Begins a path with the way back of a foreign key. */
	public static <M, R> Path<R, M> inverse(RelationProperty<M, R> foreignKey) {
		return Path.back(foreignKey);
	}

	/** Begins a change of a property. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M, V extends @Nullable Object> Assign<M, V> set(Property<M, V> property) {
		return Assignments.set(property);
	}

	/** Begins a change of a number. */
	@SuppressWarnings("overloads") // told apart by the method reference's result; see
									// Property
	public static <M, N extends @Nullable Number> AssignNumber<M> set(NumberProperty<M, N> property) {
		return Assignments.set(property);
	}

	/**
	 * The name of a property in Django's words, for whatever takes names:
	 * {@code values(name(Book::title))}.
	 */
	public static <M, V extends @Nullable Object> String name(Property<M, V> property) {
		return LookupNames.of(property);
	}

	/**
	 * The name of a path in Django's words:
	 * {@code selectRelated(name(path(Book::author).then(Author::mentor)))}.
	 * @throws io.asyncorm.model.FieldException if the path goes back over a foreign key,
	 * whose way back only a string can name
	 */
	public static <M, R> String name(Path<M, R> path) {
		return LookupNames.of(path);
	}

	/**
	 * The name of the field at the end of a path, in Django's words.
	 * @throws io.asyncorm.model.FieldException if the path goes back over a foreign key,
	 * whose way back only a string can name
	 */
	public static <M, V extends @Nullable Object> String name(Field<M, V> field) {
		return LookupNames.of(field);
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
		return Expressions.aggregate("count", name, false);
	}

	/** How many different values a field has that are not null. */
	public static <M> Aggregate<M> countDistinct(String name) {
		return Expressions.aggregate("count", name, true);
	}

	/** The sum of a field; null if there is no value. */
	public static <M> Aggregate<M> sum(String name) {
		return Expressions.aggregate("sum", name, false);
	}

	/** The average of a field; null if there is no value. */
	public static <M> Aggregate<M> avg(String name) {
		return Expressions.aggregate("avg", name, false);
	}

	/** The least value of a field; null if there is none. */
	public static <M> Aggregate<M> min(String name) {
		return Expressions.aggregate("min", name, false);
	}

	/** The greatest value of a field; null if there is none. */
	public static <M> Aggregate<M> max(String name) {
		return Expressions.aggregate("max", name, false);
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

	/** A term of an order; a leading {@code -} sorts downwards. */
	public static Order by(String name) {
		return Order.by(name);
	}

	/** A relation to be read along, of which more is to be said than its path. */
	public static Prefetch prefetch(String lookup) {
		return Prefetch.of(lookup);
	}

	/** A relation of which only the objects of a query set are read along. */
	public static Prefetch prefetch(String lookup, ValuesQuerySet<?, ?> querySet) {
		return Prefetch.of(lookup).querySet(querySet);
	}

	/** A keyword argument; more with {@link Kw#and(String, Object)}. */
	public static Kw kw(String name, @Nullable Object value) {
		return Kw.empty().and(name, value);
	}

	/** Two keyword arguments. */
	public static Kw kw(String name, @Nullable Object value, String name2, @Nullable Object value2) {
		return kw(name, value).and(name2, value2);
	}

	/** Three keyword arguments. */
	public static Kw kw(String name, @Nullable Object value, String name2, @Nullable Object value2, String name3,
			@Nullable Object value3) {
		return kw(name, value, name2, value2).and(name3, value3);
	}

	/** Four keyword arguments. */
	public static Kw kw(String name, @Nullable Object value, String name2, @Nullable Object value2, String name3,
			@Nullable Object value3, String name4, @Nullable Object value4) {
		return kw(name, value, name2, value2, name3, value3).and(name4, value4);
	}

	/** No defaults: what is created has the values of the lookup only. */
	public static UpsertDefaults defaults() {
		return UpsertDefaults.of(Kw.empty());
	}

	/**
	 * A value to write besides the lookup; more with
	 * {@link UpsertDefaults#and(String, Object)}.
	 */
	public static UpsertDefaults defaults(String name, @Nullable Object value) {
		return UpsertDefaults.of(kw(name, value));
	}

	/** Two values to write besides the lookup. */
	public static UpsertDefaults defaults(String name, @Nullable Object value, String name2, @Nullable Object value2) {
		return UpsertDefaults.of(kw(name, value, name2, value2));
	}

	/**
	 * Waits for a future, and throws what went wrong as it is.
	 * @see Waiting#await(CompletableFuture)
	 */
	public static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
		return Waiting.await(future);
	}

	/**
	 * Waits for all futures; if one fails, the rest is cancelled.
	 * @see Waiting#gather(Collection)
	 */
	public static <T extends @Nullable Object> CompletableFuture<List<T>> gather(
			Collection<? extends CompletableFuture<? extends T>> futures) {
		return Waiting.gather(futures);
	}

	/** Waits for two futures; if one fails, the other one is cancelled. */
	public static <T extends @Nullable Object> CompletableFuture<List<T>> gather(CompletableFuture<? extends T> first,
			CompletableFuture<? extends T> second) {
		return Waiting.gather(first, second);
	}

	/** Waits for three futures; if one fails, the others are cancelled. */
	public static <T extends @Nullable Object> CompletableFuture<List<T>> gather(CompletableFuture<? extends T> first,
			CompletableFuture<? extends T> second, CompletableFuture<? extends T> third) {
		return Waiting.gather(first, second, third);
	}

}
