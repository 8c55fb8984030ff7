package io.asyncorm.oracle;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Kw;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The expressions of a call by their names, which Django makes up where a call gives
 * none.
 */
final class NamedExpressions {

	private final ExpressionNodes expressions;

	NamedExpressions(ExpressionNodes expressions) {
		this.expressions = expressions;
	}

	/** Of annotate() and alias(), which take nothing else. */
	Map<String, Expr<Object>> of(Call call) {
		Map<String, Expr<Object>> named = new LinkedHashMap<>();
		if (call.positional() != null) {
			call.positional().forEach((node) -> named.put(defaultName(node), this.expressions.expression(node)));
		}
		if (call.named() != null) {
			call.named()
				.properties()
				.stream()
				.filter((entry) -> !isFiltered(entry.getValue()))
				.forEach((entry) -> named.put(entry.getKey(), this.expressions.expression(entry.getValue())));
		}
		return named;
	}

	/**
	 * Of aggregate(), which takes any value by its name, and says what it thinks of it.
	 */
	Kw aggregates(Call call, Nodes nodes) {
		Kw aggregates = Kw.empty();
		if (call.positional() != null) {
			for (JsonNode node : call.positional()) {
				aggregates = aggregates.and(defaultName(node), this.expressions.expression(node));
			}
		}
		if (call.named() != null) {
			for (Map.Entry<String, JsonNode> entry : call.named().properties()) {
				aggregates = aggregates.and(entry.getKey(), nodes.argument(entry.getValue()));
			}
		}
		return aggregates;
	}

	/** The filtered relations of annotate(), which are no values but names. */
	Map<String, FilteredRelation<Object>> filteredRelations(Call call) {
		Map<String, FilteredRelation<Object>> relations = new LinkedHashMap<>();
		if (call.named() != null) {
			call.named()
				.properties()
				.stream()
				.filter((entry) -> isFiltered(entry.getValue()))
				.forEach((entry) -> relations.put(entry.getKey(), filteredRelation(entry.getValue())));
		}
		return relations;
	}

	private FilteredRelation<Object> filteredRelation(JsonNode node) {
		return FilteredRelation.of(node.get("$filtered").stringValue(),
				this.expressions.condition(node.get("condition")));
	}

	private static boolean isFiltered(JsonNode node) {
		return node.has("$filtered");
	}

	/** With all of them as annotations. */
	static ValuesQuerySet<?, ?> annotate(ValuesQuerySet<?, ?> query, Map<String, Expr<Object>> named) {
		ValuesQuerySet<?, ?> annotated = query;
		for (Map.Entry<String, Expr<Object>> annotation : named.entrySet()) {
			annotated = annotated.annotate(annotation.getKey(), annotation.getValue());
		}
		return annotated;
	}

	/**
	 * Django's name of an aggregate of one field. Nothing else goes without a name there;
	 * the API takes no expression without one, so that it is given an empty one.
	 */
	private static String defaultName(JsonNode node) {
		String name = nameOfField(node);
		return (name != null) ? name : "";
	}

	private static @Nullable String nameOfField(JsonNode node) {
		if (!node.has("$agg")) {
			return null;
		}
		Arguments arguments = Arguments.of(node.get("$agg").stringValue(), node);
		JsonNode argument = arguments.at(0);
		boolean more = node.get("$agg").stringValue().equals("StringAgg") || arguments.get("filter") != null;
		if (argument == null || more) {
			return null;
		}
		JsonNode field = argument.has("$f") ? argument.get("$f") : argument;
		boolean named = field.isString() && !field.stringValue().equals("*");
		return named ? field.stringValue() + "__" + node.get("$agg").stringValue().toLowerCase(Locale.ROOT) : null;
	}

	/**
	 * The name that values_list() makes up for an expression.
	 * @param taken the names that there are
	 */
	static String generatedName(JsonNode node, Collection<String> taken) {
		String name = nameOfField(node);
		String kind = String.valueOf(Nodes.kind(node));
		String prefix = (name != null) ? name : node.path(kind).isString() && !kind.equals("$f")
				? node.get(kind).stringValue().toLowerCase(Locale.ROOT) : kind.substring(1);
		int counter = 1;
		while (taken.contains(prefix + counter)) {
			counter++;
		}
		return prefix + counter;
	}

}
