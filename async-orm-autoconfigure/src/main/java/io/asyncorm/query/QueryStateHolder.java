package io.asyncorm.query;

import io.asyncorm.expression.Subselect;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A query set that can stand in another one.
 */
interface QueryStateHolder extends Subselect {

	QueryState state();

	/**
	 * The state of whatever can stand in a query set; a repository stands for all its
	 * rows.
	 */
	static QueryState stateOf(Subselect query) {
		return switch (query) {
			case QueryState state -> state;
			case QueryStateHolder holder -> holder.state();
			case QuerySet<?> repository when repository.all() instanceof QueryStateHolder all -> all.state();
			default -> throw new InvalidDataAccessApiUsageException(
					"A query set is wanted here, not a " + query.getClass().getName());
		};
	}

}
