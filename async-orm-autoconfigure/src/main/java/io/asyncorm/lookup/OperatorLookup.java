package io.asyncorm.lookup;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlOperator;

/**
 * An operator between two arrays or two ranges, such as {@code contains} and
 * {@code overlap}.
 */
record OperatorLookup(String name, Fields fields, SqlOperator operator) implements Lookup {

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		return new SqlCondition.Operation(this.operator, operand, values[0]);
	}

}
