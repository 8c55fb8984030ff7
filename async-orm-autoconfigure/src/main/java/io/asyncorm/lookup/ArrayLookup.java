package io.asyncorm.lookup;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlOperator;

/**
 * Which elements two arrays have in common: {@code contains}, {@code contained_by} and
 * {@code overlap}.
 */
record ArrayLookup(String name, SqlOperator operator) implements Lookup {

	@Override
	public Fields fields() {
		return Fields.ARRAYS;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		return new SqlCondition.Operation(this.operator, operand, values[0]);
	}

}
