package io.asyncorm.dialect;

import java.sql.SQLException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Interprets the errors of a database: their kind, their place, and what they mean for
 * the connection. What is not overridden goes by the SQLSTATEs of the standard and of
 * PostgreSQL. Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface SqlErrors {

	/** PostgreSQL's, as far as SQLSTATEs tell. */
	SqlErrors POSTGRESQL = new SqlErrors() {
	};

	/**
	 * Whether an error is the server's answer to a statement that commits by itself, so
	 * that nothing of it is stored. Where this is not known, it may be.
	 */
	default boolean isRefusal(SQLException error) {
		return false;
	}

	/**
	 * Whether the server's answers are told from other errors, so that statements may
	 * commit by themselves.
	 */
	default boolean tellsRefusals() {
		return false;
	}

	/**
	 * The SQLSTATE of a cancelled statement; what is cancelled before it reaches the
	 * database has it too, whatever the database.
	 */
	String CANCELLED = "57014";

	/** The kind of an error. */
	default ErrorKind kind(SQLException error) {
		String state = String.valueOf(error.getSQLState());
		return switch (state) {
			case "23505" -> ErrorKind.DUPLICATE_KEY;
			case "23502" -> ErrorKind.MISSING_VALUE;
			case "23503" -> ErrorKind.FOREIGN_KEY;
			case "23514" -> ErrorKind.CHECK;
			// a limit of the server, such as that of what an index can hold of a value
			case "22001", "54000" -> ErrorKind.TOO_LONG;
			case "22003" -> ErrorKind.OUT_OF_RANGE;
			case "22021", "22P05" -> ErrorKind.UNSTORABLE_TEXT;
			case "22012", "2201E", "2201F", "2201G" -> ErrorKind.CALCULATION;
			case "42P01", "42S02" -> ErrorKind.MISSING_TABLE;
			case "42501" -> ErrorKind.DENIED;
			case "42P20" -> ErrorKind.MISPLACED_WINDOW;
			case CANCELLED -> ErrorKind.CANCELLED;
			case "40001", "40P01" -> ErrorKind.COLLISION;
			case "25006" -> ErrorKind.READ_ONLY;
			case "25P02" -> ErrorKind.ABORTED_TRANSACTION;
			case "25P03", "25P04" -> ErrorKind.TRANSACTION_TIMEOUT;
			case "26000" -> ErrorKind.STALE_STATEMENT;
			case "42P10", "55000" -> ErrorKind.UNUSABLE_KEY;
			case "21000" -> ErrorKind.TOO_MANY_ROWS;
			case "42P05" -> ErrorKind.MIXED_UP_STATEMENT;
			case "08P01" ->
				message(error).contains("prepared statement") ? ErrorKind.MIXED_UP_STATEMENT : ErrorKind.OTHER;
			case "55P03" -> ErrorKind.LOCK_NOT_AVAILABLE;
			default -> ofClass(state);
		};
	}

	private static ErrorKind ofClass(String state) {
		if (state.startsWith("22") || state.startsWith("23")) {
			return ErrorKind.INVALID_DATA;
		}
		return startsWithAny(state, "42", "54") ? ErrorKind.INVALID_STATEMENT : ErrorKind.OTHER;
	}

	/** The table, columns and constraint of an error, as far as it tells. */
	default ErrorPlace place(SQLException error) {
		return ErrorPlace.UNKNOWN;
	}

	/**
	 * The values that an error shows, joined by commas: those of the columns of its
	 * {@link #place}, or else those of the whole row; null if it shows none.
	 */
	default @Nullable String values(SQLException error) {
		return null;
	}

	/** The database's message, without details where these are kept apart. */
	default String message(SQLException error) {
		return String.valueOf(error.getMessage());
	}

	/**
	 * The place in the statement as the driver sent it, in characters from 1, at which an
	 * error is; 0 if it does not tell.
	 */
	default int position(SQLException error) {
		return 0;
	}

	/** What the database suggests about an error; null if nothing. */
	default @Nullable String hint(SQLException error) {
		return null;
	}

	/** Whether the connection is lost with the error. */
	default ConnectionFate fate(SQLException error) {
		String state = String.valueOf(error.getSQLState());
		if (startsWithAny(state, "08", "42P05", "25P03", "25P04", "57P", "58", "XX", "F0")) {
			return ConnectionFate.LOST;
		}
		return startsWithAny(state, "0A", "21", "22", "23", "25", "26", "40", "42", "44", "54", "55", CANCELLED, "P0")
				? ConnectionFate.KEPT : ConnectionFate.UNKNOWN;
	}

	private static boolean startsWithAny(String state, String... classes) {
		return Arrays.stream(classes).anyMatch(state::startsWith);
	}

}
