package io.asyncorm.jdbc;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.dialect.RowCopy;
import io.asyncorm.plan.CallSite;
import io.asyncorm.tagging.StatementTags;
import org.jspecify.annotations.Nullable;

/**
 * Prepares, binds, executes and logs: the one place where statements of this library meet
 * the driver. Immutable and safe for use by several threads.
 */
final class StatementRunner {

	private final ParameterBinder binder;

	private final SqlLog log;

	private final StatementTags tags;

	StatementRunner(ParameterBinder binder, SqlLog log, StatementTags tags) {
		this.binder = binder;
		this.log = log;
		this.tags = tags;
	}

	/**
	 * Executes a statement that has no values and returns no rows.
	 * @param log logs it
	 * @param operation what it is for
	 */
	static void execute(SqlLog log, String operation, Connection connection, String sql) throws SQLException {
		SentStatement sent = log.begin(operation, CallSite.none(), sql, List.of());
		try (Statement statement = connection.createStatement()) {
			DriverFailure.calling(sql, () -> statement.execute(sql));
			sent.done();
		}
		catch (Throwable ex) {
			sent.failed(ex);
			throw ex;
		}
	}

	/**
	 * Executes a query that is no part of an operation, so that no cancel stops it.
	 * @param log logs it
	 * @param operation what it is for
	 * @param values the values, in order
	 * @return the first value of the first row, as text
	 */
	static @Nullable String query(SqlLog log, String operation, Connection connection, String sql, List<?> values)
			throws SQLException {
		SentStatement sent = log.begin(operation, CallSite.none(), sql, values);
		try (PreparedStatement statement = DriverFailure.calling(sql, () -> connection.prepareStatement(sql))) {
			for (int i = 0; i < values.size(); i++) {
				statement.setObject(i + 1, values.get(i));
			}
			try (ResultSet rows = DriverFailure.calling(sql, statement::executeQuery)) {
				String value = DriverFailure.next(rows) ? rows.getString(1) : null;
				sent.done();
				return value;
			}
		}
		catch (Throwable ex) {
			sent.failed(ex);
			throw ex;
		}
	}

	/**
	 * Executes a query that is no part of an operation, and reads all of its rows.
	 * @param log logs it
	 * @param operation what it is for
	 * @param values the values, in order
	 * @param row reads a row
	 */
	static <T> List<T> query(SqlLog log, String operation, Connection connection, String sql, List<String> values,
			ResultRow<T> row) throws SQLException {
		SentStatement sent = log.begin(operation, CallSite.none(), sql, values);
		try (PreparedStatement statement = DriverFailure.calling(sql, () -> connection.prepareStatement(sql))) {
			for (int i = 0; i < values.size(); i++) {
				statement.setString(i + 1, values.get(i));
			}
			List<T> result = new ArrayList<>();
			try (ResultSet rows = DriverFailure.calling(sql, statement::executeQuery)) {
				while (DriverFailure.next(rows)) {
					result.add(row.read(rows));
				}
			}
			sent.done(result.size());
			return result;
		}
		catch (Throwable ex) {
			sent.failed(ex);
			throw ex;
		}
	}

	/**
	 * Executes a query that is no part of an operation, within a limit of time.
	 * @param log logs it
	 * @param operation what it is for
	 * @param seconds the limit
	 * @param values bound to it by the binder
	 * @return the first column, as text
	 */
	static List<String> lines(SqlLog log, String operation, Connection connection, String sql, int seconds,
			SentValues values, ParameterBinder binder) throws SQLException {
		SentStatement sent = log.begin(operation, CallSite.none(), sql, List.of());
		try (BoundStatement bound = bound(connection, sql)) {
			values.bind(binder, bound);
			// of H2, it is the connection's
			bound.statement().setQueryTimeout(seconds);
			try (ResultSet rows = DriverFailure.calling(sql, bound.statement()::executeQuery)) {
				List<String> lines = new ArrayList<>();
				while (DriverFailure.next(rows)) {
					lines.add(Objects.requireNonNullElse(rows.getString(1), ""));
				}
				sent.done(lines.size());
				return lines;
			}
			finally {
				bound.statement().setQueryTimeout(0);
			}
		}
		catch (Throwable ex) {
			sent.failed(ex);
			throw ex;
		}
	}

	/**
	 * Executes a statement that returns rows.
	 * @param operation what it is for
	 * @param connection where
	 * @param sql the statement
	 * @param values what its parameters stand for, by the number of their slots
	 * @param row reads a row
	 */
	<T extends @Nullable Object> List<T> query(String operation, OperationConnection connection, RenderedSql sql,
			List<@Nullable Object> values, ResultRow<T> row) throws SQLException {
		SentStatement sent = this.log.begin(operation, connection, sql, values);
		try (BoundStatement bound = prepare(operation, connection, sql, values, sent)) {
			this.binder.bind(bound, sql, values);
			bound.askFor(row.most());
			PreparedStatement statement = bound.statement();
			try (ResultSet rows = bound.executing(connection, statement::executeQuery)) {
				List<T> result = new ArrayList<>();
				while (DriverFailure.next(rows)) {
					result.add(row.read(rows));
				}
				connection.answered(0);
				sent.done(result.size());
				return result;
			}
		}
		catch (Throwable ex) {
			sent.failed(ex);
			throw ex;
		}
	}

	/**
	 * Executes a statement behind which rows are copied; returns their number.
	 * @param copy sends them
	 */
	long copy(String operation, OperationConnection connection, RenderedSql sql, List<@Nullable Object> values,
			RowCopy copy) throws SQLException {
		SentStatement sent = this.log.begin(operation, connection, sql, values);
		try (Statement cancelled = connection.jdbc().createStatement()) {
			List<@Nullable Object[]> columns = this.binder.copied(sql.parameters(), values);
			String text = tagged(operation, connection, sql.text(), sent);
			long copied = connection.executing(cancelled, () -> copy.copy(connection.jdbc(), text, columns));
			connection.answered(copied);
			sent.done(copied);
			return copied;
		}
		catch (Throwable ex) {
			sent.failed(ex);
			throw ex;
		}
	}

	/**
	 * Executes a statement that returns no rows; returns the number of those that it
	 * changed.
	 */
	long update(String operation, OperationConnection connection, RenderedSql sql, List<@Nullable Object> values)
			throws SQLException {
		SentStatement sent = this.log.begin(operation, connection, sql, values);
		try (BoundStatement bound = prepare(operation, connection, sql, values, sent)) {
			this.binder.bind(bound, sql, values);
			return update(connection, bound, sent);
		}
		catch (Throwable ex) {
			sent.failed(ex);
			throw ex;
		}
	}

	/**
	 * Executes a statement that returns no rows once for each list of values, as a batch.
	 * @return for which of them it has changed a row, counted from 0
	 */
	BitSet updateEach(String operation, OperationConnection connection, RenderedSql sql,
			List<List<@Nullable Object>> rows) throws SQLException {
		SentStatement sent = this.log.begin(operation, connection, sql, rows.get(0));
		try (BoundStatement bound = prepare(operation, connection, sql, rows.get(0), sent)) {
			for (List<@Nullable Object> values : rows) {
				this.binder.bind(bound, sql, values);
				bound.statement().addBatch();
			}
			long[] counts = bound.executing(connection, () -> batch(bound.statement()));
			BitSet changed = BatchResults.changed(operation, counts);
			connection.answered(changed.cardinality());
			sent.done(changed.cardinality());
			return changed;
		}
		catch (BatchUpdateException ex) {
			SQLException refusal = BatchResults.refusal(ex);
			sent.failed(refusal);
			throw refusal;
		}
		catch (Throwable ex) {
			sent.failed(ex);
			throw ex;
		}
	}

	/**
	 * Executes a query that the user wrote.
	 * @param operation what it is for
	 * @param connection where
	 * @param sql the text, with a question mark for each value
	 * @param values the values, in order
	 * @param reader looks at the columns of the rows
	 */
	<R> R query(String operation, OperationConnection connection, String sql, List<? extends @Nullable Object> values,
			ResultRow<RowsReader<?, R>> reader) throws SQLException {
		SentStatement sent = this.log.begin(operation, connection, sql, values);
		try (BoundStatement bound = prepare(operation, connection, sql, values, sent)) {
			this.binder.bind(bound, values);
			bound.askFor(reader.most());
			PreparedStatement statement = bound.statement();
			try (ResultSet rows = bound.executing(connection, statement::executeQuery)) {
				return reader.read(rows).readAll(connection, rows, sent);
			}
		}
		catch (Throwable ex) {
			sent.failed(ex);
			throw ex;
		}
	}

	/**
	 * Executes a statement that the user wrote and that changes rows; returns the number
	 * of these.
	 */
	long update(String operation, OperationConnection connection, String sql, List<? extends @Nullable Object> values)
			throws SQLException {
		SentStatement sent = this.log.begin(operation, connection, sql, values);
		try (BoundStatement bound = prepare(operation, connection, sql, values, sent)) {
			this.binder.bind(bound, values);
			return update(connection, bound, sent);
		}
		catch (Throwable ex) {
			sent.failed(ex);
			throw ex;
		}
	}

	/**
	 * Opens a cursor: executes a statement within a transaction, whose rows the server
	 * keeps until they are fetched.
	 * @param parameters how many values it has
	 * @param chunkSize how many rows are read at once
	 * @param whole whether all rows are fetched at once, and not as many as are read
	 * @param reader looks at the columns of the rows
	 */
	<R> OpenRows<R> open(String operation, OperationConnection connection, String sql, int parameters,
			SentValues values, int chunkSize, boolean whole, ResultRow<RowsReader<?, R>> reader) throws SQLException {
		SentStatement sent = this.log.begin(operation, connection, sql, values);
		try {
			BoundStatement bound = prepare(connection, tagged(operation, connection, sql, sent), parameters);
			try {
				values.bind(this.binder, bound);
				PreparedStatement statement = bound.statement();
				statement.setFetchSize(whole ? 0 : chunkSize);
				ResultSet rows = bound.executing(connection, statement::executeQuery);
				RowsReader<?, R> all = reader.read(rows);
				connection.answered(0);
				sent.pause(0);
				return new OpenRows<>(bound, rows, all, chunkSize, sent);
			}
			catch (Throwable ex) {
				try (bound) {
					throw ex;
				}
			}
		}
		catch (Throwable ex) {
			sent.failed(ex);
			throw ex;
		}
	}

	/**
	 * Lets the database parse a statement with the types of its values, without executing
	 * it.
	 * @param parameters how many values it has
	 * @param columns reads what it says of the columns, which is null where there are
	 * none
	 */
	<R> R describe(String operation, OperationConnection connection, String sql, int parameters, SentValues values,
			Described<R> columns) throws SQLException {
		SentStatement sent = this.log.begin(operation, connection, sql, values);
		try (BoundStatement bound = prepare(connection, sql, parameters)) {
			values.bind(this.binder, bound);
			R description = bound.executing(connection, () -> columns.read(bound.statement().getMetaData()));
			connection.answered(0);
			sent.done();
			return description;
		}
		catch (Throwable ex) {
			sent.failed(ex);
			throw ex;
		}
	}

	private BoundStatement prepare(String operation, OperationConnection connection, RenderedSql sql,
			List<@Nullable Object> values, SentStatement sent) throws SQLException {
		return prepare(connection, tagged(operation, connection, sql.text(values), sent), sql.count(values));
	}

	private BoundStatement prepare(String operation, OperationConnection connection, String sql, List<?> parameters,
			SentStatement sent) throws SQLException {
		return prepare(connection, tagged(operation, connection, sql, sent), parameters.size());
	}

	private BoundStatement prepare(OperationConnection connection, String sql, int parameters) throws SQLException {
		this.binder.requireParameters(parameters);
		return bound(connection.jdbc(), sql);
	}

	private static BoundStatement bound(Connection connection, String sql) throws SQLException {
		return new BoundStatement(DriverFailure.calling(sql, () -> connection.prepareStatement(sql)), sql);
	}

	private String tagged(String operation, OperationConnection connection, String sql, SentStatement sent) {
		String text = this.tags.text(operation, connection.caller(), sql);
		sent.sentAs(text);
		return text;
	}

	private long update(OperationConnection connection, BoundStatement bound, SentStatement sent) throws SQLException {
		PreparedStatement statement = bound.statement();
		long changed = bound.executing(connection, () -> this.binder.dialect().largeUpdates()
				? statement.executeLargeUpdate() : (long) statement.executeUpdate());
		connection.answered(changed);
		sent.done(changed);
		return changed;
	}

	private long[] batch(PreparedStatement statement) throws SQLException {
		return this.binder.dialect().largeUpdates() ? statement.executeLargeBatch()
				: Arrays.stream(statement.executeBatch()).asLongStream().toArray();
	}

	/** Reads what the database says of the columns of a statement. */
	@FunctionalInterface
	interface Described<R> {

		R read(@Nullable ResultSetMetaData columns) throws SQLException;

	}

}
