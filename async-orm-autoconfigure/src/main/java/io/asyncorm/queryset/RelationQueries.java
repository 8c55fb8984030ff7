package io.asyncorm.queryset;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.resolution.ValuePreparation;

/**
 * The rows at the far side of an object's relation, as a state.
 */
final class RelationQueries {

	private RelationQueries() {
	}

	/**
	 * The target's rows whose way back leads to this key. The way back is walked by its
	 * joins, so that it needs no name.
	 */
	static QueryState of(ModelRelation relation, Object ownerKey) {
		Expression same = new Expression.Test(ownerKey(relation, 1), Lookups.EXACT,
				ValuePreparation.forField(ownerField(relation), ownerKey));
		return QueryState.of(relation.target()).mutate().filter(same).scopes(1).build();
	}

	/** The owner's field whose value the related rows have, or their join rows. */
	static ModelField ownerField(ModelRelation relation) {
		return relation.hops().get(0).sourceField();
	}

	/**
	 * The column of a related row, or of its join row, that has the owner's value.
	 * @param scope the scope of the join, if there is one
	 */
	static Expression.Column ownerKey(ModelRelation relation, int scope) {
		ModelField field = relation.hops().get(0).targetField();
		return (relation.hops().size() == 1) ? new Expression.Column(List.of(), field, 0)
				: new Expression.Column(List.of(reverseHop(relation)), field, scope);
	}

	/** The join from a related row to its join rows. */
	static Hop reverseHop(ModelRelation relation) {
		Hop hop = relation.hops().get(1);
		return new Hop(hop.target(), hop.targetField(), hop.source(), hop.sourceField(), true, true);
	}

}
