package io.asyncorm.dialect;

import java.util.List;

import io.asyncorm.sql.SqlStatement;

/**
 * How one database writes the statements that change rows. What is not overridden is
 * written as PostgreSQL writes it.
 *
 * @since 0.1.0
 */
public interface WriteSpelling {

	/** PostgreSQL's own. */
	WriteSpelling POSTGRESQL = new WriteSpelling() {
	};

	/** What follows the table of a row that is given no value. */
	default String noValues() {
		return " DEFAULT VALUES";
	}

	/** Writes an update up to its assignments. */
	default void beginUpdate(SqlText out, SqlStatement.Update update) {
		out.append("UPDATE ").name(update.table()).append(" SET ");
	}

	/** Writes a delete up to its condition. */
	default void beginDelete(SqlText out, SqlStatement.Delete delete) {
		out.append("DELETE FROM ").name(delete.table());
	}

	/**
	 * Writes a statement whose stored rows come back.
	 * @param columns the columns that come back
	 * @param write writes the statement itself
	 */
	default void returning(SqlText out, List<String> columns, Runnable write) {
		write.run();
		out.append(" RETURNING ").names(columns);
	}

}
