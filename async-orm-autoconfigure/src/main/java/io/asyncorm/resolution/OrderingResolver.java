package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.expression.Step;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.OrderTerm;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

/**
 * Resolves {@code orderBy()} to the terms of SQL's {@code ORDER BY}. As in Django, a
 * relation is ordered by the default ordering of its model, or by its key if it has none.
 */
final class OrderingResolver {

	private final QueryState state;

	private final ExpressionResolver resolver;

	OrderingResolver(QueryState state, LookupRegistry lookups) {
		this.state = state;
		this.resolver = new ExpressionResolver(state, lookups, 0);
	}

	List<SortTerm> resolve(List<SortTerm> terms) {
		List<SortTerm> orderings = new ArrayList<>(terms.size());
		for (SortTerm term : terms) {
			Expression selected = (term.value() instanceof Expression.Reference reference)
					? selected(FieldPath.text(reference.path())) : null;
			if (selected != null) {
				orderings.add(new SortTerm(selected, term.descending(), term.nullsFirst()));
			}
			else if (term.named() && term.value() instanceof Expression.Reference reference) {
				add(orderings, reference.path(), term.descending(), null, List.of());
			}
			else {
				Expression value = this.resolver.resolve(term.value());
				orderings.add(new SortTerm(value, term.descending(), term.nullsFirst()));
			}
		}
		return List.copyOf(orderings);
	}

	private void add(List<SortTerm> orderings, List<Step> path, boolean descending, @Nullable Boolean nullsFirst,
			List<ModelMetadata<?>> seen) {
		List<String> further = (nullsFirst == null) ? relatedOrdering(path, seen) : List.of();
		if (further.isEmpty()) {
			Expression value = this.resolver.resolve(new Expression.Reference(path));
			orderings.add(new SortTerm(value, descending, nullsFirst));
			return;
		}
		List<ModelMetadata<?>> through = new ArrayList<>(seen);
		through.add(FieldPath.walk(this.state.model(), path, List.of()).target());
		for (String text : further) {
			OrderTerm term = OrderTerm.parse(text);
			List<Step> extended = new ArrayList<>(path);
			extended.addAll(ExpressionAccess.steps(term.name()));
			Boolean nulls = term.nullsFirst();
			add(orderings, extended, descending != term.descending(),
					(nulls != null) ? Boolean.valueOf(nulls != descending) : null, through);
		}
	}

	/**
	 * The default ordering of the model that a path ends at; empty if it ends at a field
	 * or a key.
	 */
	private List<String> relatedOrdering(List<Step> path, List<ModelMetadata<?>> seen) {
		boolean ofOwnField = path.size() == 1 && FieldPath.findRelation(this.state.model(), path.get(0)) == null;
		if (ofOwnField || isAnnotation(path.get(0))) {
			return List.of();
		}
		FieldPath walked = FieldPath.walk(this.state.model(), path, List.of());
		if (walked.relation() == null || !walked.rest().isEmpty()) {
			return List.of();
		}
		ModelMetadata<?> target = walked.relation().target();
		if (seen.contains(target)) {
			throw new FieldException("The order of '" + this.state.model().name() + "' never ends: '"
					+ FieldPath.quoted(path) + "' leads back to '" + target.name() + "'");
		}
		return target.ordering();
	}

	private boolean isAnnotation(Step step) {
		return step instanceof Step.Named first && (Annotations.find(this.state.annotations(), first.name()) != null
				|| FilteredRelations.scope(this.state, first.name()) != 0);
	}

	/**
	 * As in Django, a value that is selected by this very name is what is sorted by; null
	 * if there is none.
	 */
	private @Nullable Expression selected(String name) {
		if (!(this.state.selection() instanceof QueryState.Columns columns)) {
			return null;
		}
		return columns.columns()
			.stream()
			.filter((column) -> Names.same(column.name(), name))
			.findFirst()
			.map(QueryState.Named::value)
			.orElse(null);
	}

}
