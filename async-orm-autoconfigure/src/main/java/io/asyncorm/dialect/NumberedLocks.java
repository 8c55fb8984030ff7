package io.asyncorm.dialect;

import java.sql.Connection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a database keeps transactions from running at once that lock the same number (an
 * advisory lock), until the holder has ended.
 *
 * @since 0.1.0
 */
public sealed interface NumberedLocks {

	/**
	 * Whether who holds a lock sees what the one before has written, in a transaction at
	 * an isolation level, one of the constants of {@link Connection}.
	 */
	default boolean holdAt(int isolation) {
		return isolation <= Connection.TRANSACTION_READ_COMMITTED;
	}

	/**
	 * Why there is none that holds for all rows, wherever these are; null if there is.
	 */
	default @Nullable Refused refusal() {
		return null;
	}

	/**
	 * Locks of the transaction, which are released with it.
	 *
	 * @param acquire the statement that waits for the lock of a number, which is its only
	 * value
	 */
	record OfTransaction(String acquire) implements NumberedLocks {
	}

	/**
	 * Locks of the transaction, each on the server that the rows of a tenant are on: it
	 * is released there, together with what was written. Of models that belong to tenants
	 * only.
	 *
	 * @param acquire the statement that waits for the lock of a number, its first value,
	 * on the server of a tenant, its second one; with {@code %s} for the table, and once
	 * more for the column of the tenant
	 * @param otherwise why there are none for what belongs to no tenant
	 */
	record OfTenant(String acquire, Refused otherwise) implements NumberedLocks {

		/**
		 * The statement for a table.
		 * @param table its name in quotes
		 * @param tenant the name of its column that says whose a row is, in quotes
		 */
		public String acquire(String table, String tenant) {
			return this.acquire.formatted(table, tenant);
		}

		@Override
		public Refused refusal() {
			return this.otherwise;
		}

	}

	/**
	 * Locks of the session, which have to be released when the transaction has ended.
	 *
	 * @param acquire the query that waits for the lock of a number, for as many seconds
	 * as the second value says, and returns 1 if it is acquired
	 * @param release the query that releases the lock of a number
	 */
	record OfSession(String acquire, String release) implements NumberedLocks {
	}

	/**
	 * Rows of a table, which are released with the transaction. There are a few of them,
	 * so that some numbers share one, and more wait for each other than necessary.
	 *
	 * @param table its name
	 * @param create the statements that make it
	 * @param acquire the query that waits for the row of a number, which is its only
	 * value, and returns nothing if there is none yet
	 * @param insert the statement that makes the row, unless it is there
	 */
	record OfTable(String table, List<String> create, String acquire, String insert) implements NumberedLocks {

		private static final int ROWS = 1_024;

		public OfTable {
			create = List.copyOf(create);
		}

		/** The row of a number. */
		public long row(long number) {
			return Math.floorMod(number, ROWS);
		}

	}

	/**
	 * None is needed: transactions are SERIALIZABLE, so that of two which look for the
	 * same at once one is refused, and run again.
	 */
	record OfSerialization() implements NumberedLocks {

		@Override
		public boolean holdAt(int isolation) {
			return isolation == Connection.TRANSACTION_NONE || isolation == Connection.TRANSACTION_SERIALIZABLE;
		}

	}

	/**
	 * There are none that hold, and what needs one is refused.
	 *
	 * @param reason why there are none
	 * @param advice how there would be; empty if nothing helps
	 */
	record Refused(String reason, String advice) implements NumberedLocks {

		@Override
		public Refused refusal() {
			return this;
		}

		/**
		 * What is said to who needs one.
		 * @param operation what needs it
		 * @param otherwise a sentence that says what to do so that none is needed
		 */
		public String message(String operation, String otherwise) {
			return operation + " needs a lock that keeps others from doing the same at once, and " + this.reason + ". "
					+ otherwise + (this.advice.isEmpty() ? "" : "; or " + this.advice);
		}

	}

	/** The database has none: locks hold within this process only. */
	record OfProcess() implements NumberedLocks {
	}

}
