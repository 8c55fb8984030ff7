package io.asyncorm.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Order;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.Update;
import io.asyncorm.expression.UpsertDefaults;
import org.jspecify.annotations.Nullable;

/**
 * A lazy query for objects of a model; Django's {@code QuerySet}. Immutable and safe for
 * use by several threads.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public interface QuerySet<M> extends ValuesQuerySet<M, M> {

	/** This query set, which of a repository is all its rows. */
	QuerySet<M> all();

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

	/** Gives a relation of which only some objects count a name of its own. */
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
	 * Reads these relations along, by joins; without any, all foreign keys that cannot be
	 * null. A path such as {@code author__mentor} reads every relation on it.
	 * @throws io.asyncorm.model.FieldException if one of them leads to many objects
	 */
	QuerySet<M> selectRelated(String... relations);

	/**
	 * Reads these relations along, each by one query for the objects of all rows
	 * together; a path such as {@code books__tags} reads every relation on it. For
	 * relations to many objects as well as to one. What {@link #selectRelated(String...)}
	 * has read is used, and not read again. As in Django, calls add up, and without a
	 * name nothing is added.
	 * @throws io.asyncorm.model.FieldException if one of them is no relation, or leads
	 * over one for which an object has no property
	 */
	QuerySet<M> prefetchRelated(String... lookups);

	/**
	 * As {@link #prefetchRelated(String...)}, with a query set of its own for the objects
	 * of a relation, or with an attribute for them.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if a relation
	 * with a query set is read along already
	 */
	QuerySet<M> prefetchRelated(Prefetch first, Prefetch... more);

	/**
	 * Rows of a query of your own, with a question mark for each value.
	 * @param sql the query, which is sent as it is
	 * @param values the values, in order; never write them into the text
	 */
	RawQuerySet<M> raw(String sql, @Nullable Object... values);

	/** The rows that are in both query sets, which must select the same. */
	QuerySet<M> and(QuerySet<M> other);

	/** The rows that are in one of the query sets, or in both. */
	QuerySet<M> or(QuerySet<M> other);

	/** The rows that are in one of the query sets, but not in both. */
	QuerySet<M> xor(QuerySet<M> other);

	/**
	 * Rows that hold only these fields and the key, what {@link #selectRelated} reads
	 * along, and the annotations. A field may be at the end of a path, as in
	 * {@code only("title", "author__name")}, and is read from the row by it. What is not
	 * loaded cannot be read from them.
	 * @throws io.asyncorm.model.FieldException if a relation is read along and not named
	 */
	ValuesQuerySet<M, Row<M>> only(String... fields);

	/** Rows that hold all fields but these; otherwise as {@link #only}. */
	ValuesQuerySet<M, Row<M>> defer(String... fields);

	/** Objects with their annotations, and with the attributes that were prefetched. */
	ValuesQuerySet<M, Row<M>> rows();

	/**
	 * The different days at which periods begin in which a date lies, in order.
	 * @param field a date, or a point in time
	 * @param kind {@code year}, {@code month}, {@code week} or {@code day}
	 */
	default ValuesQuerySet<M, LocalDate> dates(String field, String kind) {
		return dates(field, kind, "ASC");
	}

	/** As {@link #dates(String, String)}, in the order {@code ASC} or {@code DESC}. */
	ValuesQuerySet<M, LocalDate> dates(String field, String kind, String order);

	/**
	 * The different points in time at which periods begin in which a point in time lies,
	 * in order.
	 * @param field a point in time
	 * @param kind as for {@link #dates(String, String)}, or {@code hour}, {@code minute}
	 * or {@code second}
	 */
	default ValuesQuerySet<M, Instant> datetimes(String field, String kind) {
		return datetimes(field, kind, "ASC");
	}

	/**
	 * As {@link #datetimes(String, String)}, in the order {@code ASC} or {@code DESC}.
	 */
	ValuesQuerySet<M, Instant> datetimes(String field, String kind, String order);

	/**
	 * As {@link #datetimes(String, String, String)}, of the periods in a time zone.
	 */
	ValuesQuerySet<M, Instant> datetimes(String field, String kind, String order, ZoneId zone);

	/**
	 * As {@link #prefetchRelated(String...)}, of objects that were read before: gives new
	 * objects, in the same order. What is loaded already is not read again.
	 */
	CompletableFuture<List<M>> aprefetchRelatedObjects(List<M> objects, String... lookups);

	/**
	 * As {@link #prefetchRelated(Prefetch, Prefetch...)}, of objects that were read
	 * before; these can have no attributes.
	 */
	CompletableFuture<List<M>> aprefetchRelatedObjects(List<M> objects, Prefetch first, Prefetch... more);

	/** Whether an object is among the rows. */
	CompletableFuture<Boolean> acontains(M object);

	/**
	 * Changes all rows; gives their number. Values may be expressions, as in
	 * {@code kw("pages", f("pages").plus(1))}. A place among other rows, which a window
	 * tells, is no condition of an update: filter by the keys of the rows that have it,
	 * {@code filter("pk__in", ranked.values("pk"))}.
	 */
	CompletableFuture<Long> aupdate(Kw values);

	/** Changes all rows; gives their number. */
	CompletableFuture<Long> aupdate(Update<M> changes);

	/** Deletes all rows, and what points to them as their foreign keys say. */
	CompletableFuture<Deleted> adelete();

	/**
	 * The object that a lookup matches; created from the lookup and the defaults if there
	 * is none. Free of races.
	 */
	CompletableFuture<GetOrCreate<M>> agetOrCreate(Kw lookup, UpsertDefaults defaults);

	/**
	 * Writes the defaults to the object that a lookup matches; creates it from both if
	 * there is none. Free of races.
	 */
	CompletableFuture<UpdateOrCreate<M>> aupdateOrCreate(Kw lookup, UpsertDefaults defaults);

}
