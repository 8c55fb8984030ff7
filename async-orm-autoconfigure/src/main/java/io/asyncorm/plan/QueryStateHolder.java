package io.asyncorm.plan;

import io.asyncorm.expression.Subselect;
import io.asyncorm.query.QuerySet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Gives access to the {@link QueryState} of a query set, where it becomes a subquery, a
 * part of a union or the source of a prefetch.
 *
 * @since 0.1.0
 */
public interface QueryStateHolder extends Subselect {

	QueryState state();

	/**
	 * The objects that a prefetch loads by this query set; null for {@code values()},
	 * which are no objects.
	 */
	Prefetches.@Nullable Source prefetchSource();

	/** The state of whatever can be a subquery; a repository stands for all its rows. */
	static QueryState stateOf(Subselect query) {
		return (query instanceof QueryState state) ? state : of(query).state();
	}

	/** The query set itself; for a repository the one of all its rows. */
	static QueryStateHolder of(Subselect query) {
		Assert.notNull(query, "A query set is wanted here, not null");
		return switch (query) {
			case QueryStateHolder holder -> holder;
			case QuerySet<?> repository when repository.all() instanceof QueryStateHolder all -> all;
			default -> throw new InvalidDataAccessApiUsageException(
					"A query set is wanted here, not a " + query.getClass().getName());
		};
	}

}
