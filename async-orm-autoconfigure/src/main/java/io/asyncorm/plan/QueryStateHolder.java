package io.asyncorm.plan;

import io.asyncorm.expression.Subselect;
import io.asyncorm.query.QuerySet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A query set whose state can be read: one that can be a subquery, a part of a union, or
 * the source of a prefetch.
 *
 * @since 0.1.0
 */
public interface QueryStateHolder extends Subselect {

	QueryState state();

	/**
	 * What a prefetch reads by this query set; null if it gives values, which belong to
	 * no object.
	 */
	Prefetches.@Nullable Source prefetchSource();

	/** The state of whatever can be a subquery; a repository stands for all its rows. */
	static QueryState stateOf(Subselect query) {
		return (query instanceof QueryState state) ? state : of(query).state();
	}

	/** The query set itself; for a repository the one of all its rows. */
	static QueryStateHolder of(Subselect query) {
		return switch (query) {
			case QueryStateHolder holder -> holder;
			case QuerySet<?> repository when repository.all() instanceof QueryStateHolder all -> all;
			default -> throw new InvalidDataAccessApiUsageException(
					"A query set is wanted here, not a " + query.getClass().getName());
		};
	}

}
