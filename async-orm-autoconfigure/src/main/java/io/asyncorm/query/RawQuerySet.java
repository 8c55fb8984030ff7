package io.asyncorm.query;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A query that the user wrote. Its rows hold what the query gives: fields of the model,
 * of which the key must be one, and any other columns. They have their object if the
 * query gives all columns of the model. Immutable and safe for use by several threads.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public interface RawQuerySet<M> {

	/** The SQL, as the user wrote it; Django's {@code str(raw.query)}. */
	String sql();

	/**
	 * All rows; fails with {@link io.asyncorm.model.FieldException} if they have no key.
	 */
	CompletableFuture<List<Row<M>>> alist();

	/** All rows, bit by bit; see {@link ValuesQuerySet#aiterator()}. */
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
