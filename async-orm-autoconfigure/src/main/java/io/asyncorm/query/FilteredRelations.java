package io.asyncorm.query;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Step;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import org.jspecify.annotations.Nullable;

/**
 * Relations of which only some objects count.
 */
final class FilteredRelations {

	private FilteredRelations() {
	}

	/** Adds one to a query set. */
	static QueryState add(QueryState state, LookupRegistry lookups, String name, FilteredRelation<?> relation) {
		FieldPath path = FieldPath.walk(state.model(), relation.relation(), List.of());
		if (path.relation() == null || !path.rest().isEmpty()) {
			throw new FieldException("'" + FieldPath.text(relation.relation()) + "' is no relation of '"
					+ state.model().name() + "', so its objects cannot be filtered");
		}
		List<Hop> hops = new ArrayList<>();
		for (ModelRelation step : path.relations()) {
			hops.addAll(step.hops());
		}
		List<QueryState.Filtered> relations = new ArrayList<>(state.relations());
		relations.add(new QueryState.Filtered(name, hops, path.target(), Expression.TRUE));
		QueryState named = state.mutate().relations(relations).build();
		Expression condition = new ExpressionResolver(named, lookups, -relations.size())
			.resolve(relation.condition().tree());
		relations.set(relations.size() - 1, new QueryState.Filtered(name, hops, path.target(), condition));
		return named.mutate().relations(relations).build();
	}

	/** What names mean that begin with a filtered relation; null if they do not. */
	static @Nullable ResolvedName resolve(QueryState state, List<Step> names) {
		for (int i = 0; i < state.relations().size(); i++) {
			QueryState.Filtered relation = state.relations().get(i);
			if (names.get(0) instanceof Step.Named first && relation.name().equals(first.name())) {
				return resolve(relation, names.subList(1, names.size()), -i - 1);
			}
		}
		return null;
	}

	private static ResolvedName resolve(QueryState.Filtered relation, List<Step> names, int scope) {
		ModelMetadata<?> target = relation.target();
		boolean further = !names.isEmpty() && names.get(0) instanceof Step.Named next
				&& (target.findField(next.name()) != null || target.findRelation(next.name()) != null);
		if (!further) {
			return new ResolvedName(new Expression.Column(relation.hops(), target.key(), scope), target, names);
		}
		FieldPath path = FieldPath.walk(target, names, List.of());
		List<Hop> hops = new ArrayList<>(relation.hops());
		hops.addAll(path.hops());
		ModelMetadata<?> related = (path.relation() != null) ? path.relation().target() : null;
		return new ResolvedName(new Expression.Column(hops, path.field(), scope), related, path.rest());
	}

	/**
	 * The scope of a column in the condition of a filtered relation; 0 in any other
	 * place.
	 */
	static int scope(QueryState state, int scope, List<Hop> hops) {
		if (scope >= 0) {
			return 0;
		}
		List<Hop> filtered = state.relations().get(-scope - 1).hops();
		boolean along = hops.size() >= filtered.size() && hops.subList(0, filtered.size()).equals(filtered);
		return along ? scope : 0;
	}

}
