package io.asyncorm.autoconfigure.observation;

import java.sql.SQLException;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A failure as metrics and traces are told of it: with its name, message, stack trace and
 * causes, but without the driver's exceptions, which quote the values that were sent.
 */
@SuppressWarnings("serial")
final class DatabaseFailure extends Exception {

	private static final int MOST_CAUSES = 20;

	private final String name;

	private DatabaseFailure(Throwable failure, @Nullable String message, @Nullable DatabaseFailure cause) {
		super(message, cause, false, true);
		this.name = failure.getClass().getName();
		setStackTrace(failure.getStackTrace());
	}

	/** The failure itself, if no driver has thrown any of it. */
	static Throwable withoutValues(Throwable failure) {
		return comesFromDriver(failure, 0) ? copy(failure, 0) : failure;
	}

	private static boolean comesFromDriver(@Nullable Throwable failure, int depth) {
		return failure != null && depth < MOST_CAUSES
				&& (failure instanceof SQLException || comesFromDriver(failure.getCause(), depth + 1)
						|| Stream.of(failure.getSuppressed()).anyMatch((each) -> comesFromDriver(each, depth + 1)));
	}

	private static DatabaseFailure copy(Throwable failure, int depth) {
		Throwable cause = failure.getCause();
		boolean goesOn = cause != null && !(cause instanceof SQLException) && depth < MOST_CAUSES;
		return new DatabaseFailure(failure, message(failure),
				(cause != null && goesOn) ? copy(cause, depth + 1) : null);
	}

	/** What quotes the driver, as Spring's own exceptions do, quotes its values. */
	private static @Nullable String message(Throwable failure) {
		String message = failure.getMessage();
		Throwable cause = failure;
		for (int depth = 0; cause != null && message != null && depth < MOST_CAUSES; depth++) {
			if (cause instanceof SQLException error && isAboutValues(error) && error.getMessage() != null) {
				message = message.replace(error.getMessage(), "SQL state " + error.getSQLState());
			}
			cause = cause.getCause();
		}
		return message;
	}

	/** Whether it is of the classes of data errors or violated constraints. */
	private static boolean isAboutValues(SQLException error) {
		String state = error.getSQLState();
		return state != null && (state.startsWith("22") || state.startsWith("23"));
	}

	@Override
	public String toString() {
		String message = getMessage();
		return (message != null) ? this.name + ": " + message : this.name;
	}

}
