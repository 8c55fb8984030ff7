package io.asyncorm;

import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import io.asyncorm.async.Waiting;
import io.asyncorm.expression.Assign;
import io.asyncorm.expression.AssignNumber;
import io.asyncorm.expression.Assignments;
import io.asyncorm.expression.CollectionCondition;
import io.asyncorm.expression.CollectionProperty;
import io.asyncorm.expression.Condition;
import io.asyncorm.expression.Conditions;
import io.asyncorm.expression.Field;
import io.asyncorm.expression.JsonCondition;
import io.asyncorm.expression.LookupNames;
import io.asyncorm.expression.NumberCondition;
import io.asyncorm.expression.NumberField;
import io.asyncorm.expression.NumberProperty;
import io.asyncorm.expression.Order;
import io.asyncorm.expression.Path;
import io.asyncorm.expression.Property;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.RangeCondition;
import io.asyncorm.expression.RangeProperty;
import io.asyncorm.expression.RelationCondition;
import io.asyncorm.expression.RelationProperty;
import io.asyncorm.expression.TemporalCondition;
import io.asyncorm.expression.TemporalField;
import io.asyncorm.expression.TemporalProperty;
import io.asyncorm.expression.TextCondition;
import io.asyncorm.expression.TextField;
import io.asyncorm.expression.TextProperty;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.transaction.TransactionOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.util.Assert;

/**
 * Everything that is written in front of a query set, to be imported statically. None of
 * these methods shares its name with one of a query set, because a repository's default
 * methods would then not see it.
 *
 * @since 0.1.0
 */
@SuppressWarnings("overloads") // told apart by the method reference's result; see
								// Property
public final class Orm extends QueryArguments {

	private Orm() {
	}

	/** Begins a condition on a property. */
	public static <M, V extends @Nullable Object> Condition<M, V> where(Property<M, V> property) {
		return Conditions.where(property);
	}

	/** Begins a condition on a text. */
	public static <M> TextCondition<M> where(TextProperty<M> property) {
		return Conditions.where(property);
	}

	/** Begins a condition on a number. */
	public static <M, N extends @Nullable Number> NumberCondition<M> where(NumberProperty<M, N> property) {
		return Conditions.where(property);
	}

	/** Begins a condition on a date, a time, or a point in time. */
	public static <M, T extends @Nullable Temporal> TemporalCondition<M, T> where(TemporalProperty<M, T> property) {
		return Conditions.where(property);
	}

	/** Begins a condition on a list or set. */
	public static <M, E extends @Nullable Object> CollectionCondition<M, E> where(CollectionProperty<M, E> property) {
		return Conditions.where(property);
	}

	/** Begins a condition on a range. */
	public static <M, T extends Comparable<? super T>> RangeCondition<M, T> where(RangeProperty<M, T> property) {
		return Conditions.where(property);
	}

	/** Begins a condition on a relation. */
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

	/**
	 * Begins a path with a value that is embedded:
	 * {@code path(Author::address).then(Address::city)}.
	 */
	public static <M, V extends @Nullable Object> Field<M, V> path(Property<M, V> embedded) {
		return Field.of(embedded);
	}

	/** Begins a path with the reverse relation of a foreign key or a many-to-many. */
	public static <M, R> Path<R, M> inverse(RelationProperty<M, R> relation) {
		return Path.back(relation);
	}

	/** Begins a change of a property. */
	public static <M, V extends @Nullable Object> Assign<M, V> set(Property<M, V> property) {
		return Assignments.set(property);
	}

	/** Begins a change of a number. */
	public static <M, N extends @Nullable Number> AssignNumber<M> set(NumberProperty<M, N> property) {
		return Assignments.set(property);
	}

	/** Begins a change of a part of what is embedded. */
	public static <M, V extends @Nullable Object> Assign<M, V> set(Field<M, V> part) {
		return Assignments.set(part);
	}

	/** Begins a change of a number that is part of what is embedded. */
	public static <M> AssignNumber<M> set(NumberField<M> part) {
		return Assignments.set(part);
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

	/** A term of an order; a leading {@code -} sorts downwards. */
	public static Order by(String name) {
		return Order.by(name);
	}

	/** A relation for {@code prefetchRelated()} with a query set or an attribute. */
	public static Prefetch prefetch(String lookup) {
		return Prefetch.of(lookup);
	}

	/** A relation of which only the objects of a query set are prefetched. */
	public static Prefetch prefetch(String lookup, ValuesQuerySet<?, ?> querySet) {
		return Prefetch.of(lookup).querySet(querySet);
	}

	/**
	 * Lets {@code atomic()} read only.
	 * @see TransactionOptions#readOnly()
	 */
	public static TransactionOptions readOnly() {
		return TransactionOptions.defaults().readOnly();
	}

	/**
	 * Isolates a block of {@code atomic()} from other transactions.
	 * @see TransactionOptions#isolation(Isolation)
	 */
	public static TransactionOptions isolation(Isolation isolation) {
		return TransactionOptions.defaults().isolation(isolation);
	}

	/**
	 * Says how {@code atomic()} joins a transaction.
	 * @see TransactionOptions#propagation(Propagation)
	 */
	public static TransactionOptions propagation(Propagation propagation) {
		return TransactionOptions.defaults().propagation(propagation);
	}

	/**
	 * Lets {@code atomic()} run a block again that collided with another transaction.
	 * @param times how many times more at most
	 * @see TransactionOptions#retry(int)
	 */
	public static TransactionOptions retry(int times) {
		return TransactionOptions.defaults().retry(times);
	}

	/**
	 * Lets a block of {@code atomic()} call other services, and send messages and mail.
	 * @see TransactionOptions#allowForeignIo()
	 */
	public static TransactionOptions allowForeignIo() {
		return TransactionOptions.defaults().allowForeignIo();
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

	/**
	 * Waits for two futures and makes one value of theirs, as in
	 * {@code gather(count, page, SearchResult::new)}; if one fails, the other one is
	 * cancelled.
	 */
	public static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> gather(
			CompletableFuture<A> first, CompletableFuture<B> second,
			BiFunction<? super A, ? super B, ? extends R> together) {
		Assert.notNull(together, "'together' must not be null");
		return Waiting.gather(Arrays.asList(first, second))
			.thenApply((all) -> together.apply(first.join(), second.join()));
	}

	/**
	 * Waits for three futures and makes one value of theirs; if one fails, the others are
	 * cancelled.
	 */
	public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> gather(
			CompletableFuture<A> first, CompletableFuture<B> second, CompletableFuture<C> third,
			Function3<? super A, ? super B, ? super C, ? extends R> together) {
		Assert.notNull(together, "'together' must not be null");
		return Waiting.gather(Arrays.asList(first, second, third))
			.thenApply((all) -> together.apply(first.join(), second.join(), third.join()));
	}

	/**
	 * Waits for four futures and makes one value of theirs; if one fails, the others are
	 * cancelled.
	 */
	public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> gather(
			CompletableFuture<A> first, CompletableFuture<B> second, CompletableFuture<C> third,
			CompletableFuture<D> fourth, Function4<? super A, ? super B, ? super C, ? super D, ? extends R> together) {
		Assert.notNull(together, "'together' must not be null");
		return Waiting.gather(Arrays.asList(first, second, third, fourth))
			.thenApply((all) -> together.apply(first.join(), second.join(), third.join(), fourth.join()));
	}

}
