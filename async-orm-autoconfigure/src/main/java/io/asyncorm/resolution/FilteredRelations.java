package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Step;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

/**
 * Resolves Django's {@code FilteredRelation}: a join with a further condition, under a
 * name of its own.
 */
final class FilteredRelations {

	private FilteredRelations() {
	}

	/** Adds a filtered relation to a query set. */
	static QueryState add(QueryState state, LookupRegistry lookups, String name, FilteredRelation<?> relation) {
		FieldPath path = FieldPath.walk(state.model(), ExpressionAccess.steps(relation), List.of());
		if (path.relation() == null || !path.rest().isEmpty()) {
			throw new FieldException("'" + FieldPath.quoted(ExpressionAccess.steps(relation)) + "' is no relation of '"
					+ state.model().name() + "', so its objects cannot be filtered");
		}
		List<Hop> hops = new ArrayList<>();
		for (ModelRelation step : path.relations()) {
			hops.addAll(step.hops());
		}
		requireWithin(state.model(), ExpressionAccess.steps(relation), ExpressionAccess.tree(relation));
		List<QueryState.FilteredJoin> relations = new ArrayList<>(state.filteredJoins());
		relations.add(new QueryState.FilteredJoin(name, hops, path.target(), Expression.TRUE));
		QueryState named = state.mutate().filteredJoins(relations).build();
		Expression condition = new ExpressionResolver(named, lookups, -relations.size())
			.resolve(ExpressionAccess.tree(relation));
		relations.set(relations.size() - 1, new QueryState.FilteredJoin(name, hops, path.target(), condition));
		return named.mutate().filteredJoins(relations).build();
	}

	/**
	 * As in Django, the condition can name fields of the model that the relation leads
	 * to, of those in between, and of the first one: it is part of the relation's
	 * {@code ON} clause, where nothing further is joined.
	 */
	private static void requireWithin(ModelMetadata<?> model, List<Step> relation, Expression condition) {
		if (condition instanceof Expression.Keyword keyword) {
			FieldPath path = FieldPath.walk(model, keyword.path(), List.of());
			int fields = keyword.path().size() - path.rest().size();
			if (fields > relation.size() + 1) {
				throw new FieldException("The condition of a filtered relation cannot go further than the relation '"
						+ FieldPath.quoted(relation) + "' itself, as '" + FieldPath.quoted(keyword.path())
						+ "' does: filter by the name of the filtered relation instead");
			}
			List<Step> prefix = keyword.path().subList(0, Math.max(0, fields - (path.rest().isEmpty() ? 2 : 1)));
			for (int i = 0; i < Math.min(prefix.size(), relation.size()); i++) {
				if (!FieldPath.text(prefix.get(i)).equals(FieldPath.text(relation.get(i)))) {
					throw new FieldException("The condition of a filtered relation must be about the relation '"
							+ FieldPath.quoted(relation) + "', which '" + FieldPath.quoted(keyword.path())
							+ "' is not");
				}
			}
			return;
		}
		condition.forEachChild((child) -> requireWithin(model, relation, child));
	}

	/** Resolves names that begin with a filtered relation; null if they do not. */
	static @Nullable ResolvedName resolve(QueryState state, List<Step> names) {
		for (int i = 0; i < state.filteredJoins().size(); i++) {
			QueryState.FilteredJoin relation = state.filteredJoins().get(i);
			if (names.get(0) instanceof Step.Named first && relation.name().equals(first.name())) {
				return resolve(relation, names.subList(1, names.size()), -i - 1);
			}
		}
		return null;
	}

	private static ResolvedName resolve(QueryState.FilteredJoin relation, List<Step> names, int scope) {
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
		List<Hop> filtered = state.filteredJoins().get(-scope - 1).hops();
		int common = Math.min(hops.size(), filtered.size());
		boolean shared = common > 0 && hops.subList(0, common).equals(filtered.subList(0, common));
		return shared ? scope : 0;
	}

}
