package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Aggregation;
import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * The order of an enum where the database would compare its values as texts: each counts
 * as its number in the order of the column.
 */
final class EnumOrder {

	private EnumOrder() {
	}

	/**
	 * The number of a value among those of an enum; the value itself if it is of none.
	 * @param enumeration an expression that says the enum
	 */
	static SqlExpression number(Expression enumeration, SqlExpression value) {
		List<String> labels = StoredFields.order(enumeration);
		return labels.isEmpty() ? value : number(labels, value);
	}

	/** As for ORDER BY, where databases sort a column itself as they should. */
	static SqlExpression sorted(Expression value, SqlExpression sql) {
		return (sql instanceof SqlExpression.Column) ? sql : number(value, sql);
	}

	/** The least or greatest value of an enum: that with the least or greatest number. */
	static SqlExpression extreme(Expression.Aggregate aggregate, SqlExpression.Aggregate sql) {
		Expression operand = aggregate.operand();
		boolean extreme = aggregate.function() == Aggregation.MIN || aggregate.function() == Aggregation.MAX;
		List<String> labels = (extreme && operand != null) ? StoredFields.order(operand) : List.of();
		if (labels.isEmpty()) {
			return sql;
		}
		SqlExpression number = new SqlExpression.Aggregate(sql.function(),
				List.of(number(labels, sql.arguments().get(0))), sql.distinct(), sql.filter(), sql.order());
		List<SqlExpression.Branch> branches = new ArrayList<>();
		for (int i = 0; i < labels.size(); i++) {
			branches.add(branch(number, new SqlExpression.Literal(i + 1), new SqlExpression.Text(labels.get(i))));
		}
		return new SqlExpression.Case(branches, new SqlExpression.Null());
	}

	private static SqlExpression number(List<String> labels, SqlExpression value) {
		List<SqlExpression.Branch> branches = new ArrayList<>();
		for (int i = 0; i < labels.size(); i++) {
			branches.add(branch(value, new SqlExpression.Text(labels.get(i)), new SqlExpression.Literal(i + 1)));
		}
		return new SqlExpression.Case(branches, new SqlExpression.Null());
	}

	private static SqlExpression.Branch branch(SqlExpression value, SqlExpression equal, SqlExpression then) {
		return new SqlExpression.Branch(new SqlCondition.Comparison(ComparisonOperator.EQUAL, value, equal), then);
	}

}
