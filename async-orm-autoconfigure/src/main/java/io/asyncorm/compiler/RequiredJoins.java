package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.FilteredJoin;

/**
 * Finds the joins that can be INNER: those without whose row the filters cannot hold. A
 * lookup requires the joins of its columns, AND unites, OR intersects, and NOT swaps the
 * two. Django comes to the same with its {@code JoinPromoter}.
 */
final class RequiredJoins {

	private final List<FilteredJoin> filteredJoins;

	RequiredJoins(List<FilteredJoin> filteredJoins) {
		this.filteredJoins = filteredJoins;
	}

	/** The joins that all filters together require. */
	Set<JoinKey> of(List<Expression> filters) {
		Set<JoinKey> required = new HashSet<>();
		filters.forEach((filter) -> required.addAll(of(filter, false)));
		return required;
	}

	private Set<JoinKey> of(Expression condition, boolean negated) {
		return switch (condition) {
			case Expression.Not not -> of(not.operand(), !negated);
			case Expression.And and -> negated ? intersection(and.operands(), true) : union(and.operands(), false);
			case Expression.Or or -> negated ? union(or.operands(), true) : intersection(or.operands(), false);
			// "Is null" holds where there is no row; "is not null" does not
			case Expression.IsNull isNull ->
				(isNull.missing() == negated) ? columns(isNull, new HashSet<>()) : Set.of();
			// Behind a negation a lookup holds where there is no row: it carries IS NOT
			// NULL. One that takes null may hold there anyway
			case Expression.Test test ->
				(negated || test.lookup().nulls() == Lookup.Nulls.VALUE) ? Set.of() : columns(test, new HashSet<>());
			default -> Set.of();
		};
	}

	private Set<JoinKey> union(List<Expression> operands, boolean negated) {
		Set<JoinKey> union = new HashSet<>();
		operands.forEach((operand) -> union.addAll(of(operand, negated)));
		return union;
	}

	private Set<JoinKey> intersection(List<Expression> operands, boolean negated) {
		if (operands.isEmpty()) {
			return Set.of();
		}
		Set<JoinKey> intersection = new HashSet<>(of(operands.get(0), negated));
		operands.subList(1, operands.size()).forEach((operand) -> intersection.retainAll(of(operand, negated)));
		return intersection;
	}

	/**
	 * The joins of every column of a lookup; not those of an annotation, which decides
	 * about its own, nor of an aggregate, which has a value where there is no row.
	 */
	private Set<JoinKey> columns(Expression leaf, Set<JoinKey> keys) {
		leaf.forEachChild((child) -> {
			if (child instanceof Expression.Column column) {
				keys.addAll(JoinKey.allOf(column, this.filteredJoins));
				keys.addAll(foreignKeyJoin(column));
			}
			else if (!(child instanceof Expression.Annotation) && !(child instanceof Expression.Aggregate)) {
				columns(child, keys);
			}
		});
		return keys;
	}

	/**
	 * The join behind a foreign key: where the key is not null there is a row, so that
	 * {@code selectRelated()} can join INNER.
	 */
	private List<JoinKey> foreignKeyJoin(Expression.Column column) {
		ModelRelation relation = column.field().relation();
		if (relation == null || relation.target().softDelete() != null) {
			return List.of();
		}
		List<Hop> hops = new ArrayList<>(column.hops());
		hops.addAll(relation.hops());
		return JoinKey.allOf(hops, column.scope(), this.filteredJoins);
	}

}
