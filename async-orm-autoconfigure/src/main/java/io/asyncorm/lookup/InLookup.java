package io.asyncorm.lookup;

import java.util.List;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * {@code in}: equal to one of several values, which are bound as one array, or as several
 * where these are too many for one, unless the database computes some of them.
 *
 * @param orMissing whether a missing field matches, too
 */
record InLookup(boolean orMissing) implements Lookup {

	@Override
	public String name() {
		return "in";
	}

	@Override
	public Arity arity() {
		return Arity.MANY;
	}

	@Override
	public List<Comparison> comparisons() {
		return Lookups.EACH_EQUAL;
	}

	@Override
	public boolean suitsRelations() {
		return true;
	}

	@Override
	public boolean needsValues() {
		return !this.orMissing;
	}

	@Override
	public boolean answersMissing() {
		return this.orMissing;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		SqlCondition in = in(operand, values);
		return this.orMissing ? new SqlCondition.Or(List.of(in, new SqlCondition.IsNull(operand, false))) : in;
	}

	private static SqlCondition in(SqlExpression operand, SqlExpression... values) {
		if (values.length == 1 && values[0] instanceof SqlExpression.Subquery subquery) {
			return new SqlCondition.InQuery(operand, subquery.query());
		}
		List<SqlExpression> all = List.of(values);
		boolean arrays = !all.isEmpty() && all.stream().allMatch(SqlExpression.ArrayParameter.class::isInstance);
		return arrays ? new SqlCondition.AnyOf(operand, all) : new SqlCondition.InList(operand, all);
	}

}
