package io.asyncorm.oracle;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Expr;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.SortOrder;
import io.asyncorm.query.ValuesQuerySet;
import tools.jackson.databind.JsonNode;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The methods that say what a query set gives instead of objects.
 */
final class Selections {

	private final ExpressionNodes expressions;

	Selections(ExpressionNodes expressions) {
		this.expressions = expressions;
	}

	/** As in Django, expressions are annotated first, and then named. */
	ValuesQuerySet<?, ?> values(ValuesQuerySet<?, ?> query, Call call) {
		List<String> names = new ArrayList<>(Arrays.asList(call.texts()));
		Map<String, Expr<Object>> annotations = new NamedExpressions(this.expressions)
			.of(new Call(call.method(), null, call.named()));
		names.addAll(annotations.keySet());
		return NamedExpressions.annotate(query, annotations).values(names.toArray(String[]::new));
	}

	/** Named rows are lists too: the names are what was asked for. */
	ValuesQuerySet<?, ?> valuesList(ValuesQuerySet<?, ?> query, Call call) {
		call.requireNamed("flat", "named");
		List<String> fields = new ArrayList<>();
		Map<String, Expr<Object>> annotations = new LinkedHashMap<>();
		if (call.positional() != null) {
			for (JsonNode node : call.positional()) {
				if (Nodes.kind(node) == null) {
					fields.add(OracleCase.text(node));
				}
				else {
					String name = NamedExpressions.generatedName(node, annotations.keySet());
					annotations.put(name, this.expressions.expression(node));
					fields.add(name);
				}
			}
		}
		ValuesQuerySet<?, ?> annotated = NamedExpressions.annotate(query, annotations);
		if (!call.flag("flat")) {
			return annotated.valuesList(fields.toArray(String[]::new));
		}
		if (fields.size() != 1 || call.flag("named")) {
			// What gives single values takes one field, and what gives names another type
			throw new DoesNotCompile("flat values of " + fields + (call.flag("named") ? " with names" : ""));
		}
		return annotated.valuesList(fields.get(0), Object.class);
	}

	/** Django takes any text, and refuses others than these when it is called. */
	private static SortOrder order(String name) {
		return switch (name) {
			case "ASC" -> SortOrder.ASC;
			case "DESC" -> SortOrder.DESC;
			default -> throw new InvalidDataAccessApiUsageException("No order: " + name);
		};
	}

	/** The periods in which dates lie. */
	ValuesQuerySet<?, ?> periods(QuerySet<?> query, Call call) {
		call.requireNamed("order", "tzinfo");
		String field = OracleCase.text(call.argument(0));
		String kind = OracleCase.text(call.argument(1));
		JsonNode named = (call.named() != null) ? call.named() : CaseFile.JSON.createObjectNode();
		JsonNode third = (call.positional() != null) ? call.positional().path(2) : named;
		SortOrder order = order(third.asString(named.path("order").asString("ASC")));
		if (call.method().equals("dates")) {
			return query.dates(field, kind, order);
		}
		JsonNode zone = named.at("/tzinfo/$tz");
		return zone.isMissingNode() ? query.datetimes(field, kind, order)
				: query.datetimes(field, kind, order, ZoneId.of(zone.stringValue()));
	}

}
