package io.asyncorm.oracle;

import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Q;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Builds the query set of a chain: one branch for each of Django's query set methods.
 */
final class Chains {

	private final CaseSession session;

	Chains(CaseSession session) {
		this.session = session;
	}

	/** The query set of {@code {model or on, chain}}. */
	ValuesQuerySet<?, ?> query(JsonNode node) {
		ValuesQuerySet<?, ?> query = start(node);
		for (JsonNode call : node.path("chain")) {
			query = apply(query, Call.of(call));
		}
		return query;
	}

	private QuerySet<?> start(JsonNode node) {
		JsonNode on = node.get("on");
		if (on == null) {
			return this.session.querySets().of(OracleModels.named(node.get("model").stringValue()).type());
		}
		return manager(this.session.nodes().value(on.get(0)), on.get(1).stringValue());
	}

	private QuerySet<?> manager(@Nullable Object owner, String relation) {
		if (!(owner instanceof Instance instance)) {
			throw new NotExpressible("the manager " + relation + " of " + owner);
		}
		ModelMetadata.Property property = OracleModels.property(instance.model(), relation);
		if (property != null && property.get(instance.object()) instanceof Many<?> many) {
			return many;
		}
		throw new NotExpressible("the manager " + relation + " of an object that was not read");
	}

	private ValuesQuerySet<?, ?> apply(ValuesQuerySet<?, ?> query, Call call) {
		return switch (call.method()) {
			case "filter" -> query.filter(conditions(call));
			case "exclude" -> query.exclude(conditions(call));
			case "annotate" -> annotate(query, call);
			case "order_by" -> query.orderBy(call.texts());
			case "slice" -> slice(query, call);
			case "select_related" -> objects(query, call).selectRelated(relations(call));
			case "values" -> values(objects(query, call), call);
			case "values_list" -> valuesList(objects(query, call), call);
			default -> throw new NotExpressible("query set method " + call.method());
		};
	}

	private Q<Object> conditions(Call call) {
		return this.session.nodes().expressions().conditions(call.positional(), call.named());
	}

	private static QuerySet<?> objects(ValuesQuerySet<?, ?> query, Call call) {
		if (query instanceof QuerySet<?> objects) {
			return objects;
		}
		throw new NotExpressible(call.method() + " behind values");
	}

	private ValuesQuerySet<?, ?> annotate(ValuesQuerySet<?, ?> query, Call call) {
		ValuesQuerySet<?, ?> annotated = query;
		Map<String, Expr<Object>> annotations = this.session.nodes()
			.expressions()
			.annotations(call.positional(), call.named());
		for (Map.Entry<String, Expr<Object>> annotation : annotations.entrySet()) {
			annotated = annotated.annotate(annotation.getKey(), annotation.getValue());
		}
		return annotated;
	}

	/** An end that is open is the largest there is. */
	private static ValuesQuerySet<?, ?> slice(ValuesQuerySet<?, ?> query, Call call) {
		JsonNode bounds = call.positional();
		if (bounds == null || bounds.size() != 2) {
			throw new NotExpressible("a slice with a step");
		}
		return query.slice(bound(bounds.get(0), 0), bound(bounds.get(1), Integer.MAX_VALUE));
	}

	private static int bound(JsonNode bound, int open) {
		if (bound.isNull()) {
			return open;
		}
		if (!bound.canConvertToInt()) {
			throw new NotExpressible("a slice to " + bound);
		}
		return bound.intValue();
	}

	/** Without arguments Django reads everything along, which there is no word for. */
	private static String[] relations(Call call) {
		String[] relations = call.texts();
		if (relations.length == 0) {
			throw new NotExpressible("select_related of everything");
		}
		return relations;
	}

	private static ValuesQuerySet<?, ?> values(QuerySet<?> query, Call call) {
		call.requireNamed();
		return query.values(call.texts());
	}

	/** Named rows are lists too: the names are what was asked for. */
	private static ValuesQuerySet<?, ?> valuesList(QuerySet<?> query, Call call) {
		call.requireNamed("flat", "named");
		List<String> fields = List.of(call.texts());
		if (!call.flag("flat")) {
			return query.valuesList(fields.toArray(String[]::new));
		}
		if (fields.size() != 1 || call.flag("named")) {
			throw new NotExpressible("flat values of " + fields);
		}
		return query.valuesList(fields.get(0), Object.class);
	}

}
