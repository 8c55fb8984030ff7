package io.asyncorm.dialect;

import java.sql.Connection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a database gives a transaction an isolation level and an access mode that are not
 * those of its session.
 *
 * @since 0.1.0
 */
public sealed interface TransactionSettings {

	/**
	 * By a statement in front of all others in the transaction, as the standard has it,
	 * which holds for it alone: nothing stays in the session, which may be another
	 * caller's next, behind a pooler.
	 *
	 * @param begin what begins the transaction then, where the settings are those of the
	 * next one until one begins, which a transaction that executes nothing never does;
	 * null where it has begun
	 */
	record OfTransaction(@Nullable String begin) implements TransactionSettings {

		/**
		 * The statements.
		 * @param isolation a level of {@link Connection};
		 * {@link Connection#TRANSACTION_NONE} for the one of the session
		 * @param readOnly whether changes are forbidden
		 */
		public List<String> statements(int isolation, boolean readOnly) {
			String level = switch (isolation) {
				case Connection.TRANSACTION_NONE -> "";
				case Connection.TRANSACTION_READ_UNCOMMITTED -> " ISOLATION LEVEL READ UNCOMMITTED";
				case Connection.TRANSACTION_READ_COMMITTED -> " ISOLATION LEVEL READ COMMITTED";
				case Connection.TRANSACTION_REPEATABLE_READ -> " ISOLATION LEVEL REPEATABLE READ";
				case Connection.TRANSACTION_SERIALIZABLE -> " ISOLATION LEVEL SERIALIZABLE";
				default -> throw new IllegalArgumentException("No isolation level of JDBC: " + isolation);
			};
			String set = "SET TRANSACTION" + level + (level.isEmpty() || !readOnly ? "" : ",")
					+ (readOnly ? " READ ONLY" : "");
			return (this.begin != null) ? List.of(set, this.begin) : List.of(set);
		}

	}

	/** By the session, through its driver, so that they have to be set back. */
	record OfSession() implements TransactionSettings {
	}

}
