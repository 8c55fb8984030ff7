package io.asyncorm.persistence;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

import io.asyncorm.query.BatchOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Runs the statements of a bulk write: in one transaction, or each chunk in one of its
 * own, telling a listener how far it is. If the database refuses a row, finds out which
 * one it is: by the error, or else, since a statement of many rows need not say, by
 * writing halves until only one row is left, in a transaction that is rolled back. Used
 * by one thread.
 */
final class BatchedWrites {

	private final String operation;

	private final BatchOptions options;

	private final WriteSession session;

	private long done;

	/**
	 * @param operation the operation, for messages
	 */
	BatchedWrites(String operation, BatchOptions options, WriteSession session) {
		this.operation = operation;
		this.options = options;
		this.session = session;
	}

	/**
	 * Writes chunks, each of which is a list of batches.
	 */
	void run(List<List<Batch>> chunks) throws SQLException {
		boolean inChunks = this.options.chunkSize() > 0;
		if (inChunks && this.session.joinsCallerTransaction()) {
			throw new InvalidDataAccessApiUsageException(this.operation + " cannot commit chunks within a transaction"
					+ " of its caller: leave out inChunks(), or call it outside of the transaction");
		}
		long committed = 0;
		for (List<Batch> chunk : chunks) {
			try {
				runChunk(chunk);
				if (inChunks) {
					committed = this.done;
					report();
				}
			}
			catch (SQLException | RuntimeException ex) {
				if (committed > 0) {
					throw RowFailure.after(committed, ex);
				}
				throw ex;
			}
		}
	}

	/** How many rows were written so far. */
	long done() {
		return this.done;
	}

	private void runChunk(List<Batch> chunk) throws SQLException {
		AtomicInteger current = new AtomicInteger();
		try {
			if (chunk.size() == 1) {
				write(chunk.get(0));
			}
			else {
				this.session.inTransaction(() -> writeAll(chunk, current));
			}
		}
		catch (RowFailure ex) {
			throw ex;
		}
		catch (SQLException ex) {
			Batch refused = chunk.get(current.get());
			if (!isOfRow(ex)) {
				throw ex;
			}
			int told = (refused.size() == 1) ? 0 : new RefusedRows(refused, this.session.dialect().errors()).find(ex);
			if (told != RefusedRows.NONE) {
				throw RowFailure.of(refused.place(told), ex);
			}
			this.session.inTransaction(() -> locate(chunk, refused, ex));
		}
	}

	private int writeAll(List<Batch> batches, AtomicInteger current) throws SQLException {
		for (Batch batch : batches) {
			write(batch);
			current.incrementAndGet();
		}
		return batches.size();
	}

	/** In the caller's transaction, what was written before is still there to locate. */
	private void write(Batch batch) throws SQLException {
		if (batch.size() > 1) {
			this.session.inSavepoint(() -> writeWhole(batch));
		}
		else {
			writeWhole(batch);
		}
		this.done += batch.size();
		if (this.options.chunkSize() == 0) {
			report();
		}
	}

	private int writeWhole(Batch batch) throws SQLException {
		batch.write(0, batch.size(), this.session);
		return batch.size();
	}

	private void report() {
		LongConsumer listener = this.options.progress();
		if (listener != null) {
			listener.accept(this.done);
		}
	}

	/**
	 * Always fails: with the row that is refused, or as before if no row is refused
	 * alone.
	 */
	private int locate(List<Batch> chunk, Batch refused, SQLException error) throws SQLException {
		if (!this.session.joinsCallerTransaction()) {
			for (Batch batch : chunk.subList(0, chunk.indexOf(refused))) {
				batch.write(0, batch.size(), this.session);
			}
		}
		int from = 0;
		int to = refused.size();
		while (to - from > 1) {
			int middle = (from + to) >>> 1;
			if (find(refused, from, middle) == null) {
				from = middle;
			}
			else {
				to = middle;
			}
		}
		SQLException found = find(refused, from, to);
		throw (found == null) ? error : RowFailure.of(refused.place(from), found);
	}

	/** The error for which some rows are refused; null if they are not. */
	private @Nullable SQLException find(Batch batch, int from, int to) throws SQLException {
		try {
			return this.session.<@Nullable SQLException>inNestedTransaction(() -> {
				batch.write(from, to, this.session);
				return null;
			});
		}
		catch (RowFailure ex) {
			throw ex;
		}
		catch (SQLException ex) {
			if (isOfRow(ex)) {
				return ex;
			}
			throw ex;
		}
	}

	private boolean isOfRow(SQLException error) {
		return this.session.dialect().errors().kind(error).isOfData();
	}

}
