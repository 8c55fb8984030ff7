package io.asyncorm.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.asyncorm.dialect.RenderedSql;
import org.jspecify.annotations.Nullable;

/**
 * Binds and executes: the one place where statements of this library meet the driver.
 * Immutable and safe for use by several threads.
 */
final class StatementRunner {

	private final ParameterBinder binder;

	StatementRunner(ParameterBinder binder) {
		this.binder = binder;
	}

	/**
	 * Runs a statement that gives rows.
	 * @param connection where
	 * @param sql the statement
	 * @param values what its parameters stand for, by the number of their slots
	 * @param row reads a row
	 */
	<T extends @Nullable Object> List<T> query(OperationConnection connection, RenderedSql sql,
			List<@Nullable Object> values, ResultRow<T> row) throws SQLException {
		try (BoundStatement bound = new BoundStatement(connection.jdbc().prepareStatement(sql.text()))) {
			this.binder.bind(bound, sql.parameters(), values);
			PreparedStatement statement = bound.statement();
			try (ResultSet rows = connection.executing(statement, statement::executeQuery)) {
				List<T> result = new ArrayList<>();
				while (rows.next()) {
					result.add(row.read(rows));
				}
				return result;
			}
		}
	}

	/** Runs a statement that gives no rows; the number of those that it changed. */
	long update(OperationConnection connection, RenderedSql sql, List<@Nullable Object> values) throws SQLException {
		try (BoundStatement bound = new BoundStatement(connection.jdbc().prepareStatement(sql.text()))) {
			this.binder.bind(bound, sql.parameters(), values);
			return connection.executing(bound.statement(), bound.statement()::executeLargeUpdate);
		}
	}

	/**
	 * Runs a query that the user wrote.
	 * @param connection where
	 * @param sql the text, with a question mark for each value
	 * @param values the values, in order
	 * @param rows reads all rows; it may look at their columns first
	 */
	<T extends @Nullable Object> T query(OperationConnection connection, String sql,
			List<? extends @Nullable Object> values, ResultRow<T> rows) throws SQLException {
		try (BoundStatement bound = new BoundStatement(connection.jdbc().prepareStatement(sql))) {
			this.binder.bind(bound, values);
			PreparedStatement statement = bound.statement();
			try (ResultSet result = connection.executing(statement, statement::executeQuery)) {
				return rows.read(result);
			}
		}
	}

	/**
	 * Runs a statement within a transaction, whose rows the server keeps until they are
	 * asked for.
	 * @param chunkSize how many rows are fetched at once
	 */
	<R> OpenRows<R> open(OperationConnection connection, RenderedSql sql, List<@Nullable Object> values, int chunkSize,
			RowsReader<?, R> reader) throws SQLException {
		BoundStatement bound = new BoundStatement(connection.jdbc().prepareStatement(sql.text()));
		return open(connection, bound, () -> this.binder.bind(bound, sql.parameters(), values), chunkSize,
				(rows) -> reader);
	}

	/**
	 * Runs a query that the user wrote as {@link #open} does any other.
	 * @param reader looks at the columns of the rows
	 */
	<R> OpenRows<R> open(OperationConnection connection, String sql, List<? extends @Nullable Object> values,
			int chunkSize, ResultRow<RowsReader<?, R>> reader) throws SQLException {
		BoundStatement bound = new BoundStatement(connection.jdbc().prepareStatement(sql));
		return open(connection, bound, () -> this.binder.bind(bound, values), chunkSize, reader);
	}

	private static <R> OpenRows<R> open(OperationConnection connection, BoundStatement bound, Binding binding,
			int chunkSize, ResultRow<RowsReader<?, R>> reader) throws SQLException {
		try {
			binding.bind();
			PreparedStatement statement = bound.statement();
			statement.setFetchSize(chunkSize);
			ResultSet rows = connection.executing(statement, statement::executeQuery);
			return new OpenRows<>(bound, rows, reader.read(rows), chunkSize);
		}
		catch (Throwable ex) {
			try (bound) {
				throw ex;
			}
		}
	}

	/**
	 * Runs a statement that the user wrote and that changes rows; the number of these.
	 */
	long update(OperationConnection connection, String sql, List<? extends @Nullable Object> values)
			throws SQLException {
		try (BoundStatement bound = new BoundStatement(connection.jdbc().prepareStatement(sql))) {
			this.binder.bind(bound, values);
			return connection.executing(bound.statement(), bound.statement()::executeLargeUpdate);
		}
	}

	/** Hands its values to a statement. */
	@FunctionalInterface
	private interface Binding {

		void bind() throws SQLException;

	}

}
