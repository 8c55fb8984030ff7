package io.asyncorm.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Reads what a driver tells of a batch of statements.
 */
final class BatchResults {

	private BatchResults() {
	}

	/**
	 * Which statements have changed a row, counted from 0.
	 * @param operation what they are for, for messages
	 * @throws InvalidDataAccessApiUsageException if the driver does not tell
	 */
	static BitSet changed(String operation, long[] counts) {
		BitSet changed = new BitSet(counts.length);
		for (int i = 0; i < counts.length; i++) {
			if (counts[i] == Statement.SUCCESS_NO_INFO) {
				throw new InvalidDataAccessApiUsageException(
						operation + ": the driver does not tell which statements of"
								+ " a batch have changed a row. On MariaDB, leave 'useBulkStmts' out of the URL");
			}
			changed.set(i, counts[i] > 0);
		}
		return changed;
	}

	/** What the database has said, which the exception of the batch only repeats. */
	static SQLException refusal(BatchUpdateException batch) {
		SQLException next = batch.getNextException();
		return (next != null) ? next : (batch.getCause() instanceof SQLException cause) ? cause : batch;
	}

}
