package io.asyncorm.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

import io.asyncorm.persistence.SqlWork;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedRuntimeException;

/**
 * What a driver has thrown that is no {@code SQLException}: some that parse and route
 * statements themselves fail with a {@code NullPointerException} where they do not know
 * one.
 */
@SuppressWarnings("serial")
final class DriverFailure extends SQLException {

	private static final int LONGEST_STATEMENT = 400;

	private static final String PACKAGE = DriverFailure.class.getPackageName() + ".";

	private static final List<String> BETWEEN = List.of("java.", "jdk.", "sun.", "com.zaxxer.hikari.");

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
		catch (NestedRuntimeException ex) {
			throw ex; // ours or Spring's, such as for the deadline of a transaction
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

	/**
	 * Whether an exception is one of Java's own or of a pool's, as a bug throws it: any
	 * other is what a data source of the application has to say to its callers.
	 */
	static boolean isUnmeant(RuntimeException failure) {
		return BETWEEN.stream().anyMatch(failure.getClass().getName()::startsWith);
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

	/** The class that was called, which is the driver's, but for pools and proxies. */
	private static String place(RuntimeException failure) {
		List<String> called = Arrays.stream(failure.getStackTrace())
			.map(StackTraceElement::getClassName)
			.takeWhile((name) -> !name.startsWith(PACKAGE))
			.filter((name) -> BETWEEN.stream().noneMatch(name::startsWith))
			.toList();
		return called.isEmpty() ? "The driver" : "'" + called.get(called.size() - 1) + "'";
	}

}
