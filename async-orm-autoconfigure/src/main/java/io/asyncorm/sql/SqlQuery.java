package io.asyncorm.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A statement that gives rows.
 *
 * @since 0.1.0
 */
public sealed interface SqlQuery extends SqlStatement permits SqlQuery.Select {

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
	 */
	record Select(boolean distinct, List<Item> columns, @Nullable Source from, List<Join> joins,
			@Nullable SqlCondition where, List<SqlExpression> groupBy, @Nullable SqlCondition having,
			List<Order> orderBy, @Nullable SqlExpression limit, @Nullable SqlExpression offset) implements SqlQuery {

		public Select {
			columns = List.copyOf(columns);
			joins = List.copyOf(joins);
			groupBy = List.copyOf(groupBy);
			orderBy = List.copyOf(orderBy);
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

	/** The rows of another query. */
	record Derived(SqlQuery query, String alias) implements Source {
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

}
