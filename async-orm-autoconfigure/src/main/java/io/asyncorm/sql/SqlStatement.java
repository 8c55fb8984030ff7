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
		permits SqlQuery, SqlStatement.Insert, SqlStatement.Update, SqlStatement.Delete, SqlStatement.Upsert,
		SqlStatement.InsertMany, SqlStatement.InsertRows, SqlStatement.InsertSelect, SqlStatement.UpdateMany,
		SqlStatement.UpsertMany, SqlStatement.SelectMany, SqlStatement.DrawKeys, SqlStatement.Copy {

	/**
	 * INSERT of one row.
	 *
	 * @param table the table
	 * @param columns the columns that are given; none for DEFAULT VALUES
	 * @param values their values, in the same order
	 * @param returning the columns of the stored row that are returned; none if empty
	 */
	record Insert(TableName table, List<String> columns, List<SqlExpression> values,
			List<ReturnedColumn> returning) implements SqlStatement {

		/** An insert into a table that the database finds by its name alone. */
		public Insert(String table, List<String> columns, List<SqlExpression> values, List<String> returning) {
			this(TableName.of(table), columns, values, returning.stream().map(ReturnedColumn::new).toList());
		}

		public Insert {
			columns = List.copyOf(columns);
			values = List.copyOf(values);
			returning = List.copyOf(returning);
		}

	}

	/**
	 * INSERT of the rows of a query.
	 *
	 * @param table the table
	 * @param columns the columns that are given
	 * @param rows their values, in the same order
	 * @param conflict the columns of a unique key; a row that is there already, or is
	 * inserted by another transaction meanwhile, is left out. Empty if that is an error
	 */
	record InsertSelect(TableName table, List<String> columns, SqlQuery rows,
			List<String> conflict) implements SqlStatement {

		public InsertSelect {
			columns = List.copyOf(columns);
			conflict = List.copyOf(conflict);
		}

	}

	/** UPDATE; {@code returning} as for an insert. */
	record Update(TableName table, List<Assignment> assignments, @Nullable SqlCondition where,
			List<ReturnedColumn> returning) implements SqlStatement {

		/** An update of a table that the database finds by its name alone. */
		public Update(String table, List<Assignment> assignments, @Nullable SqlCondition where,
				List<String> returning) {
			this(TableName.of(table), assignments, where, returning.stream().map(ReturnedColumn::new).toList());
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
			List<ReturnedColumn> returning) implements SqlStatement {

		public Upsert {
			conflict = List.copyOf(conflict);
			returning = List.copyOf(returning);
		}

	}

	/**
	 * Upserts of rows that are bound as arrays, as {@link InsertMany} has them: finds the
	 * rows of a unique key and updates them, and inserts those that are not there. The
	 * first column says whether a row was inserted, the second is its number, counted
	 * from 1 in the order of the arrays. If the key of a row is none of those that were
	 * given, it fails with {@link InsertMany#UNKNOWN_ROWS}. What another transaction
	 * inserted meanwhile does not come back, nor what is equal to another one.
	 *
	 * @param insert the new rows, and what is returned after these columns
	 * @param assignments what is written to rows that are there
	 * @param conflict the columns of the unique key, which are given
	 * @param key the columns of the primary key
	 */
	record UpsertMany(Insert insert, List<Assignment> assignments, List<String> conflict,
			List<String> key) implements SqlStatement {

		public UpsertMany {
			key = List.copyOf(key);
			assignments = List.copyOf(assignments);
			conflict = List.copyOf(conflict);
		}

	}

	/**
	 * INSERT of rows that are bound as arrays: a parameter in a value of the insert
	 * stands for an element of the array in its slot.
	 * <p>
	 * Where keys are drawn, all that is returned is followed by a column that holds the
	 * keys in the order of the arrays, as an array, in the row of the first of them, and
	 * is null in the others. Where columns are matched, it follows the number of the row,
	 * counted from 1 in the order of the arrays, in which the rows come; that is null in
	 * a row that was not found among them, and the others are where nothing was stored.
	 * Otherwise it comes alone, and its rows are inserted in the order of the arrays.
	 *
	 * @param insert the insert, and what is returned, if anything is
	 * @param drawn the key that is drawn from the sequence of its column; null if there
	 * is none
	 * @param conflict what is done with a row whose key is taken; null if that is an
	 * error
	 * @param matched the columns that tell which stored row is which, unless keys are
	 * drawn, or tell by their order
	 * @param checked the key by whose order that is, and how many rows are to be
	 * inserted: if they are not, or not in this order, the statement fails with
	 * {@link #UNKNOWN_ROWS}; null if it does not look
	 */
	record InsertMany(Insert insert, @Nullable DrawnKey drawn, @Nullable Conflict conflict, List<String> matched,
			@Nullable DrawnKey checked) implements SqlStatement {

		/** What the message of an error says if rows are not those that were sent. */
		public static final String UNKNOWN_ROWS = "async-orm: rows are not those that were sent";

		public InsertMany {
			matched = List.copyOf(matched);
		}

	}

	/**
	 * A key that is drawn from a sequence before the rows are inserted.
	 *
	 * @param column the column
	 * @param sequence the sequence; null for the one that belongs to the column
	 * @param rows how many are drawn
	 */
	record DrawnKey(String column, @Nullable TableName sequence, SqlExpression rows) {
	}

	/**
	 * A query that draws keys from a sequence before rows are inserted, and returns them
	 * as one array.
	 *
	 * @param table the table that they are for
	 * @param key the key
	 */
	record DrawKeys(TableName table, DrawnKey key) implements SqlStatement {
	}

	/**
	 * COPY: takes rows whose values follow the statement, by column, and returns nothing.
	 *
	 * @param table the table
	 * @param columns the columns that are given
	 * @param values their values, in the same order, each as an array
	 */
	record Copy(TableName table, List<String> columns,
			List<SqlExpression.ArrayParameter> values) implements SqlStatement {

		public Copy {
			columns = List.copyOf(columns);
			values = List.copyOf(values);
		}

	}

	/**
	 * ON CONFLICT: what an insert does with a row whose key is taken.
	 *
	 * @param unique the columns of the key; none for any key
	 * @param updated the columns of the row that is there which take the new values; none
	 * for DO NOTHING
	 * @param counted what the row that is there computes of its own; null for nothing
	 */
	record Conflict(List<String> unique, List<String> updated, @Nullable Assignment counted) {

		public Conflict {
			unique = List.copyOf(unique);
			updated = List.copyOf(updated);
		}

	}

	/**
	 * INSERT of several rows, each with values for all columns.
	 *
	 * @param conflict what is done with a row of which any unique key is taken: ON
	 * DUPLICATE KEY UPDATE; null if that is an error
	 */
	record InsertRows(TableName table, List<String> columns, List<List<SqlExpression>> rows,
			@Nullable Conflict conflict, List<ReturnedColumn> returning) implements SqlStatement {

		public InsertRows {
			columns = List.copyOf(columns);
			rows = List.copyOf(rows);
			returning = List.copyOf(returning);
		}

	}

	/**
	 * UPDATE of rows by values that are bound as arrays: a parameter in an assignment
	 * stands for the element of the array in its slot that belongs to the row.
	 *
	 * @param table the table
	 * @param assignments what is written to each row
	 * @param matched what tells which row is which: each of these columns has the value
	 * that is in its array
	 * @param where which rows may be changed; null for all
	 * @param numbered whether the numbers of those that were changed are returned,
	 * counted from 1 in the order of the arrays
	 */
	record UpdateMany(TableName table, List<Assignment> assignments, List<Matched> matched,
			@Nullable SqlCondition where, boolean numbered) implements SqlStatement {

		public UpdateMany {
			assignments = List.copyOf(assignments);
			matched = List.copyOf(matched);
		}

	}

	/**
	 * A select for each row of values that are bound as arrays: a parameter in it stands
	 * for an element of the array in its slot. Behind its columns stands the number of
	 * the row of values, counted from 1 in the order of the arrays. The rows of each come
	 * in the order of the select.
	 *
	 * @param rows what is selected for each
	 */
	record SelectMany(SqlQuery rows) implements SqlStatement {
	}

	/** A column, as it is compared, and its value in each row. */
	record Matched(SqlExpression column, SqlExpression.ArrayParameter values) {
	}

	/** A column and its new value. */
	record Assignment(String column, SqlExpression value) {
	}

}
