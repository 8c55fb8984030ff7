package io.asyncorm.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.InsertDefaults;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Order;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.Update;
import io.asyncorm.expression.UpsertDefaults;
import org.jspecify.annotations.Nullable;

/**
 * A lazy query for objects of a model; Django's {@code QuerySet}:
 *
 * <pre class="code">
 * CompletableFuture&lt;List&lt;Book&gt;&gt; page = books.filter("pages__gte", 300)
 * 	.exclude("author__name", "Bob")
 * 	.selectRelated("author")
 * 	.orderBy("-published", "id")
 * 	.slice(0, 20)
 * 	.alist();
 * </pre>
 *
 * Methods without the prefix {@code a} return a new query set and send nothing; those
 * with it run the query and return a future. Immutable and thread-safe.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public interface QuerySet<M> extends ValuesQuerySet<M, M> {

	/** This query set; of a repository, all objects of its model. */
	QuerySet<M> all();

	@Override
	QuerySet<M> using(String dataSource);

	@Override
	QuerySet<M> filter(Q<? super M> condition);

	@Override
	default QuerySet<M> filter(String lookup, @Nullable Object value) {
		return filter(Q.<M>of(lookup, value));
	}

	@Override
	default QuerySet<M> filter(Kw lookups) {
		return filter(Q.<M>of(lookups));
	}

	@Override
	QuerySet<M> exclude(Q<? super M> condition);

	@Override
	default QuerySet<M> exclude(String lookup, @Nullable Object value) {
		return exclude(Q.<M>of(lookup, value));
	}

	@Override
	default QuerySet<M> exclude(Kw lookups) {
		return exclude(Q.<M>of(lookups));
	}

	@Override
	QuerySet<M> annotate(String name, Expr<? super M> value);

	@Override
	default QuerySet<M> annotate(String name, Q<? super M> condition) {
		return annotate(name, Functions.condition(condition));
	}

	/**
	 * Adds a filtered relation: a relation with a condition, under a name of its own.
	 */
	QuerySet<M> annotate(String name, FilteredRelation<? super M> relation);

	@Override
	QuerySet<M> alias(String name, Expr<? super M> value);

	@Override
	QuerySet<M> orderBy(String... fields);

	@Override
	QuerySet<M> orderBy(Order first, Order... more);

	@Override
	QuerySet<M> reverse();

	@Override
	QuerySet<M> distinct(String... fields);

	@Override
	QuerySet<M> none();

	@Override
	QuerySet<M> timeout(Duration timeout);

	@Override
	QuerySet<M> background();

	@Override
	QuerySet<M> tag(String tag);

	/**
	 * The same objects, and those that count as deleted ({@code @SoftDelete}), here and
	 * where it joins others. {@code adelete} of such a query set deletes rows for good,
	 * and what refers to them, too.
	 */
	QuerySet<M> withDeleted();

	@Override
	QuerySet<M> selectForUpdate(RowLock lock);

	@Override
	default QuerySet<M> selectForUpdate() {
		return selectForUpdate(RowLock.update());
	}

	@Override
	QuerySet<M> union(ValuesQuerySet<?, ?>... others);

	@Override
	QuerySet<M> unionAll(ValuesQuerySet<?, ?>... others);

	@Override
	QuerySet<M> intersection(ValuesQuerySet<?, ?>... others);

	@Override
	QuerySet<M> difference(ValuesQuerySet<?, ?>... others);

	@Override
	QuerySet<M> slice(long from, long to);

	/**
	 * Loads these relations eagerly, by joins in the same query; without arguments, all
	 * foreign keys that are not null. A path such as {@code author__mentor} loads every
	 * relation on it. As in Django, {@code selectRelated((String) null)} takes all of
	 * them back. A filtered relation's object, or each of its objects, is in the rows of
	 * {@link #rows()} by its name.
	 * @throws io.asyncorm.model.FieldException if one of them leads to many objects
	 */
	QuerySet<M> selectRelated(@Nullable String @Nullable ... relations);

	/**
	 * Loads these relations eagerly, each by one query of its own for all rows together;
	 * a path such as {@code books__tags} loads every relation on it. For relations to
	 * many objects as well as to one. What {@link #selectRelated(String...)} has loaded
	 * is not loaded again. As in Django, calls add up, without a name nothing is added,
	 * and {@code prefetchRelated((String) null)} takes all of them back.
	 * @throws io.asyncorm.model.FieldException if one of them is no relation, or leads
	 * over one for which an object has no property
	 */
	QuerySet<M> prefetchRelated(@Nullable String @Nullable ... lookups);

	/**
	 * As {@link #prefetchRelated(String...)}, with a query set of its own for the objects
	 * of a relation, or with an attribute for them.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if a relation
	 * with a query set is prefetched already
	 */
	QuerySet<M> prefetchRelated(Prefetch first, Prefetch... more);

	/**
	 * The rows of an SQL query of your own, with a question mark for each value.
	 * @param sql the query, which is sent as it is
	 * @param values the values, in order; never write them into the text
	 */
	RawQuerySet<M> raw(String sql, @Nullable Object... values);

	/**
	 * The rows of an SQL query of your own, with named parameters as in
	 * {@code raw("select * from book where pages >= :least", kw("least", 300))}.
	 * @param sql the query, which is sent with a question mark for each parameter
	 * @param values the values by their names; never write them into the text
	 * @throws io.asyncorm.model.FieldException if a parameter has no value, or a value no
	 * parameter
	 */
	RawQuerySet<M> raw(String sql, Kw values);

	@Override
	QuerySet<M> and(ValuesQuerySet<M, M> other);

	@Override
	QuerySet<M> or(ValuesQuerySet<M, M> other);

	@Override
	QuerySet<M> xor(ValuesQuerySet<M, M> other);

	/**
	 * Loads only these fields and the key, the relations of {@link #selectRelated}, and
	 * the annotations; Django's {@code only()}. A field may be at the end of a path, as
	 * in {@code only("title", "author__name")}, and is read from the row by it. What is
	 * not loaded cannot be read from them.
	 * @throws io.asyncorm.model.FieldException if a relation of {@link #selectRelated} is
	 * not named
	 */
	ValuesQuerySet<M, Row<M>> only(String... fields);

	/** Loads all fields but these; otherwise as {@link #only}. */
	ValuesQuerySet<M, Row<M>> defer(String... fields);

	/** Objects with their annotations, and with the attributes that were prefetched. */
	ValuesQuerySet<M, Row<M>> rows();

	/**
	 * The distinct dates of a field, truncated to a year, month, week or day, in order.
	 * @param field a date, or a point in time
	 * @param kind {@code year}, {@code month}, {@code week} or {@code day}
	 */
	default ValuesQuerySet<M, LocalDate> dates(String field, String kind) {
		return dates(field, kind, SortOrder.ASC);
	}

	/** As {@link #dates(String, String)}, in an order. */
	ValuesQuerySet<M, LocalDate> dates(String field, String kind, SortOrder order);

	/**
	 * The distinct points in time of a field, truncated to a part, in order.
	 * @param field a point in time
	 * @param kind as for {@link #dates(String, String)}, or {@code hour}, {@code minute}
	 * or {@code second}
	 */
	default ValuesQuerySet<M, Instant> datetimes(String field, String kind) {
		return datetimes(field, kind, SortOrder.ASC);
	}

	/**
	 * As {@link #datetimes(String, String)}, in an order.
	 */
	ValuesQuerySet<M, Instant> datetimes(String field, String kind, SortOrder order);

	/**
	 * As {@link #datetimes(String, String, SortOrder)}, truncated in a time zone.
	 */
	ValuesQuerySet<M, Instant> datetimes(String field, String kind, SortOrder order, ZoneId zone);

	/**
	 * Prefetches relations of objects that are in memory, as
	 * {@link #prefetchRelated(String...)} does: returns new objects, in the same order.
	 * Relations that are loaded already are not loaded again.
	 */
	CompletableFuture<List<M>> aprefetchRelatedObjects(List<M> objects, String... lookups);

	/**
	 * Prefetches relations of objects that are in memory, as
	 * {@link #prefetchRelated(Prefetch, Prefetch...)} does, but without attributes.
	 */
	CompletableFuture<List<M>> aprefetchRelatedObjects(List<M> objects, Prefetch first, Prefetch... more);

	/**
	 * Reads an object's row again, and returns it as it is stored now; the argument is
	 * not changed. Called on a query set, it is what Django's {@code from_queryset} is
	 * for: {@code books.selectForUpdate().arefreshFromDb(book)} locks the row,
	 * {@code books.selectRelated("author").arefreshFromDb(book)} loads the author as
	 * well. What was loaded before is not loaded any more. Fails with
	 * {@link DoesNotExistException} if the row is gone.
	 * @param fields the only fields that are read; all others stay as they are in the
	 * object. The relations among them are not loaded any more.
	 */
	CompletableFuture<M> arefreshFromDb(M object, String... fields);

	/** Same as {@link #arefreshFromDb}. */
	default CompletableFuture<M> arefresh(M object, String... fields) {
		return arefreshFromDb(object, fields);
	}

	/** Whether an object is among the rows. */
	CompletableFuture<Boolean> acontains(M object);

	/** Deletes all rows, and those that refer to them, as {@code onDelete} says. */
	CompletableFuture<Deleted> adelete();

	/**
	 * Gets the object that the lookup matches, or creates it from the lookup and the
	 * defaults. Concurrent calls create it only once. As with {@code acreate}, the values
	 * go through the model's constructor first, so that a text is also looked up as it is
	 * stored; what the constructor refuses matters only where there is no such object. A
	 * default that is a {@link java.util.function.Supplier} is asked for only then, too.
	 */
	CompletableFuture<GetOrCreate<M>> agetOrCreate(Kw lookup, UpsertDefaults defaults);

	/**
	 * Updates the object that the lookup matches with the defaults, or creates it from
	 * both. Concurrent calls create it only once.
	 */
	CompletableFuture<UpdateOrCreate<M>> aupdateOrCreate(Kw lookup, UpsertDefaults defaults);

	/**
	 * Updates the object that the lookup matches with the defaults, or creates it from
	 * the lookup and {@code createDefaults} alone. Concurrent calls create it only once.
	 */
	CompletableFuture<UpdateOrCreate<M>> aupdateOrCreate(Kw lookup, UpsertDefaults defaults,
			InsertDefaults createDefaults);

	/**
	 * Inserts many objects, by as few statements as the database allows, and returns them
	 * as they are stored, keys included, in the same order: all or none of them. They are
	 * written as {@code acreate(object)} writes one. If a row is refused, the future
	 * fails with a {@link RefusedRowException} that says which.
	 */
	default CompletableFuture<List<M>> abulkCreate(List<M> objects) {
		return abulkCreate(objects, ConflictOptions.none());
	}

	/** As {@link #abulkCreate(List)}, in parts. */
	default CompletableFuture<List<M>> abulkCreate(List<M> objects, BatchOptions options) {
		return abulkCreate(objects, ConflictOptions.none().with(options));
	}

	/**
	 * As {@link #abulkCreate(List)}, where rows may be there already:
	 * {@code abulkCreate(stocks, updateConflicts("quantity").uniqueFields("store", "book"))}
	 * or {@code abulkCreate(tags, ignoreConflicts())}. If conflicts are ignored, the
	 * objects are returned as they were given.
	 */
	CompletableFuture<List<M>> abulkCreate(List<M> objects, ConflictOptions options);

	/**
	 * Goes through the objects in batches, by ranges of keys:
	 * {@code books.filter("pages", 0).inBatches(1000).forEachBatch(batch -> ...)}. It
	 * needs little memory, and no transaction longer than a batch.
	 * @param size how many objects are in a batch
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if this query
	 * set is ordered, sliced, distinct or combined
	 */
	Batches<M> inBatches(int size);

	/**
	 * Writes these fields of many objects to their rows, by as few statements as the
	 * database allows; returns how many rows were there, and among those of this query
	 * set. As with {@code aupdate}, nothing else is written, automatic times neither. Of
	 * an object that comes twice the first one counts.
	 */
	default CompletableFuture<Long> abulkUpdate(List<M> objects, String... fields) {
		return abulkUpdate(objects, BatchOptions.defaults(), fields);
	}

	/** As {@link #abulkUpdate(List, String...)}, in parts. */
	CompletableFuture<Long> abulkUpdate(List<M> objects, BatchOptions options, String... fields);

	/**
	 * Writes to the row of each object what a function makes of it, by values or
	 * expressions:
	 * {@code abulkUpdate(books, book -> set(Book::stock).to(f(Book::stock).minus(sold.get(book.id()))))}.
	 * Rows whose changes differ only in their values are written by one statement. Values
	 * that the model's constructor refuses are not sent.
	 */
	default CompletableFuture<Long> abulkUpdate(List<M> objects, Function<? super M, Update<M>> changes) {
		return abulkUpdate(objects, BatchOptions.defaults(), changes);
	}

	/** As {@link #abulkUpdate(List, Function)}, in parts. */
	CompletableFuture<Long> abulkUpdate(List<M> objects, BatchOptions options, Function<? super M, Update<M>> changes);

}
