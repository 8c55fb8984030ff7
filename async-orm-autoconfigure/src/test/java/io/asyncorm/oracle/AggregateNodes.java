package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Aggregate;
import io.asyncorm.expression.Aggregates;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Order;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Django's aggregates are called in the API.
 */
final class AggregateNodes {

	private final ExpressionNodes expressions;

	AggregateNodes(ExpressionNodes expressions) {
		this.expressions = expressions;
	}

	Expr<Object> aggregate(String name, JsonNode node) {
		Arguments arguments = Arguments.of(name, node);
		Aggregate<Object> aggregate = of(name, arguments.positional().get(0), arguments.at(1));
		if (arguments.flag("distinct")) {
			aggregate = aggregate.distinct();
		}
		JsonNode order = arguments.get("order_by");
		if (order != null && !(order.isArray() && order.isEmpty())) {
			List<Order> terms = new ArrayList<>();
			ExpressionNodes.each(order, (term) -> terms.add(this.expressions.order(term)));
			aggregate = aggregate.orderBy(terms.toArray(Order[]::new));
		}
		JsonNode filter = arguments.get("filter");
		if (filter != null) {
			aggregate = aggregate.filter(this.expressions.condition(filter));
		}
		JsonNode otherwise = arguments.get("default");
		Expr<Object> value = (otherwise != null) ? aggregate.orElse(this.expressions.given(otherwise)) : aggregate;
		JsonNode field = arguments.get("output_field");
		return (field != null) ? ExpressionNodes.typed(value, field) : value;
	}

	private Aggregate<Object> of(String name, JsonNode operand, @Nullable JsonNode second) {
		boolean all = operand.isString() && operand.stringValue().equals("*");
		boolean sample = second != null && second.asBoolean(false);
		Expr<Object> value = this.expressions.argument(operand);
		return switch (name) {
			case "Count" -> all ? Aggregates.count() : Aggregates.count(value);
			case "Sum" -> Aggregates.sum(value);
			case "Avg" -> Aggregates.avg(value);
			case "Min" -> Aggregates.min(value);
			case "Max" -> Aggregates.max(value);
			case "StdDev" -> sample ? Aggregates.stdDevOfSample(value) : Aggregates.stdDev(value);
			case "Variance" -> sample ? Aggregates.varianceOfSample(value) : Aggregates.variance(value);
			case "AnyValue" -> Aggregates.anyValue(value);
			case "BitAnd" -> Aggregates.bitAnd(value);
			case "BitOr" -> Aggregates.bitOr(value);
			case "BitXor" -> Aggregates.bitXor(value);
			case "StringAgg" ->
				Aggregates.stringAgg(value, (second != null) ? this.expressions.argument(second) : value);
			default -> throw new NotExpressible("an aggregate " + name);
		};
	}

}
