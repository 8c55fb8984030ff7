package io.asyncorm.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A statement that gives rows.
 *
 * @since 0.1.0
 */
public sealed interface SqlQuery extends SqlStatement permits SqlQuery.Select, SqlQuery.SetOperation {

	/**
	 * One select.
	 *
	 * @param distinct whether equal rows count once
	 * @param columns what it gives
	 * @param from where the rows come from; null for a single row from nowhere
	 * @param joins further tables, in order
	 * @param where which rows; null for all
	 * @param groupBy what makes rows one group
	 * @param having which groups; null for all
	 * @param orderBy in which order
	 * @param limit how many rows at most; null for all
	 * @param offset how many rows are left out first; null for none
	 * @param distinctOn what makes rows equal, if not all that it gives
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

		/** The simplest one: columns of a source under a condition. */
		public static Select of(List<Item> columns, @Nullable Source from, @Nullable SqlCondition where) {
			return new Select(false, columns, from, List.of(), where, List.of(), null, List.of(), null, null);
		}

	}

	/** A value of the select list; an empty alias gives it none. */
	record Item(SqlExpression expression, String alias) {
	}

	/** Where rows come from. */
	sealed interface Source {

		/** Name by which the rest of the statement speaks of it. */
		String alias();

	}

	/** A table of the schema. */
	record Table(String name, String alias) implements Source {
	}

	/**
	 * The rows of another query.
	 *
	 * @param correlated whether it refers to a query around the one that it is a source
	 * of
	 */
	record Derived(SqlQuery query, String alias, boolean correlated) implements Source {

		/** One that refers to nothing around it. */
		public Derived(SqlQuery query, String alias) {
			this(query, alias, false);
		}

	}

	/** A further source, and when its rows belong to those that are there. */
	record Join(boolean left, Source source, SqlCondition on) {
	}

	/** A term of the order. */
	record Order(SqlExpression expression, boolean descending, Nulls nulls) {
	}

	/** Where missing values stand in an order. */
	enum Nulls {

		/** Where the database puts them. */
		DEFAULT,
		/** Before all values. */
		FIRST,
		/** Behind all values. */
		LAST

	}

	/**
	 * The rows of several queries as one set of rows.
	 *
	 * @param operator how they are combined
	 * @param all whether equal rows count each time
	 * @param queries at least two, of the same columns
	 * @param orderBy in which order; only columns of the result can be named
	 * @param limit how many rows at most; null for all
	 * @param offset how many rows are left out first; null for none
	 */
	record SetOperation(SetOperator operator, boolean all, List<SqlQuery> queries, List<Order> orderBy,
			@Nullable SqlExpression limit, @Nullable SqlExpression offset) implements SqlQuery {

		public SetOperation {
			queries = List.copyOf(queries);
			orderBy = List.copyOf(orderBy);
		}

	}

	/** How sets of rows are combined. */
	enum SetOperator {

		/** Rows of any. */
		UNION,
		/** Rows of all. */
		INTERSECT,
		/** Rows of the first that are in no other. */
		EXCEPT

	}

	/**
	 * A lock on the rows that a select finds.
	 *
	 * @param noKey whether others may still refer to the rows
	 * @param of names of the tables whose rows are locked; all if empty
	 * @param whenLocked what happens where another transaction holds a row
	 */
	record Lock(boolean noKey, List<String> of, WhenLocked whenLocked) {

		public Lock {
			of = List.copyOf(of);
		}

	}

	/** What a lock does about rows that are locked. */
	enum WhenLocked {

		/** Waits for them. */
		WAIT,
		/** Fails. */
		NOWAIT,
		/** Leaves them out. */
		SKIP_LOCKED

	}

}
