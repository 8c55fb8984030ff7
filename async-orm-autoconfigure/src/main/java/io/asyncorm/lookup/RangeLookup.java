package io.asyncorm.lookup;

import java.util.List;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * {@code range}: between two values, both included.
 */
record RangeLookup() implements Lookup {

	private static final List<Comparison> ENDS = List.of(Comparison.GREATER_OR_EQUAL, Comparison.LESS_OR_EQUAL);

	@Override
	public String name() {
		return "range";
	}

	@Override
	public Arity arity() {
		return Arity.TWO;
	}

	@Override
	public List<Comparison> comparisons() {
		return ENDS;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		return new SqlCondition.Between(operand, values[0], values[1]);
	}

}
