package io.asyncorm.expression;

import java.util.List;

import org.springframework.util.Assert;

/**
 * A relation filtered by a condition that becomes part of the join, as Django's
 * {@code FilteredRelation}:
 * {@code annotate("good", FilteredRelation.of("reviews", q("reviews__stars__gte", 4)))}.
 * Rows without a matching object are kept. The name stands for the filtered relation in
 * everything that comes after it. Immutable.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class FilteredRelation<M> {

	private final List<Step> relation;

	private final Q<M> condition;

	private FilteredRelation(List<Step> relation, Q<M> condition) {
		this.relation = relation;
		this.condition = condition;
	}

	/** Filters the objects of a relation. */
	public static <M> FilteredRelation<M> of(String relation, Q<M> condition) {
		Assert.notNull(condition, "'condition' must not be null");
		return new FilteredRelation<>(LookupNames.parse(relation), condition);
	}

	/** Filters the objects at the end of a path. */
	public static <M, R> FilteredRelation<M> of(Path<M, R> relation, Q<M> condition) {
		Assert.notNull(relation, "'relation' must not be null");
		Assert.notNull(condition, "'condition' must not be null");
		return new FilteredRelation<>(relation.steps(), condition);
	}

	List<Step> relation() {
		return this.relation;
	}

	Q<M> condition() {
		return this.condition;
	}

}
