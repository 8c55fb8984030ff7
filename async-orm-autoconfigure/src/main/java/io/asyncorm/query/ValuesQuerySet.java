package io.asyncorm.query;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Order;
import io.asyncorm.expression.Property;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.Subselect;
import io.asyncorm.expression.Update;
import org.jspecify.annotations.Nullable;

/**
 * A lazy query over the rows of a model with results of any type, such as the maps of
 * {@code values()}. Methods without the prefix {@code a} return a new query set and send
 * nothing; those with it run the query and return a future. Immutable and thread-safe.
 *
 * @param <M> the model that is queried
 * @param <R> the type of the results, one for each row
 * @since 0.1.0
 */
public interface ValuesQuerySet<M, R extends @Nullable Object> extends Subselect {

	/**
	 * The rows for which a condition holds. As in Django, all conditions over a to-many
	 * relation in one call must hold for the same related row; those of different calls
	 * may hold for different ones.
	 * @throws io.asyncorm.model.FieldException if a name in it cannot be resolved
	 */
	ValuesQuerySet<M, R> filter(Q<? super M> condition);

	/**
	 * The rows for which a Django lookup such as {@code author__name__icontains} holds.
	 */
	default ValuesQuerySet<M, R> filter(String lookup, @Nullable Object value) {
		return filter(Q.<M>of(lookup, value));
	}

	/** The rows for which all of these lookups hold. */
	default ValuesQuerySet<M, R> filter(Kw lookups) {
		return filter(Q.<M>of(lookups));
	}

	/**
	 * The rows for which a condition does not hold, including those for which it is
	 * unknown because of a null.
	 */
	ValuesQuerySet<M, R> exclude(Q<? super M> condition);

	/** The rows for which a Django lookup does not hold. */
	default ValuesQuerySet<M, R> exclude(String lookup, @Nullable Object value) {
		return exclude(Q.<M>of(lookup, value));
	}

	/** The rows for which not all of these lookups hold. */
	default ValuesQuerySet<M, R> exclude(Kw lookups) {
		return exclude(Q.<M>of(lookups));
	}

	/** Adds a computed value to each row, which can be filtered and ordered by. */
	ValuesQuerySet<M, R> annotate(String name, Expr<? super M> value);

	/** Adds whether a condition holds; otherwise as {@link #annotate(String, Expr)}. */
	default ValuesQuerySet<M, R> annotate(String name, Q<? super M> condition) {
		return annotate(name, Functions.condition(condition));
	}

	/**
	 * Adds a computed value to filter and order by that is not part of the results;
	 * otherwise as {@link #annotate}.
	 */
	ValuesQuerySet<M, R> alias(String name, Expr<? super M> value);

	/**
	 * Orders by fields, relations and annotations; a leading {@code -} sorts descending.
	 * Replaces any earlier ordering; without arguments, removes it.
	 */
	ValuesQuerySet<M, R> orderBy(String... fields);

	/**
	 * Orders by expressions, as in {@code orderBy(f("pages").desc().nullsLast())}.
	 */
	ValuesQuerySet<M, R> orderBy(Order first, Order... more);

	/** Reverses the ordering. */
	ValuesQuerySet<M, R> reverse();

	/**
	 * Removes duplicate rows. With fields, PostgreSQL's {@code DISTINCT ON}: of the rows
	 * that are equal in these fields the first, in an order that must begin with them.
	 */
	ValuesQuerySet<M, R> distinct(String... fields);

	/** An empty query set, which sends no query. */
	ValuesQuerySet<M, R> none();

	/**
	 * The same query set, whose operations may take so long, each from its call to its
	 * end: the wait for a connection, the statement, the rows and the commit. What takes
	 * longer is cancelled in the database and fails with Spring's
	 * {@code QueryTimeoutException}, which says where the time went. It takes the place
	 * of the setting {@code async-orm.execution.timeout}; a deadline around the call may
	 * be shorter. Of {@code aiterator}, each wait for rows may take so long. In Spring's
	 * words, {@code JdbcTemplate.setQueryTimeout}.
	 * @param timeout zero for as long as it takes
	 */
	ValuesQuerySet<M, R> timeout(Duration timeout);

	/**
	 * The same query set, whose operations leave at least half of the lanes to others, as
	 * a report or a nightly import should. They are as fast as ever where nobody waits.
	 */
	ValuesQuerySet<M, R> background();

	/**
	 * The same query set, whose statements say a word in a comment, such as the page that
	 * they are for: the activity, the statistics and the log of the database show it. It
	 * is a constant: with a text that changes from call to call, such as an id, nothing
	 * would stay prepared. The last tag counts.
	 * @param tag up to a hundred characters, such as {@code "home page"}
	 */
	ValuesQuerySet<M, R> tag(String tag);

	/**
	 * The same query in another data source, by the name of its bean; Django's
	 * {@code using()}. What is read by it stays there: its references, related objects
	 * and prefetches are of that data source, too. The name of a replica reads from that,
	 * where what is written may be missing yet, and that of the primary data source from
	 * there, whatever else is read from the replica; in a transaction it makes no
	 * difference.
	 * @throws UnknownDataSourceException if there is none of that name
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if the model, or
	 * one that is asked for, is none of that data source
	 */
	ValuesQuerySet<M, R> using(String dataSource);

	/** What is in both query sets, which must give the same values. */
	ValuesQuerySet<M, R> and(ValuesQuerySet<M, R> other);

	/** What is in one of the query sets, or in both; they must give the same values. */
	ValuesQuerySet<M, R> or(ValuesQuerySet<M, R> other);

	/** What is in one of the query sets only; they must give the same values. */
	ValuesQuerySet<M, R> xor(ValuesQuerySet<M, R> other);

	/**
	 * The rows from a position, counted from 0, to another, exclusive: SQL's
	 * {@code OFFSET} and {@code LIMIT}.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if a position is
	 * negative
	 */
	ValuesQuerySet<M, R> slice(long from, long to);

	/**
	 * Locks the rows until the end of the transaction, without which it fails.
	 * @see RowLock
	 */
	ValuesQuerySet<M, R> selectForUpdate(RowLock lock);

	/** Locks the rows until the end of the transaction, and waits for others who do. */
	default ValuesQuerySet<M, R> selectForUpdate() {
		return selectForUpdate(RowLock.update());
	}

	/** The rows of this query set and of others, without duplicates. */
	ValuesQuerySet<M, R> union(ValuesQuerySet<?, ?>... others);

	/** The rows of this query set and of others, with duplicates. */
	ValuesQuerySet<M, R> unionAll(ValuesQuerySet<?, ?>... others);

	/** The rows that are in this query set and in all others. */
	ValuesQuerySet<M, R> intersection(ValuesQuerySet<?, ?>... others);

	/** The rows of this query set that are in none of the others. */
	ValuesQuerySet<M, R> difference(ValuesQuerySet<?, ?>... others);

	/** Results as maps from the given names to values; of all fields without names. */
	ValuesQuerySet<M, Map<String, @Nullable Object>> values(String... fields);

	/**
	 * Results as records: each component is the field or annotation of its name. One that
	 * is a record itself and has the name of a relation to one object is made of that
	 * object's values, and null if there is none:
	 * {@code record BookLine(String title, AuthorLine author)}.
	 */
	<V extends Record> ValuesQuerySet<M, V> values(Class<V> projection);

	/** Results as lists of values; of all fields without names. */
	ValuesQuerySet<M, List<@Nullable Object>> valuesList(String... fields);

	/** The values of one property alone. */
	<V extends @Nullable Object> ValuesQuerySet<M, V> valuesList(Property<? super M, V> field);

	/**
	 * The values of one field, which may be at the end of a path, or of an annotation.
	 */
	<V> ValuesQuerySet<M, @Nullable V> valuesList(String field, Class<V> type);

	/**
	 * The SQL that {@link #alist()} sends, with a question mark for each value; Django's
	 * {@code str(qs.query)}. Reaches no database. Other methods send what fits them, such
	 * as a {@code LIMIT} for {@link #afirst()}; what {@code prefetchRelated} reads is not
	 * part of it, and for {@link #none()}, which sends nothing, it is empty.
	 */
	String sql();

	/** All rows. */
	CompletableFuture<List<R>> alist();

	/**
	 * All rows as a stream, for results that are too large for memory. Nothing is read
	 * before rows are requested, as in {@code books.aiterator().forEach((book) -> ...)}.
	 */
	default AsyncIterable<R> aiterator() {
		return aiterator(AsyncIterable.CHUNK_SIZE);
	}

	/**
	 * As {@link #aiterator()}.
	 * @param chunkSize how many rows are fetched, and in memory, at once; relations are
	 * prefetched for each chunk
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if it is not
	 * positive
	 */
	AsyncIterable<R> aiterator(int chunkSize);

	/** The first row, in the order of the query set, or by key if it has none. */
	CompletableFuture<Optional<R>> afirst();

	/** The last row, in the order of the query set, or by key if it has none. */
	CompletableFuture<Optional<R>> alast();

	/**
	 * The last row by these fields, or by the model's
	 * {@link io.asyncorm.model.Model#getLatestBy()}; fails with
	 * {@link DoesNotExistException} if there is none.
	 */
	CompletableFuture<R> alatest(String... fields);

	/** The first row by these fields; otherwise as {@link #alatest}. */
	CompletableFuture<R> aearliest(String... fields);

	/**
	 * The only row; fails with {@link DoesNotExistException} if there is none and with
	 * {@link MultipleObjectsReturnedException} if there are several.
	 */
	CompletableFuture<R> aget();

	/** All rows, by their keys, in the order of the query set. */
	default CompletableFuture<Map<@Nullable Object, R>> ainBulk() {
		return ainBulk("pk");
	}

	/** The rows with these keys, by their keys. */
	default CompletableFuture<Map<@Nullable Object, R>> ainBulk(Collection<?> keys) {
		return ainBulk("pk", keys);
	}

	/** All rows, by the values of a field; as {@link #ainBulk(String, Collection)}. */
	CompletableFuture<Map<@Nullable Object, R>> ainBulk(String field);

	/**
	 * The rows with these values of a unique field, by the values. The field need not be
	 * among what the query set gives. As in Django, a missing value is a key too.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if the field is
	 * not unique, and no {@link #distinct(String...)} makes it so
	 */
	CompletableFuture<Map<@Nullable Object, R>> ainBulk(String field, Collection<?> values);

	/**
	 * A page of the rows, and how many rows there are: both are read at once, on two
	 * connections. The key is added to the order, so that rows that are equal in it keep
	 * their place. A late page costs the database all rows before it; for an endless list
	 * use {@link #apageAfter}.
	 * @param number which page, counted from 0
	 * @param size how many rows it has, 10000 at most
	 */
	CompletableFuture<Page<R>> apage(int number, int size);

	/**
	 * The page of rows behind another, which costs the same wherever it is, and stays
	 * right while rows come and go: it goes on behind the values that the last row was
	 * ordered by, the key among them.
	 * <p>
	 * The token that says where to go on is the {@link CursorPage#next() next} of the
	 * page before. It can be sent to clients, who can read these values in it: order by
	 * what they may know. What comes back is checked, and its values are bound as any
	 * other; it decides where a page begins, and nothing else.
	 * @param after the token; null for the first page
	 * @param size how many rows it has, 10000 at most
	 * @throws io.asyncorm.model.InvalidValueException if it is no token, or one of
	 * another order
	 */
	CompletableFuture<CursorPage<R>> apageAfter(@Nullable String after, int size);

	/** The number of rows. */
	CompletableFuture<Long> acount();

	/** Whether there is a row. */
	CompletableFuture<Boolean> aexists();

	/**
	 * Values computed over all rows, by their names, as in
	 * {@code aaggregate(kw("pages", avg("pages")))}.
	 */
	CompletableFuture<Map<String, @Nullable Object>> aaggregate(Kw aggregates);

	/**
	 * The execution plan of the query: SQL's {@code EXPLAIN}, as text.
	 */
	default CompletableFuture<String> aexplain() {
		return aexplain(Kw.empty());
	}

	/**
	 * As {@link #aexplain()}, with options of the database: {@code format}, and those
	 * that are on or off, as in {@code kw("analyze", true, "format", "json")}.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if there is no
	 * such option
	 */
	CompletableFuture<String> aexplain(Kw options);

	/**
	 * Inserts an object of these values, and of the model's defaults where none is given,
	 * and returns it as it is stored. As in Django, the filters of a query set say
	 * nothing about it.
	 */
	CompletableFuture<M> acreate(Kw values);

	/**
	 * Updates all rows; returns their number. Values may be expressions, as in
	 * {@code kw("pages", f("pages").plus(1))}. A place among other rows, which a window
	 * tells, is no condition of an update: filter by the keys of the rows that have it,
	 * {@code filter("pk__in", ranked.values("pk"))}.
	 */
	default CompletableFuture<Long> aupdate(Kw values) {
		return aupdate(Update.of(values));
	}

	/**
	 * Updates all rows; returns their number. Without any change nothing is sent, and it
	 * is 0.
	 */
	CompletableFuture<Long> aupdate(Update<M> changes);

}
