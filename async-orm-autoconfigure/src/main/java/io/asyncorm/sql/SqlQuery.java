package io.asyncorm.sql;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * A query: a statement that returns rows. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface SqlQuery extends SqlStatement permits SqlQuery.Select, SqlQuery.SetOperation, SqlQuery.Written {

	/**
	 * SELECT.
	 *
	 * @param distinct whether duplicates are removed: DISTINCT
	 * @param columns the select list
	 * @param from the table that the rows come from; null for a single row without FROM
	 * @param joins the joined tables, in order
	 * @param where the condition on rows; null for all
	 * @param groupBy the values that rows are grouped by
	 * @param having the condition on groups; null for all
	 * @param orderBy the order
	 * @param limit how many rows at most; null for all
	 * @param offset how many rows are skipped; null for none
	 * @param distinctOn the values of DISTINCT ON; empty without it
	 * @param lock how its rows are locked; null if they are not
	 */
	record Select(boolean distinct, List<Item> columns, @Nullable Source from, List<Join> joins,
			@Nullable SqlCondition where, List<SqlExpression> groupBy, @Nullable SqlCondition having,
			List<Order> orderBy, @Nullable SqlExpression limit, @Nullable SqlExpression offset,
			List<SqlExpression> distinctOn, @Nullable Lock lock) implements SqlQuery {

		public Select {
			distinctOn = List.copyOf(distinctOn);
			columns = List.copyOf(columns);
			joins = List.copyOf(joins);
			groupBy = List.copyOf(groupBy);
			orderBy = List.copyOf(orderBy);
		}

		public Select(boolean distinct, List<Item> columns, @Nullable Source from, List<Join> joins,
				@Nullable SqlCondition where, List<SqlExpression> groupBy, @Nullable SqlCondition having,
				List<Order> orderBy, @Nullable SqlExpression limit, @Nullable SqlExpression offset) {
			this(distinct, columns, from, joins, where, groupBy, having, orderBy, limit, offset, List.of(), null);
		}

		/** A select of columns of one table under a condition. */
		public static Select of(List<Item> columns, @Nullable Source from, @Nullable SqlCondition where) {
			return new Select(false, columns, from, List.of(), where, List.of(), null, List.of(), null, null);
		}

	}

	/** An item of the select list; without an alias if that is empty. */
	record Item(SqlExpression expression, String alias) {
	}

	/** What rows come from: an item of FROM. */
	sealed interface Source {

		/** The alias by which the rest of the statement refers to it. */
		String alias();

	}

	/** A table or view. */
	record Table(TableName name, String alias) implements Source {

		/** A table that the database finds by its name alone. */
		public Table(String name, String alias) {
			this(TableName.of(name), alias);
		}

	}

	/**
	 * A derived table: a subquery in FROM.
	 *
	 * @param correlated whether it refers to a query around the one in whose FROM it
	 * stands
	 */
	record Derived(SqlQuery query, String alias, boolean correlated) implements Source {

		/** A derived table that refers to nothing around it. */
		public Derived(SqlQuery query, String alias) {
			this(query, alias, false);
		}

	}

	/**
	 * The elements of arrays, each of which is bound as one value, as rows of a column
	 * for each array.
	 */
	record Elements(List<SqlExpression.ArrayParameter> arrays, String alias) implements Source {

		/** The name of the first column; behind those of others stands their number. */
		public static final String COLUMN = "value";

		public Elements {
			arrays = List.copyOf(arrays);
		}

		/** The columns, in the order of the arrays. */
		public List<SqlExpression.Column> columns() {
			return names().stream().map((name) -> new SqlExpression.Column(this.alias, name)).toList();
		}

		/** The names of the columns. */
		public List<String> names() {
			return IntStream.rangeClosed(1, this.arrays.size())
				.mapToObj((number) -> (number == 1) ? COLUMN : COLUMN + number)
				.toList();
		}

	}

	/** INNER JOIN, or LEFT JOIN, with its ON condition. */
	record Join(boolean left, Source source, SqlCondition on) {
	}

	/** A term of ORDER BY. */
	record Order(SqlExpression expression, boolean descending, Nulls nulls) {
	}

	/** Where nulls stand in an order. */
	enum Nulls {

		/** Where the database puts them. */
		DEFAULT,
		/** Nowhere: there are none. */
		NONE,
		/** Before all values. */
		FIRST,
		/** Behind all values. */
		LAST

	}

	/**
	 * UNION, INTERSECT or EXCEPT.
	 *
	 * @param operator how the queries are combined
	 * @param all whether duplicates are kept: ALL
	 * @param queries at least two, of the same columns
	 * @param orderBy the order, by columns of the result
	 * @param limit how many rows at most; null for all
	 * @param offset how many rows are skipped; null for none
	 */
	record SetOperation(SetOperator operator, boolean all, List<SqlQuery> queries, List<Order> orderBy,
			@Nullable SqlExpression limit, @Nullable SqlExpression offset) implements SqlQuery {

		public SetOperation {
			queries = List.copyOf(queries);
			orderBy = List.copyOf(orderBy);
		}

	}

	/**
	 * A query that a user wrote, up to its LIMIT and OFFSET.
	 *
	 * @param text the query, with a question mark for each of its own values, which are
	 * bound before all others
	 * @param limit how many rows at most; null for all
	 * @param offset how many rows are skipped; null for none
	 */
	record Written(String text, @Nullable SqlExpression limit, @Nullable SqlExpression offset) implements SqlQuery {
	}

	/** The set operators of SQL. */
	enum SetOperator {

		/** Rows of any. */
		UNION,
		/** Rows of all. */
		INTERSECT,
		/** Rows of the first that are in no other. */
		EXCEPT

	}

	/**
	 * FOR UPDATE, which locks the rows that a select finds.
	 *
	 * @param noKey whether others may still refer to the rows by foreign keys: FOR NO KEY
	 * UPDATE
	 * @param of aliases of the tables whose rows are locked; all if empty
	 * @param whenLocked what happens where another transaction holds a row
	 */
	record Lock(boolean noKey, List<String> of, WhenLocked whenLocked) {

		public Lock {
			of = List.copyOf(of);
		}

	}

	/** What happens where another transaction has locked a row. */
	enum WhenLocked {

		/** Waits for them. */
		WAIT,
		/** Fails. */
		NOWAIT,
		/** Leaves them out. */
		SKIP_LOCKED

	}

}
