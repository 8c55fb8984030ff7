package io.asyncorm.query;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The rows of an SQL query of your own, from {@link QuerySet#raw}. Each holds the columns
 * that the query selects: fields of the model, of which the key must be one, and any
 * others. It has its object if the query selects all columns of the model. Immutable and
 * thread-safe.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public interface RawQuerySet<M> {

	/** The SQL, as the user wrote it; Django's {@code str(raw.query)}. */
	String sql();

	/**
	 * Loads these relations eagerly, each by one query of its own for all rows together;
	 * as {@link QuerySet#prefetchRelated(String...)}. The rows, and their objects where
	 * they have any, hold what was found. The query has to select the columns that lead
	 * there: foreign keys, and the key.
	 */
	RawQuerySet<M> prefetchRelated(@Nullable String @Nullable ... lookups);

	/**
	 * As {@link #prefetchRelated(String...)}, with a query set of its own for the objects
	 * of a relation, or with an attribute of the rows for them.
	 */
	RawQuerySet<M> prefetchRelated(Prefetch first, Prefetch... more);

	/** As {@link ValuesQuerySet#timeout(Duration)}. */
	RawQuerySet<M> timeout(Duration timeout);

	/** As {@link ValuesQuerySet#background()}. */
	RawQuerySet<M> background();

	/** As {@link ValuesQuerySet#tag(String)}. */
	RawQuerySet<M> tag(String tag);

	/**
	 * All rows; fails with {@link io.asyncorm.model.FieldException} if they have no key.
	 */
	CompletableFuture<List<Row<M>>> alist();

	/** All rows as a stream; see {@link ValuesQuerySet#aiterator()}. */
	default AsyncIterable<Row<M>> aiterator() {
		return aiterator(AsyncIterable.CHUNK_SIZE);
	}

	/**
	 * As {@link #aiterator()}. On PostgreSQL, a query that writes is refused: rows are
	 * read in a read-only transaction, unless the caller has one.
	 * @param chunkSize how many rows are fetched at once
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if it is not
	 * positive
	 */
	AsyncIterable<Row<M>> aiterator(int chunkSize);

}
