package io.asyncorm.lookup;

import java.util.List;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * {@code exact}, {@code gt}, {@code lte} and their like: compares a field with a value of
 * its own type.
 *
 * @param nulls what a null stands for
 * @param comparisons the one comparison
 */
record ComparisonLookup(String name, Nulls nulls, List<Comparison> comparisons) implements Lookup {

	static ComparisonLookup of(String name, Nulls nulls, Comparison comparison) {
		return new ComparisonLookup(name, nulls, List.of(comparison));
	}

	@Override
	public boolean suitsRelations() {
		return true;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		return new SqlCondition.Comparison(this.comparisons.get(0).operator(), operand, values[0]);
	}

}
