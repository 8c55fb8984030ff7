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
 * Creates the query for the related objects of one object, which its {@code Many} or
 * {@code One} starts from, as Django's related managers do.
 */
final class RelationQueries {

	private RelationQueries() {
	}

	/**
	 * The related rows of the owner with this key: target rows filtered by the reverse
	 * relation. It is followed by its joins, as it need not have a name.
	 */
	static QueryState of(ModelRelation relation, Object ownerKey) {
		Expression same = new Expression.Test(ownerKey(relation, 1), Lookups.EXACT,
				ValuePreparation.forField(ownerField(relation), ownerKey));
		return QueryState.of(relation.target()).mutate().filter(same).scopes(1).build();
	}

	/** The field of the owner that related rows, or their join table, refer to. */
	static ModelField ownerField(ModelRelation relation) {
		return relation.hops().get(0).sourceField();
	}

	/**
	 * The column of a related row, or of its join table, that refers to the owner.
	 * @param scope the scope of the join, if there is one
	 */
	static Expression.Column ownerKey(ModelRelation relation, int scope) {
		ModelField field = relation.hops().get(0).targetField();
		return (relation.hops().size() == 1) ? new Expression.Column(List.of(), field, 0)
				: new Expression.Column(List.of(reverseHop(relation)), field, scope);
	}

	/** The join from a related row to its join table. */
	static Hop reverseHop(ModelRelation relation) {
		Hop hop = relation.hops().get(1);
		return new Hop(hop.target(), hop.targetField(), hop.source(), hop.sourceField(), true, true, false);
	}

}
