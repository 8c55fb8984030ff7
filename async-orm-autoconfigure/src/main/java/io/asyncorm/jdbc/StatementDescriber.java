package io.asyncorm.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.dialect.ConnectionFate;
import io.asyncorm.dialect.ErrorKind;
import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.dialect.SqlErrors;
import io.asyncorm.plan.StatementDescription;
import io.asyncorm.plan.StatementDescription.Column;
import io.asyncorm.plan.StatementDescription.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Asks a database about statements that are not executed: whether it accepts them with
 * values of such types, and what columns their rows would have.
 *
 * @param runner prepares them
 * @param errors what the database's errors mean
 * @param connection where
 */
record StatementDescriber(StatementRunner runner, SqlErrors errors, OperationConnection connection) {

	/**
	 * Asks about a statement.
	 * @param parameters how many values it has
	 */
	StatementDescription describe(String operation, String sql, int parameters, SentValues values) throws SQLException {
		try {
			return StatementDescription
				.of(this.runner.describe(operation, this.connection, sql, parameters, values, this::columns));
		}
		catch (SQLException ex) {
			return refused(sql, ex);
		}
	}

	/** Asks about a statement of this library. */
	StatementDescription describe(String operation, RenderedSql sql, List<@Nullable Object> values)
			throws SQLException {
		return describe(operation, sql.text(values), sql.count(values), SentValues.of(sql, values));
	}

	private List<Column> columns(@Nullable ResultSetMetaData rows) throws SQLException {
		List<Column> columns = new ArrayList<>();
		Map<String, Boolean> tables = new HashMap<>();
		for (int i = 1; rows != null && i <= rows.getColumnCount(); i++) {
			String table = Objects.requireNonNullElse(rows.getTableName(i), "");
			if (!tables.containsKey(table)) {
				tables.put(table, !table.isEmpty() && isTable(table));
			}
			boolean stored = Boolean.TRUE.equals(tables.get(table));
			columns.add(new Column(rows.getColumnLabel(i), rows.getColumnType(i), rows.getColumnTypeName(i),
					stored ? table : "", stored && rows.isNullable(i) == ResultSetMetaData.columnNullable));
		}
		return columns;
	}

	/** Of a view, or a query within the statement, nobody knows what may be null. */
	private boolean isTable(String name) throws SQLException {
		DatabaseMetaData database = this.connection.jdbc().getMetaData();
		try (ResultSet found = database.getTables(this.connection.jdbc().getCatalog(), null,
				name.replace("_", database.getSearchStringEscape() + "_"), null)) {
			boolean table = false;
			while (found.next()) {
				String type = String.valueOf(found.getString("TABLE_TYPE"));
				if (!type.contains("TABLE")) {
					return false;
				}
				table = true;
			}
			return table;
		}
	}

	/** A connection that is lost, or a cancel, says nothing of the statement. */
	private StatementDescription refused(String sql, SQLException error) throws SQLException {
		if (this.errors.fate(error) == ConnectionFate.LOST || this.errors.kind(error) == ErrorKind.CANCELLED) {
			throw error;
		}
		String hint = this.errors.hint(error);
		String message = this.errors.message(error) + ((hint != null) ? ". " + hint : "");
		int position = this.errors.position(error);
		return new StatementDescription(List.of(), (position > 0)
				? refusal(message, this.connection.jdbc().nativeSQL(sql), position) : new Refusal(message, 0, ""),
				true);
	}

	/** The position counts in the text that the driver makes of the statement. */
	private static Refusal refusal(String message, String sent, int position) {
		int start = sent.offsetByCodePoints(0, Math.min(position - 1, sent.codePointCount(0, sent.length())));
		int end = start;
		while (end < sent.length() && (end == start || Character.isJavaIdentifierPart(sent.charAt(end)))) {
			end++;
		}
		int line = 1 + (int) sent.substring(0, start).chars().filter((c) -> c == '\n').count();
		// the driver numbers what the user named
		return new Refusal(message, line, sent.substring(start, end).replaceFirst("^\\$\\d+$", "?"));
	}

}
