package io.asyncorm.plan;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.Subselect;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;

/**
 * Tells whether a query set gives something else to each tenant: it reads rows that
 * belong to tenants ({@code @Model(distributedBy)}), of its own model, or of others that
 * it joins, asks in a subquery or prefetches. Used by one thread.
 *
 * @since 0.1.0
 */
public final class TenantTables {

	private boolean found;

	private TenantTables() {
	}

	/** Whether a query set reads any. */
	public static boolean areReadBy(QueryState state) {
		TenantTables tables = new TenantTables();
		tables.visit(state);
		return tables.found;
	}

	private void visit(QueryState state) {
		if (this.found) {
			return;
		}
		visit(state.model());
		if (state.selection() instanceof QueryState.Instances instances) {
			instances.related().forEach(this::visitPath);
			instances.joined().forEach((joined) -> joined.related().forEach(this::visitPath));
		}
		state.filteredJoins().forEach((join) -> visitHops(join.hops()));
		state.forEach(this::visit, this::visit);
		visit(state.prefetches());
	}

	private void visit(Prefetches prefetches) {
		prefetches.branches().forEach((branch) -> {
			visitHops(branch.relation().hops());
			Prefetches.Source source = branch.source();
			if (source != null) {
				visit(source.state());
			}
			visit(branch.nested());
		});
	}

	private void visit(Expression expression) {
		switch (expression) {
			case Expression.Column column -> visitHops(column.hops());
			case Expression.Subquery subquery -> visit(subquery.query());
			case Expression.Exists exists -> visit(exists.query());
			default -> {
				// has no table of its own
			}
		}
		expression.forEachChild(this::visit);
	}

	private void visit(Subselect query) {
		visit(QueryStateHolder.stateOf(query));
	}

	private void visitPath(List<ModelRelation> path) {
		path.forEach((relation) -> visitHops(relation.hops()));
	}

	private void visitHops(List<Hop> hops) {
		hops.forEach((hop) -> visit(hop.target()));
	}

	private void visit(ModelMetadata<?> model) {
		this.found |= model.tenantField() != null;
	}

}
