package io.asyncorm.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A SQL statement as a tree, which a dialect renders to text. Immutable. The tables of
 * writes have no alias: their columns are qualified by the table's own name.
 *
 * @since 0.1.0
 */
public sealed interface SqlStatement
		permits SqlQuery, SqlStatement.Insert, SqlStatement.Update, SqlStatement.Delete, SqlStatement.Upsert {

	/**
	 * INSERT of one row.
	 *
	 * @param table the table
	 * @param columns the columns that are given; none for DEFAULT VALUES
	 * @param values their values, in the same order
	 * @param returning the columns of the stored row that are returned; none if empty
	 */
	record Insert(TableName table, List<String> columns, List<SqlExpression> values,
			List<String> returning) implements SqlStatement {

		/** An insert into a table that the database finds by its name alone. */
		public Insert(String table, List<String> columns, List<SqlExpression> values, List<String> returning) {
			this(TableName.of(table), columns, values, returning);
		}

		public Insert {
			columns = List.copyOf(columns);
			values = List.copyOf(values);
			returning = List.copyOf(returning);
		}

	}

	/** UPDATE; {@code returning} as for an insert. */
	record Update(TableName table, List<Assignment> assignments, @Nullable SqlCondition where,
			List<String> returning) implements SqlStatement {

		/** An update of a table that the database finds by its name alone. */
		public Update(String table, List<Assignment> assignments, @Nullable SqlCondition where,
				List<String> returning) {
			this(TableName.of(table), assignments, where, returning);
		}

		public Update {
			assignments = List.copyOf(assignments);
			returning = List.copyOf(returning);
		}

	}

	/** DELETE. */
	record Delete(TableName table, @Nullable SqlCondition where) implements SqlStatement {

		/** A delete from a table that the database finds by its name alone. */
		public Delete(String table, @Nullable SqlCondition where) {
			this(TableName.of(table), where);
		}

	}

	/**
	 * Upsert in one statement: finds or updates the row of a unique key, and inserts it
	 * if there is none. Its first column says whether the row was inserted; no row at all
	 * means that another transaction inserted it meanwhile, and the statement is to be
	 * run again.
	 *
	 * @param existing the update, or a select of the same columns if nothing is updated
	 * @param insert the new row, without {@code returning} of its own
	 * @param conflict the columns of the unique key
	 * @param returning the columns that are returned after the first
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
