package io.asyncorm.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

import io.asyncorm.persistence.SqlWork;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * What a driver has thrown that is no {@code SQLException}: some that parse and route
 * statements themselves fail with a {@code NullPointerException} where they do not know
 * one.
 */
@SuppressWarnings("serial")
final class DriverFailure extends SQLException {

	private static final int LONGEST_STATEMENT = 400;

	private final @Nullable String sql;

	private DriverFailure(@Nullable String sql, RuntimeException cause) {
		super("%s failed with %s%s".formatted(place(cause), cause.getClass().getSimpleName(),
				(cause.getMessage() != null) ? ": " + cause.getMessage() : ""), cause);
		this.sql = sql;
	}

	/**
	 * Calls the driver.
	 * @param sql the statement that it is about; null if about none
	 */
	static <R extends @Nullable Object> R calling(@Nullable String sql, SqlWork<R> call) throws SQLException {
		try {
			return call.run();
		}
		catch (DataAccessException ex) {
			throw ex; // ours, such as for a deadline
		}
		catch (RuntimeException ex) {
			throw of(sql, ex);
		}
	}

	/** Moves to the next row. */
	static boolean next(ResultSet rows) throws SQLException {
		try {
			return rows.next();
		}
		catch (RuntimeException ex) {
			throw of(null, ex);
		}
	}

	static DriverFailure of(@Nullable String sql, RuntimeException failure) {
		return new DriverFailure(sql, failure);
	}

	/** The statement, without its values; null if there was none. */
	@Nullable String sql() {
		return this.sql;
	}

	/** What can be done about it, and the statement, as far as it says what it is. */
	String advice() {
		String advice = "It stands between this application and the database, and cannot take what was sent";
		if (this.sql == null) {
			return advice;
		}
		String shape = this.sql.strip().replaceAll("\\s+", " ");
		return advice + ": write it in another way, or say what this engine can do by the settings"
				+ " async-orm.database.*. The statement was: "
				+ ((shape.length() > LONGEST_STATEMENT) ? shape.substring(0, LONGEST_STATEMENT) + " ..." : shape);
	}

	/** The class that threw it, but for those of Java. */
	private static String place(RuntimeException failure) {
		return Arrays.stream(failure.getStackTrace())
			.map(StackTraceElement::getClassName)
			.filter((name) -> !name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun."))
			.findFirst()
			.map((name) -> "'" + name + "'")
			.orElse("The driver");
	}

}
