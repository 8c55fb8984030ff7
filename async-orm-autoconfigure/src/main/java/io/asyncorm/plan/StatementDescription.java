package io.asyncorm.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a database says of a statement that it has parsed, but not executed. Immutable.
 *
 * @param columns the columns of its rows; none if it gives no rows, or was refused
 * @param refusal why the database refuses it; null if it does not
 * @param parsed whether it was asked at all: not where it would have to execute the
 * statement
 * @since 0.1.0
 */
public record StatementDescription(List<Column> columns, @Nullable Refusal refusal, boolean parsed) {

	/** Of a statement that the database cannot parse without executing it. */
	public static final StatementDescription UNKNOWN = new StatementDescription(List.of(), null, false);

	public StatementDescription {
		columns = List.copyOf(columns);
	}

	/** A statement that is accepted. */
	public static StatementDescription of(List<Column> columns) {
		return new StatementDescription(columns, null, true);
	}

	/**
	 * A column of the rows.
	 *
	 * @param label its name in the rows
	 * @param jdbcType its type, one of {@link java.sql.Types}
	 * @param typeName what the database calls its type
	 * @param table the table that it is a column of; empty if it is computed, or of a
	 * view
	 * @param nullable whether it is a column of a table that may be null; false if that
	 * is not known
	 */
	public record Column(String label, int jdbcType, String typeName, String table, boolean nullable) {
	}

	/**
	 * Why a statement is refused.
	 *
	 * @param message the database's words
	 * @param line the line of the statement, from 1; 0 if it is not known
	 * @param near what stands there; empty if it is not known
	 */
	public record Refusal(String message, int line, String near) {
	}

}
