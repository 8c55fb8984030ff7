package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Comparison;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.QueryState;
import io.asyncorm.sql.ColumnBinding;
import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import org.jspecify.annotations.Nullable;

/**
 * Compiles conditions over values of several columns, such as composite keys: equality
 * column by column, which every index serves, and all else by row values.
 */
final class CompositeConditions {

	private final ExpressionCompiler expressions;

	CompositeConditions(ExpressionCompiler expressions) {
		this.expressions = expressions;
	}

	/**
	 * A key is missing as a whole where one of its columns is, an embedded value where
	 * all of them are.
	 */
	SqlCondition isNull(Expression.IsNull condition) {
		ModelField field = CompositeColumns.field(condition.operand());
		boolean embedded = field != null && field.isEmbedded();
		List<SqlCondition> each = CompositeColumns.of(condition.operand())
			.stream()
			.<SqlCondition>map(
					(column) -> new SqlCondition.IsNull(this.expressions.expression(column), !condition.missing()))
			.toList();
		return (condition.missing() != embedded) ? new SqlCondition.Or(each) : new SqlCondition.And(each);
	}

	/**
	 * @param negated whether an odd number of negations stands around it
	 */
	SqlCondition test(Expression.Test test, boolean negated) {
		Lookup lookup = test.lookup();
		List<Expression> columns = CompositeColumns.of(test.operand());
		if (test.value() instanceof Expression.Items items) {
			return lookup.equals(Lookups.RANGE)
					? and(List.of(ordered(test, columns, ComparisonOperator.GREATER_OR_EQUAL, items.items().get(0)),
							ordered(test, columns, ComparisonOperator.LESS_OR_EQUAL, items.items().get(1))))
					: new SqlCondition.Or(
							items.items().stream().map((item) -> test(one(test, item), negated)).toList());
		}
		if (lookup.equals(Lookups.IN) || lookup.equals(Lookups.IN_OR_MISSING)) {
			SqlCondition in = in(test, columns);
			return lookup.equals(Lookups.IN) ? guarded(test, in, negated)
					: new SqlCondition.Or(List.of(in, isNull(new Expression.IsNull(test.operand(), true))));
		}
		if (lookup.equals(Lookups.EXACT) && !(test.value() instanceof Expression.Subquery)) {
			return equal(test, columns, negated);
		}
		List<Comparison> comparisons = lookup.comparisons();
		if (comparisons.size() != 1) {
			throw new FieldException("Lookup '" + lookup.name() + "' cannot be used with a key of several columns");
		}
		return guarded(test, ordered(test, columns, comparisons.get(0).operator(), test.value()), negated);
	}

	/** A single value is compared by itself, several are bound together. */
	private static Expression.Test one(Expression.Test test, Expression item) {
		boolean arrays = item instanceof Expression.Tuple tuple && tuple.items().get(0) instanceof Expression.Slot slot
				&& slot.array();
		return new Expression.Test(test.operand(), arrays ? test.lookup() : Lookups.EXACT, item);
	}

	private SqlCondition equal(Expression.Test test, List<Expression> columns, boolean negated) {
		List<Expression> values = CompositeColumns.of(test.value());
		requireColumns(columns, values);
		List<SqlCondition> equal = new ArrayList<>(columns.size());
		for (int i = 0; i < columns.size(); i++) {
			equal.add(this.expressions.condition(new Expression.Test(columns.get(i), Lookups.EXACT, values.get(i)),
					negated));
		}
		return and(equal);
	}

	private SqlCondition in(Expression.Test test, List<Expression> columns) {
		if (test.value() instanceof Expression.Subquery subquery) {
			return new SqlCondition.InQuery(row(test, columns),
					this.expressions.subquery((QueryState) subquery.query()));
		}
		return new SqlCondition.AnyRow(row(test, columns), values(test, columns, test.value()).values());
	}

	private SqlCondition ordered(Expression.Test test, List<Expression> columns, ComparisonOperator operator,
			Expression value) {
		SqlExpression other = (value instanceof Expression.Subquery) ? this.expressions.expression(value)
				: values(test, columns, value);
		return new SqlCondition.Comparison(operator, row(test, columns), other);
	}

	/** Behind a negation, what is missing must count as not matched. */
	private SqlCondition guarded(Expression.Test test, SqlCondition condition, boolean negated) {
		return (negated && this.expressions.isNullable(test.operand()))
				? and(List.of(condition, isNull(new Expression.IsNull(test.operand(), false)))) : condition;
	}

	private SqlExpression row(Expression.Test test, List<Expression> columns) {
		return new SqlExpression.Row(columns.stream().map((column) -> {
			ColumnBinding binding = binding(test, column);
			return (binding != null) ? this.expressions.column(column) : this.expressions.expression(column);
		}).toList());
	}

	private SqlExpression.Row values(Expression.Test test, List<Expression> columns, Expression value) {
		List<Expression> values = CompositeColumns.of(value);
		requireColumns(columns, values);
		List<SqlExpression> sql = new ArrayList<>(values.size());
		for (int i = 0; i < values.size(); i++) {
			ColumnBinding binding = binding(test, columns.get(i));
			sql.add((values.get(i) instanceof Expression.Slot slot) ? StoredFields.parameter(slot, binding)
					: this.expressions.expression(values.get(i)));
		}
		return new SqlExpression.Row(sql);
	}

	private static @Nullable ColumnBinding binding(Expression.Test test, Expression column) {
		return (test.value() instanceof Expression.Tuple tuple)
				? StoredFields.ofColumn(new Expression.Test(column, test.lookup(), tuple.items().get(0))) : null;
	}

	private static void requireColumns(List<Expression> columns, List<Expression> values) {
		if (columns.size() != values.size()) {
			throw new FieldException("A key of " + columns.size() + " columns cannot be compared with what has "
					+ values.size() + ": give one value for each");
		}
	}

	private static SqlCondition and(List<SqlCondition> conditions) {
		return (conditions.size() == 1) ? conditions.get(0) : new SqlCondition.And(conditions);
	}

}
