package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.asyncorm.dialect.Dialect;

/**
 * Sends statements that are no part of an operation, as what looks into a database does
 * for tests. They are logged as others are. Used by one thread.
 *
 * @since 0.1.0
 */
public final class SideStatements {

	private final String name;

	private final Connection connection;

	private final SqlLog log;

	/**
	 * @param name what the log calls them
	 */
	public SideStatements(String name, Connection connection, Dialect dialect) {
		this.name = name;
		this.connection = connection;
		this.log = new SqlLog(dialect.errors(), null);
	}

	/** Executes a statement, or several, whose rows nobody wants. */
	public void execute(String sql) throws SQLException {
		StatementRunner.execute(this.log, this.name, this.connection, sql);
	}

	/** The first column of all rows, as text. */
	public List<String> query(String sql, String... values) throws SQLException {
		return StatementRunner.query(this.log, this.name, this.connection, sql, List.of(values),
				(row) -> row.getString(1));
	}

}
