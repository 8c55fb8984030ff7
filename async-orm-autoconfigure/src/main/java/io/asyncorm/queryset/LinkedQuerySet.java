package io.asyncorm.queryset;

import java.time.Duration;

import io.asyncorm.expression.Expression;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.QuerySet;
import io.asyncorm.resolution.QueryEdits;
import io.asyncorm.resolution.TranslatedQuery;

/**
 * All objects of a to-many relation. The first filter speaks of the very row of the join
 * table that links the owner, as on Django's related managers; those after it, or after
 * any other method, speak of any row. Immutable.
 */
class LinkedQuerySet<T> extends DefaultQuerySet<T> {

	LinkedQuerySet(QuerySets querySets, QueryState state) {
		super(querySets, state);
	}

	@Override
	public QuerySet<T> timeout(Duration timeout) {
		return new LinkedQuerySet<>(querySets().within(timeout), state());
	}

	@Override
	public final QuerySet<T> background() {
		return new LinkedQuerySet<>(querySets().inBackground(), state());
	}

	@Override
	public final QuerySet<T> tag(String tag) {
		return new LinkedQuerySet<>(querySets().tagged(tag), state());
	}

	@Override
	public final QuerySet<T> using(String dataSource) {
		QuerySets other = querySets().using(dataSource);
		return (other == querySets()) ? this
				: new LinkedQuerySet<>(other, TranslatedQuery.of(state(), other.models(), dataSource));
	}

	@Override
	final QuerySet<T> filter(Expression condition, boolean exclude) {
		return new DefaultQuerySet<>(querySets(),
				QueryEdits.filterLinked(state(), querySets().lookups(), condition, exclude));
	}

}
