package io.asyncorm.dialect;

import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Writes the clauses of queries in the SQL of one database, such as ORDER BY and LIMIT.
 * What is not overridden is written as PostgreSQL writes it.
 *
 * @since 0.1.0
 */
public interface QuerySpelling {

	/** PostgreSQL's own. */
	QuerySpelling POSTGRESQL = new QuerySpelling() {
	};

	/**
	 * Writes a term of ORDER BY. Nulls sort as greater than all values, if nothing else
	 * is demanded, so that the order is the same on each database.
	 * @param value writes the value that is sorted by, which may be the name or the
	 * position of a column that is selected
	 * @param source writes what stands in that column
	 */
	default void order(SqlText out, SqlQuery.Order order, Runnable value, Runnable source) {
		value.run();
		out.append(order.descending() ? " DESC" : "").append(switch (order.nulls()) {
			case DEFAULT, NONE -> "";
			case FIRST -> " NULLS FIRST";
			case LAST -> " NULLS LAST";
		});
	}

	/**
	 * Writes LIMIT and OFFSET.
	 * @param limit writes the limit; null for all rows
	 * @param offset writes the offset; null for none
	 */
	default void limit(SqlText out, @Nullable Runnable limit, @Nullable Runnable offset) {
		if (limit != null) {
			out.append(" LIMIT ");
			limit.run();
		}
		if (offset != null) {
			out.append(" OFFSET ");
			offset.run();
		}
	}

	/**
	 * Writes a query for the elements of an array, the operand, as rows of a column
	 * called {@value io.asyncorm.sql.SqlQuery.Elements#COLUMN}.
	 * @param own the type that the elements have as values of a column, if it is the
	 * database's own; null otherwise
	 */
	default String elementsTemplate(SqlType elementType, @Nullable String own) {
		return "SELECT unnest(" + PostgresTypes.array("{0}", elementType, own) + ") AS \"" + SqlQuery.Elements.COLUMN
				+ "\"";
	}

	/** Whether a subquery of IN may have a limit. */
	default boolean limitsSubqueries() {
		return true;
	}

	/** How an aggregate leaves rows out. */
	default AggregateFilters aggregateFilters() {
		return AggregateFilters.CLAUSE;
	}

	/**
	 * Whether DISTINCT of an aggregate takes a row value, and not its values in a row.
	 */
	default boolean countsRowValues() {
		return true;
	}

	/** Whether a ranking function, to which a frame means nothing, may have one. */
	default boolean framesPlaces() {
		return true;
	}

	/** What stands before the delimiter of joined texts, and where. */
	default Delimiter delimiter() {
		return new Delimiter(", ", false);
	}

	/** How an aggregate leaves rows out. */
	enum AggregateFilters {

		/** By a clause behind it. */
		CLAUSE,
		/**
		 * By a clause behind it, but not where the number of all rows is known anyway: H2
		 * gives that whatever the filter.
		 */
		CLAUSE_THAT_MAY_HOLD,
		/** By the value, which is null in the other rows. */
		VALUE

	}

	/**
	 * What stands before the delimiter of joined texts, and whether their order comes
	 * first.
	 */
	record Delimiter(String word, boolean behindOrder) {

	}

}
