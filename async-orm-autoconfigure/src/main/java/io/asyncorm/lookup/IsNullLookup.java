package io.asyncorm.lookup;

import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * {@code isnull}: whether a field is null, or is not.
 */
record IsNullLookup() implements Lookup {

	@Override
	public String name() {
		return "isnull";
	}

	@Override
	public Class<?> valueType(Class<?> fieldType) {
		return Boolean.class;
	}

	@Override
	public boolean suitsRelations() {
		return true;
	}

	@Override
	public boolean answersMissing() {
		return true;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		return new SqlCondition.Comparison(ComparisonOperator.EQUAL, new SqlCondition.IsNull(operand, false),
				values[0]);
	}

}
