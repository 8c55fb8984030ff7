package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.MissingTenantException;
import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out rows of other tenants ({@code @Model(distributedBy)}): those of a query by a
 * filter, those that it joins by a condition of the join. Between models that both belong
 * to tenants, the columns of the join are enough.
 *
 * @since 0.1.0
 */
public final class TenantRows {

	private TenantRows() {
	}

	/** The filters of a query, and the one that leaves out such rows. */
	static QueryState of(QueryState state) {
		ModelField field = state.model().tenantField();
		if (field == null || state.combination() != null || isAll(require(state.tenant(), field))) {
			return state;
		}
		List<Expression> filters = new ArrayList<>();
		filters.add(new Expression.Test(new Expression.Column(List.of(), field, 0), Lookups.EXACT,
				require(state.tenant(), field)));
		filters.addAll(state.filters());
		return state.mutate().filters(filters).build();
	}

	/**
	 * The condition that the rows of a table are those of the tenant; null if it is meant
	 * for all, or no row belongs to any.
	 * @param tenant whose rows; see {@link QueryState#tenant()}
	 * @param alias what the table is called
	 */
	public static @Nullable SqlCondition condition(ModelMetadata<?> model, @Nullable Expression tenant, String alias) {
		ModelField field = model.tenantField();
		if (field == null || isAll(require(tenant, field)) || !(tenant instanceof Expression.Slot slot)) {
			return null;
		}
		Expression.Test test = new Expression.Test(new Expression.Column(List.of(), field, 0), Lookups.EXACT, slot);
		return new SqlCondition.Comparison(ComparisonOperator.EQUAL, new SqlExpression.Column(alias, field.column()),
				StoredFields.parameter(slot, StoredFields.ofColumn(test)));
	}

	/** The same of a table that is joined to one whose rows belong to no tenant. */
	static @Nullable SqlCondition joined(Hop hop, @Nullable Expression tenant, String alias) {
		return (hop.source().tenantField() == null) ? condition(hop.target(), tenant, alias) : null;
	}

	/** Whether a query may read rows that belong to tenants, of itself. */
	static boolean mayBeRead(QueryState state) {
		if (state.model().tenantField() != null) {
			return true;
		}
		boolean[] found = { state.selection() instanceof QueryState.Instances instances
				&& !(instances.related().isEmpty() && instances.joined().isEmpty())
				|| !state.filteredJoins().isEmpty() };
		if (!found[0]) {
			state.forEach((expression) -> found[0] |= joins(expression), (part) -> {
			});
		}
		return found[0];
	}

	/** Whether an expression may lead to rows of another table. */
	static boolean joins(Expression expression) {
		boolean[] found = { switch (expression) {
			case Expression.Column column -> !column.hops().isEmpty();
			case Expression.Subquery subquery -> mayBeJoined((QueryState) subquery.query());
			case Expression.Exists exists -> mayBeJoined((QueryState) exists.query());
			default -> false;
		} };
		if (!found[0]) {
			expression.forEachChild((child) -> found[0] |= joins(child));
		}
		return found[0];
	}

	/** A subquery may refer to what the query around it joins. */
	private static boolean mayBeJoined(QueryState subquery) {
		boolean[] found = new boolean[1];
		subquery.forEach((expression) -> found[0] |= joins(expression), (part) -> found[0] |= mayBeJoined(part));
		return found[0];
	}

	private static boolean isAll(Expression tenant) {
		return tenant.equals(Expression.TRUE);
	}

	private static Expression require(@Nullable Expression tenant, ModelField field) {
		if (tenant == null) {
			throw MissingTenantException.of("A row of '" + field.model().name() + "'", field.name());
		}
		return tenant;
	}

}
