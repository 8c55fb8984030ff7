package io.asyncorm.oracle;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

import io.asyncorm.Orm;
import io.asyncorm.expression.Cases;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Order;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.Subselect;
import io.asyncorm.expression.Window;
import io.asyncorm.expression.WindowFrame;
import io.asyncorm.expression.WindowFunctions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the nodes of a case stand for in the API's expressions and conditions: one branch
 * for each kind of node, function and aggregate.
 */
final class ExpressionNodes {

	/** The nodes that are expressions, not values. */
	private static final List<String> EXPRESSIONS = List.of("$f", "$op", "$agg", "$fn", "$value", "$case", "$wrap",
			"$index", "$window", "$outer", "$subquery", "$q", "$and", "$or", "$xor", "$not", "$exists");

	private final Nodes nodes;

	ExpressionNodes(Nodes nodes) {
		this.nodes = nodes;
	}

	/** An expression; a plain value is none. */
	Expr<Object> expression(JsonNode node) {
		String kind = Nodes.kind(node);
		if (kind == null) {
			throw new DoesNotCompile("an expression is wanted, not " + node);
		}
		JsonNode content = node.get(kind);
		return switch (kind) {
			case "$f" -> Orm.f(content.stringValue());
			case "$op" -> operation(content);
			case "$agg" -> new AggregateNodes(this).aggregate(content.stringValue(), node);
			case "$fn" -> new FunctionNodes(this).function(content.stringValue(), node);
			case "$value" -> typed(Functions.value(this.nodes.argument(content)), node.path("field"));
			case "$case" -> typed(cases(content, node.path("default")), node.path("field"));
			case "$wrap" -> isComputedStamp(content, node.path("field")) ? expression(content)
					: typed(expression(content), node.path("field"));
			case "$index" -> index(content);
			case "$window" -> window(content, node);
			case "$outer" -> Functions.outerRef(content.stringValue());
			case "$subquery" -> Functions.subquery((Subselect) this.nodes.query(content));
			case "$q", "$and", "$or", "$xor", "$not", "$exists" -> Functions.condition(condition(node));
			default -> throw new NotExpressible("an expression " + kind);
		};
	}

	/**
	 * An argument of a function: a plain text names a field, anything else is a value.
	 */
	Expr<Object> argument(JsonNode node) {
		if (node.isString()) {
			return Orm.f(node.stringValue());
		}
		String kind = Nodes.kind(node);
		return (kind == null || !EXPRESSIONS.contains(kind)) ? Functions.value(this.nodes.argument(node))
				: expression(node);
	}

	/** An expression with another output field. */
	static Expr<Object> typed(Expr<Object> expression, JsonNode field) {
		return field.isMissingNode() ? expression : expression.as(fieldType(field));
	}

	/**
	 * In Django stamps with and without a zone are one kind of field. Which of the two is
	 * computed, the API knows.
	 */
	private static boolean isComputedStamp(JsonNode content, JsonNode field) {
		return content.has("$op") && field.path("$field").asString("").equals("DateTimeField");
	}

	/** The type of a field's values. */
	static Class<?> fieldType(JsonNode field) {
		String name = field.isString() ? field.stringValue() : field.get("$field").stringValue();
		return switch (name) {
			case "CharField", "TextField", "SlugField", "EmailField", "URLField" -> String.class;
			case "IntegerField", "PositiveIntegerField", "AutoField" -> Integer.class;
			case "SmallIntegerField", "PositiveSmallIntegerField", "SmallAutoField" -> Short.class;
			case "BigIntegerField", "PositiveBigIntegerField", "BigAutoField" -> Long.class;
			case "BinaryField" -> byte[].class;
			case "FloatField" -> Double.class;
			case "DecimalField" -> BigDecimal.class;
			case "BooleanField" -> Boolean.class;
			case "DateField" -> LocalDate.class;
			case "TimeField" -> LocalTime.class;
			case "DateTimeField" -> Instant.class;
			case "DurationField" -> Duration.class;
			case "UUIDField" -> UUID.class;
			case "JSONField" -> Object.class;
			default -> throw new NotExpressible("a field " + name);
		};
	}

	/** How many characters a field has where it does not say; 0 for any number. */
	static int defaultLength(JsonNode field) {
		return switch (field.path("$field").asString("")) {
			case "SlugField" -> 50;
			case "URLField" -> 200;
			case "EmailField" -> 254;
			default -> 0;
		};
	}

	private Expr<Object> operation(JsonNode content) {
		String symbol = content.get(0).stringValue();
		Expr<Object> left = argument(content.get(1));
		if (symbol.equals("neg")) {
			return left.negated();
		}
		JsonNode second = content.get(2);
		if (symbol.endsWith("shift")) {
			return symbol.equals("lshift") ? left.shiftLeft(second.intValue()) : left.shiftRight(second.intValue());
		}
		Expr<Object> right = argument(second);
		return switch (symbol) {
			case "+" -> left.plus(right);
			case "-" -> left.minus(right);
			case "*" -> left.times(right);
			case "/" -> left.dividedBy(right);
			case "%" -> left.modulo(right);
			case "^" -> left.pow(right);
			case "bitand" -> left.bitAnd(right);
			case "bitor" -> left.bitOr(right);
			case "bitxor" -> left.bitXor(right);
			default -> throw new NotExpressible("an operator " + symbol);
		};
	}

	private Expr<Object> cases(JsonNode branches, JsonNode otherwise) {
		Cases<Object> cases = Orm.cases();
		for (JsonNode branch : branches) {
			JsonNode when = branch.get("when");
			if (when.has("$f")) {
				throw new DoesNotCompile("a case of a value that is no condition");
			}
			cases = cases.orWhen(condition(when), constant(branch.get("then")));
		}
		return otherwise.isMissingNode() ? cases.orNull() : cases.otherwise(constant(otherwise));
	}

	/** An expression, or a plain value, a text too, which is a constant. */
	Expr<Object> constant(JsonNode node) {
		return node.isString() ? Functions.value(node.stringValue()) : argument(node);
	}

	/** An expression, or a plain value as it is. */
	Object given(JsonNode node) {
		String kind = Nodes.kind(node);
		return (kind != null && EXPRESSIONS.contains(kind)) ? expression(node)
				: Objects.requireNonNull(this.nodes.argument(node));
	}

	private Expr<Object> index(JsonNode content) {
		Expr<Object> text = argument(content.get(0));
		int start = content.get(1).asInt(0);
		if (content.size() == 2) {
			return text.at(start);
		}
		return content.get(2).isNull() ? text.slice(start) : text.slice(start, content.get(2).intValue());
	}

	private Expr<Object> window(JsonNode content, JsonNode node) {
		List<Expr<Object>> partition = new ArrayList<>();
		each(node.path("partition_by"), (part) -> partition.add(argument(part)));
		List<Order> order = new ArrayList<>();
		each(node.path("order_by"), (term) -> order.add(order(term)));
		Window<Object> window = WindowFunctions.window(expression(content)).orderBy(order.toArray(Order[]::new));
		if (!partition.isEmpty()) {
			window = window.partitionBy(partition.get(0),
					partition.subList(1, partition.size()).toArray(Expr<?>[]::new));
		}
		if (node.has("frame")) {
			JsonNode bounds = node.get("frame");
			Integer start = bound(bounds.path(1));
			Integer end = bound(bounds.path(2));
			WindowFrame frame = bounds.get(0).stringValue().equals("rows") ? WindowFrame.rows(start, end)
					: WindowFrame.range(start, end);
			if (bounds.path(3).isString()) {
				frame = frame.excluding(WindowFrame.Exclusion.valueOf(bounds.get(3).stringValue()));
			}
			window = window.frame(frame);
		}
		return typed(window, node.path("output_field"));
	}

	private static @Nullable Integer bound(JsonNode node) {
		if (node.isNull() || node.isMissingNode()) {
			return null;
		}
		if (!node.isInt()) {
			throw new DoesNotCompile("a frame that ends at " + node);
		}
		return node.intValue();
	}

	static void each(JsonNode nodes, Consumer<JsonNode> action) {
		if (nodes.isArray()) {
			nodes.forEach(action);
		}
		else if (!nodes.isMissingNode() && !nodes.isNull()) {
			action.accept(nodes);
		}
	}

	/** A term of an order: a name, an expression, or one of them with a direction. */
	Order order(JsonNode node) {
		if (node.isString()) {
			return Order.by(node.stringValue());
		}
		String kind = Nodes.kind(node);
		if (kind == null) {
			throw new DoesNotCompile("an order by " + node);
		}
		boolean ascending = "$asc".equals(kind);
		if (!ascending && !"$desc".equals(kind)) {
			return expression(node).asc();
		}
		Expr<Object> value = argument(node.get(kind));
		Order order = ascending ? value.asc() : value.desc();
		return switch (node.path("nulls").asString("")) {
			case "first" -> order.nullsFirst();
			case "last" -> order.nullsLast();
			default -> order;
		};
	}

	/** A condition; {@code {}} of lookups is the empty one. */
	Q<Object> condition(JsonNode node) {
		String kind = Nodes.kind(node);
		if (kind == null) {
			throw new NotExpressible("a condition is wanted, not " + node);
		}
		JsonNode content = node.get(kind);
		return switch (kind) {
			case "$q" -> Q.of(this.nodes.arguments(content));
			case "$and" -> conditions(content).stream().reduce(Q::and).orElseGet(() -> Q.of(Kw.empty()));
			case "$or" -> conditions(content).stream().reduce(Q::or).orElseGet(() -> Q.of(Kw.empty()));
			case "$not" -> condition(content).not();
			case "$xor" -> conditions(content).stream().reduce(Q::xor).orElseGet(() -> Q.of(Kw.empty()));
			case "$exists" -> Functions.exists((Subselect) this.nodes.query(content));
			case "$case", "$wrap", "$f", "$fn", "$value", "$agg" -> expression(node).holds();
			default -> throw new NotExpressible("a condition " + kind);
		};
	}

	private List<Q<Object>> conditions(JsonNode nodes) {
		List<Q<Object>> conditions = new ArrayList<>();
		nodes.forEach((node) -> conditions.add(condition(node)));
		return conditions;
	}

	/** What one call of filter() is given: positional conditions, and lookups. */
	Q<Object> conditions(@Nullable JsonNode positional, @Nullable JsonNode named) {
		List<Q<Object>> conditions = (positional != null) ? conditions(positional) : new ArrayList<>();
		Kw lookups = (named != null) ? this.nodes.arguments(named) : Kw.empty();
		if (!ExpressionAccess.keywords(lookups).isEmpty() || conditions.isEmpty()) {
			conditions.add(Q.of(lookups));
		}
		return conditions.stream().reduce(Q::and).orElseThrow();
	}

}
