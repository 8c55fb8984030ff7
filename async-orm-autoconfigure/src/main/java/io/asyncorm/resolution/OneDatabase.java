package io.asyncorm.resolution;

import io.asyncorm.plan.QueryState;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Checks that query sets of which one becomes a part of the other are of one data source:
 * a statement asks one database.
 */
final class OneDatabase {

	private OneDatabase() {
	}

	/** Refuses a part of another data source. */
	static QueryState require(QueryState state, QueryState part) {
		if (!part.model().isOfSameDatabaseAs(state.model())) {
			throw new InvalidDataAccessApiUsageException("The query set of '" + part.model().name()
					+ "' is of another data source than that of '" + state.model().name()
					+ "', of which it would become a part: name the same for both by using(...), or evaluate it first,"
					+ " as by valuesList(...).alist(), and give its values");
		}
		return part;
	}

}
