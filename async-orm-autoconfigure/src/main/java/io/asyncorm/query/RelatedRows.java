package io.asyncorm.query;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelRelation;

/**
 * The rows at the far side of an object's relation, as a state.
 */
final class RelatedRows {

	private RelatedRows() {
	}

	/**
	 * The target's rows whose way back leads to this key. The way back is walked by its
	 * joins, so that it needs no name.
	 */
	static QueryState of(ModelRelation relation, Object ownerKey) {
		List<Hop> hops = relation.hops();
		Hop first = hops.get(0);
		Expression owner = (hops.size() == 1) ? new Expression.Column(List.of(), first.targetField(), 0)
				: new Expression.Column(List.of(reverse(hops.get(1))), first.targetField(), 1);
		Expression same = new Expression.Test(owner, "exact", ValuePreparation.forField(first.sourceField(), ownerKey));
		return QueryState.of(relation.target()).mutate().filter(same).scopes(1).build();
	}

	private static Hop reverse(Hop hop) {
		return new Hop(hop.target(), hop.targetField(), hop.source(), hop.sourceField(), true, true);
	}

}
