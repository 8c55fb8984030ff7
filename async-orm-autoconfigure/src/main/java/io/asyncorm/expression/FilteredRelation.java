package io.asyncorm.expression;

import java.util.List;

/**
 * A relation of which only some objects count, as in
 * {@code annotate("good", FilteredRelation.of("reviews", q("reviews__stars__gte", 4)))}:
 * the condition becomes part of the join, so that rows without such an object stay. The
 * name stands for the relation in everything that comes after it. Django's
 * {@code FilteredRelation}. Immutable.
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

	/** The objects of a relation for which a condition holds. */
	public static <M> FilteredRelation<M> of(String relation, Q<M> condition) {
		return new FilteredRelation<>(LookupNames.parse(relation), condition);
	}

	/** The objects at the end of a path for which a condition holds. */
	public static <M, R> FilteredRelation<M> of(Path<M, R> relation, Q<M> condition) {
		return new FilteredRelation<>(relation.steps(), condition);
	}

	List<Step> relation() {
		return this.relation;
	}

	Q<M> condition() {
		return this.condition;
	}

}
