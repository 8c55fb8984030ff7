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
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.FilteredJoin;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

/**
 * Resolves Django's {@code FilteredRelation}: a join with a further condition, under a
 * name of its own.
 */
final class FilteredRelations {

	private FilteredRelations() {
	}

	/**
	 * Adds a filtered relation to a query set. As in Django, it may lead on from an
	 * earlier one, and stands for its name before any other.
	 */
	static QueryState add(QueryState state, LookupRegistry lookups, String name, FilteredRelation<?> relation) {
		List<Step> names = ExpressionAccess.steps(relation);
		int parent = scope(state, names);
		ModelMetadata<?> start = (parent < 0) ? joined(state, parent).target() : state.model();
		List<Step> further = (parent < 0) ? names.subList(1, names.size()) : names;
		FieldPath path = further.isEmpty() ? null : FieldPath.walk(start, further, List.of());
		if (path == null || path.relation() == null || !path.rest().isEmpty()) {
			throw new FieldException("'" + FieldPath.quoted(names) + "' is no relation of '" + start.name()
					+ "', so its objects cannot be filtered");
		}
		List<Hop> hops = new ArrayList<>((parent < 0) ? joined(state, parent).hops() : List.of());
		path.relations().forEach((step) -> hops.addAll(step.hops()));
		requireWithin(state, names, ExpressionAccess.tree(relation));
		List<FilteredJoin> relations = new ArrayList<>(state.filteredJoins());
		relations.add(new FilteredJoin(name, parent, hops, path.target(), Expression.TRUE));
		QueryState named = state.mutate().filteredJoins(relations).build();
		Expression condition = new ExpressionResolver(named, lookups, -relations.size())
			.resolve(ExpressionAccess.tree(relation));
		relations.set(relations.size() - 1, relations.getLast().on(condition));
		return named.mutate().filteredJoins(relations).build();
	}

	/**
	 * As in Django, the condition can name fields of the model that the relation leads
	 * to, of those in between, and of the first one: it is part of the relation's
	 * {@code ON} clause, where nothing further is joined.
	 */
	private static void requireWithin(QueryState state, List<Step> relation, Expression condition) {
		if (condition instanceof Expression.Keyword keyword) {
			List<Step> rest = rest(state, keyword.path());
			int fields = keyword.path().size() - rest.size();
			if (fields > relation.size() + 1) {
				throw new FieldException("The condition of a filtered relation cannot go further than the relation '"
						+ FieldPath.quoted(relation) + "' itself, as '" + FieldPath.quoted(keyword.path())
						+ "' does: filter by the name of the filtered relation instead");
			}
			List<Step> prefix = keyword.path().subList(0, Math.max(0, fields - (rest.isEmpty() ? 2 : 1)));
			for (int i = 0; i < Math.min(prefix.size(), relation.size()); i++) {
				if (!FieldPath.text(prefix.get(i)).equals(FieldPath.text(relation.get(i)))) {
					throw new FieldException("The condition of a filtered relation must be about the relation '"
							+ FieldPath.quoted(relation) + "', which '" + FieldPath.quoted(keyword.path())
							+ "' is not");
				}
			}
			return;
		}
		condition.forEachChild((child) -> requireWithin(state, relation, child));
	}

	/** The names behind those of fields and relations. */
	private static List<Step> rest(QueryState state, List<Step> names) {
		int scope = scope(state, names);
		return (scope < 0) ? resolve(joined(state, scope), names.subList(1, names.size()), scope).rest()
				: FieldPath.walk(state.model(), names, List.of()).rest();
	}

	/** Resolves names that begin with a filtered relation; null if they do not. */
	static @Nullable ResolvedName resolve(QueryState state, int within, List<Step> names) {
		int scope = scope(state, names);
		if (scope == 0) {
			return null;
		}
		ResolvedName resolved = resolve(joined(state, scope), names.subList(1, names.size()), scope);
		// In the condition of a relation that leads on from this one
		return (within < 0 && resolved.operand() instanceof Expression.Column column && leadsOn(state, within, column))
				? new ResolvedName(new Expression.Column(column.hops(), column.field(), within), resolved.targetField(),
						resolved.rest())
				: resolved;
	}

	private static boolean leadsOn(QueryState state, int scope, Expression.Column column) {
		FilteredJoin relation = joined(state, scope);
		if (relation.parent() != column.scope()) {
			return false;
		}
		int shared = joined(state, relation.parent()).hops().size();
		return column.hops().size() > shared && column.hops().get(shared).equals(relation.hops().get(shared));
	}

	/** The scope of the filtered relation that names begin with; 0 if there is none. */
	static int scope(QueryState state, List<Step> names) {
		return (names.get(0) instanceof Step.Named first) ? scope(state, first.name()) : 0;
	}

	/** The scope of the latest filtered relation of a name; 0 if there is none. */
	static int scope(QueryState state, String name) {
		for (int i = state.filteredJoins().size() - 1; i >= 0; i--) {
			if (Names.sameWords(state.filteredJoins().get(i).name(), name)) {
				return -i - 1;
			}
		}
		return 0;
	}

	private static FilteredJoin joined(QueryState state, int scope) {
		return FilteredJoin.ofScope(state.filteredJoins(), scope);
	}

	private static ResolvedName resolve(FilteredJoin relation, List<Step> names, int scope) {
		ModelMetadata<?> target = relation.target();
		boolean further = !names.isEmpty() && names.get(0) instanceof Step.Named next
				&& (target.findField(next.name()) != null || target.findRelation(next.name()) != null);
		if (!further) {
			return new ResolvedName(new Expression.Column(relation.hops(), target.key(), scope), target.key(), names);
		}
		FieldPath path = FieldPath.walk(target, names, List.of());
		List<Hop> hops = new ArrayList<>(relation.hops());
		hops.addAll(path.hops());
		ModelField targetField = (path.relation() != null) ? path.targetField() : null;
		return new ResolvedName(new Expression.Column(hops, path.field(), scope), targetField, path.rest());
	}

	/**
	 * The scope of a column in the condition of a filtered relation; 0 in any other
	 * place.
	 */
	static int scope(QueryState state, int scope, List<Hop> hops) {
		if (joined(state, scope).parent() < 0) {
			return 0;
		}
		List<Hop> filtered = joined(state, scope).hops();
		int common = Math.min(hops.size(), filtered.size());
		boolean shared = common > 0 && hops.subList(0, common).equals(filtered.subList(0, common));
		return shared ? scope : 0;
	}

}
