package io.asyncorm.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What can be sent to a database. Immutable. Tables of writes have no alias: inside them
 * a column is named by the table.
 *
 * @since 0.1.0
 */
public sealed interface SqlStatement
		permits SqlQuery, SqlStatement.Insert, SqlStatement.Update, SqlStatement.Delete, SqlStatement.Upsert {

	/**
	 * New rows of given values.
	 *
	 * @param table where to
	 * @param columns the columns that are given
	 * @param values their values, in the same order; no columns means a row of defaults
	 * @param returning columns of the stored row that come back; none if empty
	 */
	record Insert(String table, List<String> columns, List<SqlExpression> values,
			List<String> returning) implements SqlStatement {

		public Insert {
			columns = List.copyOf(columns);
			values = List.copyOf(values);
			returning = List.copyOf(returning);
		}

	}

	/** Changes of rows; {@code returning} as for an insert. */
	record Update(String table, List<Assignment> assignments, @Nullable SqlCondition where,
			List<String> returning) implements SqlStatement {

		public Update {
			assignments = List.copyOf(assignments);
			returning = List.copyOf(returning);
		}

	}

	/** Removal of rows. */
	record Delete(String table, @Nullable SqlCondition where) implements SqlStatement {
	}

	/**
	 * Finds or updates the row of a unique key, and inserts it where there is none, in
	 * one statement. Its first column says whether the row was inserted; no row at all
	 * means that another transaction got there first, and the statement is to be run
	 * again.
	 *
	 * @param existing the update, or a select of the same columns where nothing is to
	 * change
	 * @param insert the new row, without {@code returning} of its own
	 * @param conflict columns of the unique key
	 * @param returning columns that come back, behind the first
	 */
	record Upsert(SqlStatement existing, Insert insert, List<String> conflict,
			List<String> returning) implements SqlStatement {

		public Upsert {
			conflict = List.copyOf(conflict);
			returning = List.copyOf(returning);
		}

	}

	/** A column and its new value. */
	record Assignment(String column, SqlExpression value) {
	}

}
