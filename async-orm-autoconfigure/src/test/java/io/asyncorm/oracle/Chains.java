package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Q;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RowLock;
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
		Deferral deferral = new Deferral();
		for (JsonNode entry : node.path("chain")) {
			Call call = Call.of(entry);
			if (!deferral.add(call)) {
				query = apply(query, call);
			}
		}
		return deferral.apply(query);
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
			case "all" -> query;
			case "none" -> query.none();
			case "filter" -> query.filter(conditions(call));
			case "exclude" -> query.exclude(conditions(call));
			case "annotate", "alias" -> annotate(query, call);
			case "order_by" -> query.orderBy(call.texts());
			case "reverse" -> query.reverse();
			case "distinct" -> query.distinct(call.texts());
			case "slice" -> slice(query, call);
			case "select_related" -> objects(query, call).selectRelated(relations(call));
			case "select_for_update" -> query.selectForUpdate(lock(call));
			case "union", "intersection", "difference" -> combine(query, call);
			case "values" -> values(query, call);
			case "values_list" -> valuesList(query, call);
			default -> throw new NotExpressible("query set method " + call.method());
		};
	}

	private ValuesQuerySet<?, ?> combine(ValuesQuerySet<?, ?> query, Call call) {
		call.requireNamed("all");
		List<ValuesQuerySet<?, ?>> others = new ArrayList<>();
		if (call.positional() != null) {
			call.positional().forEach((other) -> others.add(query(this.session.nodes().value(other))));
		}
		ValuesQuerySet<?, ?>[] array = others.toArray(ValuesQuerySet<?, ?>[]::new);
		return switch (call.method()) {
			case "union" -> call.flag("all") ? query.unionAll(array) : query.union(array);
			case "intersection" -> query.intersection(array);
			default -> query.difference(array);
		};
	}

	private static ValuesQuerySet<?, ?> query(@Nullable Object value) {
		if (value instanceof ValuesQuerySet<?, ?> query) {
			return query;
		}
		throw new NotExpressible("a query set is wanted, not " + value);
	}

	private static RowLock lock(Call call) {
		call.requireOnly("nowait", "skip_locked", "of", "no_key");
		RowLock lock = call.flag("nowait") ? RowLock.update().nowait() : RowLock.update();
		lock = call.flag("skip_locked") ? lock.skipLocked() : lock;
		lock = call.flag("no_key") ? lock.noKey() : lock;
		JsonNode of = (call.named() != null) ? call.named().get("of") : null;
		return (of != null) ? lock.of(OracleCase.texts(of).toArray(String[]::new)) : lock;
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
			annotated = call.method().equals("alias") ? annotated.alias(annotation.getKey(), annotation.getValue())
					: annotated.annotate(annotation.getKey(), annotation.getValue());
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

	private static ValuesQuerySet<?, ?> values(ValuesQuerySet<?, ?> query, Call call) {
		call.requireNamed();
		return query.values(call.texts());
	}

	/** Named rows are lists too: the names are what was asked for. */
	private static ValuesQuerySet<?, ?> valuesList(ValuesQuerySet<?, ?> query, Call call) {
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
