package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.JsonExpression;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.Operands;
import io.asyncorm.plan.QueryState;
import io.asyncorm.sql.ArithmeticOperator;
import io.asyncorm.sql.ColumnBinding;
import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.JsonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Compiles resolved conditions to SQL: what a lookup asks of its operand, and how
 * conditions are combined and negated. Part of the {@link ExpressionCompiler} of a
 * select.
 */
final class ConditionCompiler {

	/** Terms of a sum that are written one after the other. */
	private static final int LONGEST_SUM = 50;

	private final ExpressionCompiler values;

	private final JoinPlan joins;

	private final CompositeConditions composites;

	/**
	 * @param values compiles the operands
	 */
	ConditionCompiler(ExpressionCompiler values, JoinPlan joins) {
		this.values = values;
		this.joins = joins;
		this.composites = new CompositeConditions(values);
	}

	/**
	 * @param negated whether an odd number of negations stands around it
	 */
	SqlCondition compile(Expression condition, boolean negated) {
		return switch (condition) {
			case Expression.And and -> new SqlCondition.And(conditions(and.operands(), negated));
			case Expression.Or or -> new SqlCondition.Or(conditions(or.operands(), negated));
			case Expression.Xor xor -> xor(xor.operands(), negated);
			case Expression.Not not -> new SqlCondition.Not(compile(not.operand(), !negated));
			case Expression.IsNull isNull when CompositeColumns.isComposite(isNull.operand()) ->
				this.composites.isNull(isNull);
			case Expression.Test test when CompositeColumns.isComposite(test.operand()) ->
				this.composites.test(test, negated);
			case Expression.IsNull isNull ->
				new SqlCondition.IsNull(this.values.expression(isNull.operand()), !isNull.missing());
			case Expression.Exists exists -> new SqlCondition.Exists(this.values.subquery((QueryState) exists.query()));
			case Expression.Test test -> negated ? guarded(test) : test(test);
			default -> new SqlCondition.Test(this.values.expression(condition));
		};
	}

	private List<SqlCondition> conditions(List<Expression> operands, boolean negated) {
		return operands.stream().map((operand) -> compile(operand, negated)).toList();
	}

	/**
	 * As in Django, XOR of several conditions holds where an odd number of them does; one
	 * that is unknown (null) counts as false.
	 */
	private SqlCondition xor(List<Expression> operands, boolean negated) {
		List<SqlCondition> conditions = conditions(operands, negated);
		SqlExpression held = sum(conditions.stream()
			.<SqlExpression>map((condition) -> new SqlExpression.Case(
					List.of(new SqlExpression.Branch(condition, new SqlExpression.Literal(1))),
					new SqlExpression.Literal(0)))
			.toList());
		SqlExpression odd = new SqlExpression.Arithmetic(ArithmeticOperator.MODULO, held, new SqlExpression.Literal(2));
		return new SqlCondition.And(List.of(new SqlCondition.Or(conditions),
				new SqlCondition.Comparison(ComparisonOperator.EQUAL, odd, new SqlExpression.Literal(1))));
	}

	/** Of many, as the sum of two sums, since databases nest sums as they are written. */
	private static SqlExpression sum(List<SqlExpression> values) {
		if (values.size() > LONGEST_SUM) {
			int half = values.size() / 2;
			return new SqlExpression.Arithmetic(ArithmeticOperator.PLUS, sum(values.subList(0, half)),
					sum(values.subList(half, values.size())));
		}
		return values.stream()
			.reduce((left, right) -> new SqlExpression.Arithmetic(ArithmeticOperator.PLUS, left, right))
			.orElse(new SqlExpression.Literal(0));
	}

	private SqlCondition test(Expression.Test test) {
		Lookup lookup = test.lookup();
		ColumnBinding ofColumn = StoredFields.ofColumn(test);
		SqlExpression operand = (ofColumn != null && test.operand() instanceof Expression.Column column)
				? ranked(test, this.joins.column(column)) : operand(test);
		boolean ofDocument = test.value() instanceof Expression.Slot || ExpressionTypes.isJson(test.value());
		if (ofDocument && Conversions.isDocument(test.operand()) && lookup.equals(Lookups.EXACT)) {
			boolean objects = test.value() instanceof Expression.Slot slot && slot.type() == Map.class;
			return new SqlCondition.Json(objects ? JsonOperator.EQUAL_OBJECTS : JsonOperator.EQUAL, operand,
					this.values.expression(test.value()));
		}
		List<Expression> values = (test.value() instanceof Expression.Items items) ? items.items()
				: List.of(test.value());
		return StoredFields.searching(test, lookup.toSql(operand,
				values.stream().map((value) -> compared(test, value, ofColumn)).toArray(SqlExpression[]::new)));
	}

	/**
	 * @param ofColumn how values are bound that are compared with a column itself
	 */
	private SqlExpression compared(Expression.Test test, Expression value, @Nullable ColumnBinding ofColumn) {
		ColumnBinding binding = (ofColumn != null) ? ofColumn : StoredFields.searched(test);
		if (binding != null && value instanceof Expression.Slot slot) {
			return ranked(test, StoredFields.parameter(slot, binding));
		}
		boolean asText = StoredFields.isOfOthers(test.lookup());
		return ranked(test, this.values.beside(value, asText ? null : StoredFields.find(test.operand())));
	}

	private static SqlExpression ranked(Expression.Test test, SqlExpression value) {
		return test.lookup().comparesOrder() ? EnumOrder.number(test.operand(), value) : value;
	}

	private SqlExpression operand(Expression.Test test) {
		SqlExpression operand = this.values.expression(test.operand());
		if (test.lookup().comparesOrder()) {
			return ranked(test, Conversions.toSort(test.operand(), operand));
		}
		if (!test.lookup().readsText()) {
			return operand;
		}
		ColumnBinding searched = StoredFields.searched(test);
		if (searched != null) {
			return (searched.cast() != null) ? new SqlExpression.CastToOwn(operand, searched.cast()) : operand;
		}
		return new SqlExpression.Cast(Conversions.to(SqlType.TEXT, test.operand(), operand), SqlType.TEXT);
	}

	/**
	 * Behind a negation, a column that is null must count as not matched, where SQL would
	 * leave the whole condition unknown. As in Django, JSON's own null is compared
	 * without that.
	 */
	private SqlCondition guarded(Expression.Test test) {
		if (test.lookup().answersMissing()) {
			return test(test);
		}
		Expression.Column operand = Operands.column(test.operand());
		List<SqlCondition> parts = new ArrayList<>();
		parts.add(test(test));
		boolean ofNull = test.value() instanceof JsonExpression.JsonNull;
		if (operand != null && !ofNull && this.joins.isNullable(operand)) {
			parts.add(new SqlCondition.IsNull(this.joins.column(operand), true));
		}
		// As in Django, the other side's own nulls count, not those of a missing row
		if (test.value() instanceof Expression.Column value && value.field().nullable()) {
			parts.add(new SqlCondition.IsNull(this.joins.column(value), true));
		}
		return (parts.size() == 1) ? parts.get(0) : new SqlCondition.And(parts);
	}

}
