package io.asyncorm.query;

import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * In how many parts {@code abulkCreate()} and {@code abulkUpdate()} write, as in
 * {@code abulkCreate(list, inChunks(10_000).onProgress(bar::stepTo))}. Without options,
 * everything is written in one transaction, by as few statements as the database allows.
 * Immutable.
 *
 * @param batchSize the most rows of one statement; 0 for as many as the database takes
 * @param chunkSize how many rows are committed together; 0 for all of them
 * @param progress called with the number of rows that are written so far; null if nobody
 * listens
 * @since 0.1.0
 */
public record BatchOptions(int batchSize, int chunkSize, @Nullable LongConsumer progress) {

	private static final BatchOptions DEFAULTS = new BatchOptions(0, 0, null);

	/** Everything in one transaction, and nobody listens. */
	public static BatchOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Writes no more rows by one statement; Django's {@code batch_size}. All of them are
	 * still written in one transaction.
	 */
	public BatchOptions batchSize(int rows) {
		requirePositive(rows, "batchSize");
		return new BatchOptions(rows, this.chunkSize, this.progress);
	}

	/**
	 * Commits whenever so many rows are written, so that no transaction is large: if a
	 * chunk fails, those before it stay written, and the exception says how many rows
	 * that are. Refused within a transaction of the caller.
	 */
	public BatchOptions inChunks(int rows) {
		requirePositive(rows, "inChunks");
		return new BatchOptions(this.batchSize, rows, this.progress);
	}

	/**
	 * Calls a listener with the number of rows that are written so far: after each
	 * statement, or after each commit if they are written in chunks. The next statement
	 * waits for it, and what it throws fails the whole.
	 */
	public BatchOptions onProgress(LongConsumer listener) {
		Assert.notNull(listener, "'listener' must not be null");
		return new BatchOptions(this.batchSize, this.chunkSize, listener);
	}

	private static void requirePositive(int rows, String method) {
		if (rows <= 0) {
			throw new InvalidDataAccessApiUsageException(method + "() needs at least one row, not " + rows);
		}
	}

}
