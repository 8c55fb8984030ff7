package io.asyncorm.expression;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Maps and visits the children of expression nodes: the one place that has to know a new
 * node, for everything that walks through trees.
 */
final class ExpressionChildren {

	private ExpressionChildren() {
	}

	/**
	 * The same node over other children; leaves, and lists of which nothing changes, come
	 * back as they are.
	 */
	static Expression map(Expression expression, UnaryOperator<Expression> mapper) {
		return switch (expression) {
			case Expression.Reference leaf -> leaf;
			case Expression.Keyword leaf -> leaf;
			case Expression.Compared compared ->
				new Expression.Compared(mapper.apply(compared.operand()), compared.path(), compared.value());
			case Expression.Value leaf -> leaf;
			case Expression.Slot leaf -> leaf;
			case Expression.Column leaf -> leaf;
			case Expression.Subquery leaf -> leaf;
			case Expression.Position leaf -> leaf;
			case Expression.Derived leaf -> leaf;
			case Expression.Exists leaf -> leaf;
			case JsonExpression.JsonNull leaf -> leaf;
			case Expression.Func func ->
				new Expression.Func(func.function(), ExpressionAccess.each(func.arguments(), mapper), func.type());
			case Expression.NamedFunc func ->
				new Expression.NamedFunc(func.name(), ExpressionAccess.each(func.arguments(), mapper), func.type());
			case Expression.OrElse orElse ->
				new Expression.OrElse(mapper.apply(orElse.value()), mapper.apply(orElse.otherwise()));
			case TemporalExpression.Extract extract -> new TemporalExpression.Extract(extract.part(),
					mapper.apply(extract.operand()), extract.zone(), extract.type());
			case TemporalExpression.Truncate truncate -> new TemporalExpression.Truncate(truncate.part(),
					mapper.apply(truncate.operand()), truncate.zone(), truncate.type());
			case Expression.RawSql raw ->
				new Expression.RawSql(raw.pieces(), ExpressionAccess.each(raw.operands(), mapper));
			case Expression.Case choice -> new Expression.Case(choice.branches()
				.stream()
				.map((when) -> new CaseBranch(mapper.apply(when.condition()), mapper.apply(when.value())))
				.toList(), mapper.apply(choice.otherwise()));
			case Expression.Cast cast ->
				new Expression.Cast(mapper.apply(cast.operand()), cast.type(), cast.size(), cast.scale());
			case Expression.Typed typed -> new Expression.Typed(mapper.apply(typed.operand()), typed.type());
			case Expression.Collate collate ->
				new Expression.Collate(mapper.apply(collate.operand()), collate.collation());
			case TemporalExpression.AtZone atZone ->
				new TemporalExpression.AtZone(mapper.apply(atZone.operand()), atZone.zone());
			case JsonExpression.JsonPath json ->
				new JsonExpression.JsonPath(mapper.apply(json.operand()), json.keys(), json.text());
			case JsonExpression.JsonObject json ->
				new JsonExpression.JsonObject(json.keys(), ExpressionAccess.each(json.values(), mapper));
			case Expression.Window window -> new Expression.Window(mapper.apply(window.function()),
					ExpressionAccess.each(window.partition(), mapper),
					ExpressionAccess.each(window.order(), (sort) -> sort.map(mapper)), window.frame());
			case Expression.Xor xor -> new Expression.Xor(ExpressionAccess.each(xor.operands(), mapper));
			case Expression.Outer outer -> new Expression.Outer(mapper.apply(outer.operand()));
			case Expression.Annotation annotation -> {
				Expression value = mapper.apply(annotation.value());
				yield (value == annotation.value()) ? annotation : new Expression.Annotation(annotation.name(), value);
			}
			case Expression.Arithmetic arithmetic -> new Expression.Arithmetic(arithmetic.operator(),
					mapper.apply(arithmetic.left()), mapper.apply(arithmetic.right()));
			case Expression.Aggregate aggregate -> aggregate(aggregate, mapper);
			case Expression.Tuple tuple -> new Expression.Tuple(ExpressionAccess.each(tuple.items(), mapper));
			case Expression.Items items -> new Expression.Items(ExpressionAccess.each(items.items(), mapper));
			case Expression.IsNull isNull -> new Expression.IsNull(mapper.apply(isNull.operand()), isNull.missing());
			case Expression.Test test ->
				new Expression.Test(mapper.apply(test.operand()), test.lookup(), mapper.apply(test.value()));
			case Expression.And and -> new Expression.And(ExpressionAccess.each(and.operands(), mapper));
			case Expression.Or or -> new Expression.Or(ExpressionAccess.each(or.operands(), mapper));
			case Expression.Not not -> new Expression.Not(mapper.apply(not.operand()));
		};
	}

	private static Expression.Aggregate aggregate(Expression.Aggregate aggregate, UnaryOperator<Expression> mapper) {
		Expression operand = mapIfAny(aggregate.operand(), mapper);
		Expression filter = mapIfAny(aggregate.filter(), mapper);
		Expression delimiter = mapIfAny(aggregate.delimiter(), mapper);
		List<SortTerm> order = ExpressionAccess.each(aggregate.order(), (sort) -> sort.map(mapper));
		boolean same = operand == aggregate.operand() && filter == aggregate.filter()
				&& delimiter == aggregate.delimiter() && order == aggregate.order();
		return same ? aggregate : new Expression.Aggregate(aggregate.function(), operand, aggregate.distinct(), filter,
				delimiter, order);
	}

	private static @Nullable Expression mapIfAny(@Nullable Expression expression, UnaryOperator<Expression> mapper) {
		return (expression != null) ? mapper.apply(expression) : null;
	}

	/** Whether a test holds for one of the children. */
	static boolean any(Expression expression, Predicate<Expression> test) {
		return switch (expression) {
			// As in visit()
			case Expression.Test lookup -> test.test(lookup.operand()) || test.test(lookup.value());
			case Expression.Column leaf -> false;
			case Expression.Value leaf -> false;
			default -> {
				boolean[] found = { false };
				visit(expression, (child) -> found[0] = found[0] || test.test(child));
				yield found[0];
			}
		};
	}

	/** Shows every child to a visitor. */
	static void visit(Expression expression, Consumer<Expression> visitor) {
		switch (expression) {
			// The most common ones, of which no copies are made only to look at them
			case Expression.Test test -> {
				visitor.accept(test.operand());
				visitor.accept(test.value());
			}
			case Expression.And and -> and.operands().forEach(visitor);
			case Expression.Or or -> or.operands().forEach(visitor);
			case Expression.Not not -> visitor.accept(not.operand());
			default -> map(expression, (child) -> {
				visitor.accept(child);
				return child;
			});
		}
	}

}
