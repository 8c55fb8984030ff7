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
	 * Runs a statement that the user wrote and that changes rows; the number of these.
	 */
	long update(OperationConnection connection, String sql, List<? extends @Nullable Object> values)
			throws SQLException {
		try (BoundStatement bound = new BoundStatement(connection.jdbc().prepareStatement(sql))) {
			this.binder.bind(bound, values);
			return connection.executing(bound.statement(), bound.statement()::executeLargeUpdate);
		}
	}

}
