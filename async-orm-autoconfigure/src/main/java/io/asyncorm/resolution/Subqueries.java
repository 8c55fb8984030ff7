package io.asyncorm.resolution;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.QueryState;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Checks and creates subqueries: as a single value, as the values of a lookup such as
 * {@code in}, and as {@code EXISTS}.
 */
final class Subqueries {

	private Subqueries() {
	}

	/** A subquery that is a single value: it must select one column. */
	static Expression.Subquery value(QueryState state) {
		if (state.selection() instanceof QueryState.Instances && state.model().fields().size() > 1) {
			throw new FieldException("A query set that is used as a value must select one column: '"
					+ state.model().name() + "' objects are none; add values(...) with one name");
		}
		QueryState query = selecting(state, state.model().key());
		if (query.selection() instanceof QueryState.Columns columns && columns.columns().size() != 1) {
			throw new FieldException(
					"A query set that is a value must have one column, not " + columns.columns().size());
		}
		return new Expression.Subquery(query);
	}

	/**
	 * A subquery that a field is compared with.
	 * @param named the field
	 * @param bare whether the query set itself is the value; as in Django, of one in
	 * {@code subquery(...)} the user knows that it has one row
	 * @param where the whole keyword, for messages
	 */
	static Expression.Subquery values(QueryState state, Lookup lookup, ResolvedName named, boolean bare, String where) {
		boolean instances = state.selection() instanceof QueryState.Instances;
		ModelField target = named.targetField();
		if (instances && target != null && target.model() != state.model()) {
			throw new InvalidDataAccessApiUsageException(
					"'" + where + "' leads to '" + target.model().name() + "', not to '" + state.model().name() + "'");
		}
		if (state.selection() instanceof QueryState.Columns columns && columns.columns().size() != 1) {
			throw new InvalidDataAccessApiUsageException(
					"'" + where + "' takes a query set of one column, not of " + columns.columns().size());
		}
		if (bare && lookup.equals(Lookups.EXACT)
				&& !(state.limit() instanceof Expression.Value limit && Long.valueOf(1).equals(limit.value()))) {
			throw new InvalidDataAccessApiUsageException(
					"'" + where + "' takes a query set of one row: cut it with slice(0, 1), or ask with in");
		}
		return new Expression.Subquery(selecting(state, (target != null) ? target : state.model().key()));
	}

	/**
	 * Refuses to compare a key of several columns with a part of one, which a query of
	 * single values may select.
	 * @param operand what the subquery is compared with
	 */
	static Expression.Subquery ofAllColumns(Expression.Subquery subquery, Expression operand, String where) {
		if (!(((QueryState) subquery.query()).selection() instanceof QueryState.Columns selected)) {
			return subquery;
		}
		int wanted = CompositeColumns.of(operand).size();
		Expression given = selected.columns().get(0).value();
		int found = CompositeColumns.of(given).size();
		if (wanted != found) {
			throw new InvalidDataAccessApiUsageException("'" + where + "' compares " + columns(wanted)
					+ ", and the query set selects '" + selected.columns().get(0).name() + "', which has "
					+ columns(found) + ((wanted > 1) ? ": select the whole key, by values(\"pk\"), or leave values out"
							: ": select one of these, by values(...)"));
		}
		return subquery;
	}

	private static String columns(int count) {
		return (count == 1) ? "one column" : count + " columns";
	}

	/** {@code EXISTS}, which needs no columns. */
	static Expression exists(QueryState state) {
		if (state.isEmpty()) {
			return Expression.FALSE;
		}
		boolean plain = state.selection() instanceof QueryState.Instances && state.distinct() == null
				&& state.combination() == null;
		return new Expression.Exists(plain ? QueryEdits.select(state, new QueryState.Columns(List.of())) : state);
	}

	/** Selects a field, if the query selects objects. */
	private static QueryState selecting(QueryState state, ModelField field) {
		return (state.selection() instanceof QueryState.Columns) ? state : QueryEdits.select(state, field);
	}

}
