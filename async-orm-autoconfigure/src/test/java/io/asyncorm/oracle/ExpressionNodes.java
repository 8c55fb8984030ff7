package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.asyncorm.Orm;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Q;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the nodes of a case stand for in the API's expressions and conditions: one branch
 * for each kind of node, function and aggregate.
 */
final class ExpressionNodes {

	private final Nodes nodes;

	ExpressionNodes(Nodes nodes) {
		this.nodes = nodes;
	}

	/** A condition or an expression. */
	Object any(JsonNode node) {
		return isCondition(node) ? condition(node) : expression(node);
	}

	private static boolean isCondition(JsonNode node) {
		String kind = Nodes.kind(node);
		return kind != null && List.of("$q", "$and", "$or", "$xor", "$not", "$exists").contains(kind);
	}

	/** An expression; a plain value is none. */
	Expr<Object> expression(JsonNode node) {
		String kind = Nodes.kind(node);
		if (kind == null) {
			throw new NotExpressible("an expression is wanted, not " + node);
		}
		JsonNode content = node.get(kind);
		return switch (kind) {
			case "$f" -> Orm.f(content.stringValue());
			case "$op" -> operation(content);
			case "$agg" -> aggregate(content.stringValue(), node);
			case "$fn" -> function(content.stringValue(), node);
			default -> throw new NotExpressible("an expression " + kind);
		};
	}

	private Expr<Object> operation(JsonNode content) {
		String symbol = content.get(0).stringValue();
		Expr<Object> left = expression(content.get(1));
		if (content.size() < 3) {
			throw new NotExpressible("an operator " + symbol + " of one operand");
		}
		if (this.nodes.value(content.get(2)) instanceof Number number) {
			return switch (symbol) {
				case "+" -> left.plus(number);
				case "-" -> left.minus(number);
				case "*" -> left.times(number);
				case "/" -> left.dividedBy(number);
				case "%" -> left.modulo(number);
				default -> throw new NotExpressible("an operator " + symbol);
			};
		}
		Expr<Object> right = expression(content.get(2));
		return switch (symbol) {
			case "+" -> left.plus(right);
			case "-" -> left.minus(right);
			case "*" -> left.times(right);
			case "/" -> left.dividedBy(right);
			case "%" -> left.modulo(right);
			default -> throw new NotExpressible("an operator " + symbol);
		};
	}

	private Expr<Object> aggregate(String name, JsonNode node) {
		JsonNode named = node.path("kw");
		List<String> arguments = OracleCase.texts(node.get("args"));
		boolean distinct = named.path("distinct").asBoolean(false);
		if (arguments.size() != 1 || named.size() > (distinct ? 1 : 0)) {
			throw new NotExpressible("an aggregate " + name + " with " + node.get("args") + " " + named);
		}
		String field = arguments.get(0);
		if (distinct && !name.equals("Count")) {
			throw new NotExpressible("an aggregate " + name + " of different values");
		}
		return switch (name) {
			case "Count" -> distinct ? Orm.countDistinct(field) : Orm.count(field);
			case "Sum" -> Orm.sum(field);
			case "Avg" -> Orm.avg(field);
			case "Min" -> Orm.min(field);
			case "Max" -> Orm.max(field);
			default -> throw new NotExpressible("an aggregate " + name);
		};
	}

	/** One branch for each of Django's functions. */
	private Expr<Object> function(String name, JsonNode node) {
		throw new NotExpressible("a function " + name);
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
		if (!lookups.entries().isEmpty() || conditions.isEmpty()) {
			conditions.add(Q.of(lookups));
		}
		return conditions.stream().reduce(Q::and).orElseThrow();
	}

	/** Django's name of an aggregate of one field; nothing else goes without a name. */
	private static String defaultName(JsonNode node) {
		JsonNode arguments = node.path("args");
		if (!node.has("$agg") || arguments.size() != 1 || !arguments.get(0).isString()) {
			throw new NotExpressible("without a name: " + node);
		}
		return arguments.get(0).stringValue() + "__" + node.get("$agg").stringValue().toLowerCase(Locale.ROOT);
	}

	/** The annotations of a call, by their names. */
	Map<String, Expr<Object>> annotations(@Nullable JsonNode positional, @Nullable JsonNode named) {
		Map<String, Expr<Object>> annotations = new LinkedHashMap<>();
		if (positional != null) {
			positional.forEach((node) -> annotations.put(defaultName(node), expression(node)));
		}
		if (named != null) {
			named.properties().forEach((entry) -> annotations.put(entry.getKey(), expression(entry.getValue())));
		}
		return annotations;
	}

}
