package io.asyncorm.dialect;

import io.asyncorm.sql.SqlStatement;

/**
 * Writes statements that change rows in the SQL of one database. What is not overridden
 * is written as PostgreSQL writes it.
 *
 * @since 0.1.0
 */
public interface WriteSpelling {

	/** PostgreSQL's own. */
	WriteSpelling POSTGRESQL = new WriteSpelling() {
	};

	/** The values of an insert without any, such as DEFAULT VALUES. */
	default String noValues() {
		return " DEFAULT VALUES";
	}

	/**
	 * The next value of a sequence.
	 * @param sequence its name, quoted
	 */
	default String nextValue(String sequence) {
		return "NEXTVAL('" + sequence.replace("'", "''") + "')";
	}

	/** Writes an update up to its assignments. */
	default void beginUpdate(SqlText out, SqlStatement.Update update) {
		out.append("UPDATE ").table(update.table()).append(" SET ");
	}

	/** Writes a delete up to its condition. */
	default void beginDelete(SqlText out, SqlStatement.Delete delete) {
		out.append("DELETE FROM ").table(delete.table());
	}

	/**
	 * Writes a statement that returns the stored rows (RETURNING).
	 * @param columns writes the columns to return
	 * @param write writes the statement itself
	 */
	default void returning(SqlText out, Runnable columns, Runnable write) {
		write.run();
		out.append(" RETURNING ");
		columns.run();
	}

}
