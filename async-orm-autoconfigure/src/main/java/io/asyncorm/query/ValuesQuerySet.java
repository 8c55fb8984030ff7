package io.asyncorm.query;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Q;
import org.jspecify.annotations.Nullable;

/**
 * A lazy query: it speaks of rows of one type and gives results of another. Every method
 * without the prefix {@code a} gives a new query set and reaches no database. Immutable
 * and safe for use by several threads.
 *
 * @param <M> the model whose rows are wanted
 * @param <R> what comes back for each row
 * @since 0.1.0
 */
public interface ValuesQuerySet<M, R extends @Nullable Object> {

	/**
	 * The rows among these for which a condition holds. Conditions that one call gives
	 * over a to-many relation speak of the same related row; another call's may speak of
	 * another, as in Django.
	 * @throws io.asyncorm.model.FieldException if a name in it means nothing
	 */
	ValuesQuerySet<M, R> filter(Q<? super M> condition);

	/**
	 * The rows for which a Django lookup such as {@code author__name__icontains} holds.
	 */
	ValuesQuerySet<M, R> filter(String lookup, @Nullable Object value);

	/** The rows for which all of these lookups hold. */
	ValuesQuerySet<M, R> filter(Kw lookups);

	/**
	 * The rows for which a condition does not hold, those among them for which a null
	 * leaves it unknown.
	 */
	ValuesQuerySet<M, R> exclude(Q<? super M> condition);

	/** The rows for which a Django lookup does not hold. */
	ValuesQuerySet<M, R> exclude(String lookup, @Nullable Object value);

	/** The rows for which not all of these lookups hold. */
	ValuesQuerySet<M, R> exclude(Kw lookups);

	/** Gives each row a named value, which can be filtered and ordered by. */
	ValuesQuerySet<M, R> annotate(String name, Expr<? super M> value);

	/**
	 * The order, by fields, relations and annotations; a leading {@code -} sorts
	 * downwards. It replaces the order there was; without arguments there is none.
	 */
	ValuesQuerySet<M, R> orderBy(String... fields);

	/**
	 * The rows from a position (counted from 0) up to but without another.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if a position is
	 * negative
	 */
	ValuesQuerySet<M, R> slice(int from, int to);

	/** All rows. */
	CompletableFuture<List<R>> alist();

	/** The first row, in the order of the query set, or by key if it has none. */
	CompletableFuture<Optional<R>> afirst();

	/**
	 * The only row; fails with {@link DoesNotExistException} if there is none and with
	 * {@link MultipleObjectsReturnedException} if there are several.
	 */
	CompletableFuture<R> aget();

	/** The number of rows. */
	CompletableFuture<Long> acount();

	/** Whether there is a row. */
	CompletableFuture<Boolean> aexists();

}
