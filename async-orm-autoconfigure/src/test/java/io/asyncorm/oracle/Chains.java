package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Order;
import io.asyncorm.expression.Q;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.RowLock;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Builds the query set of a chain: one branch for each of Django's query set methods.
 */
final class Chains {

	/** As in {@code WHERE id = %(id)s}. */
	private static final Pattern NAMED_VALUE = Pattern.compile("%\\((\\w+)\\)s");

	/** What a null alone takes back. */
	private static final Set<String> TAKEN_BACK = Set.of("select_related", "prefetch_related");

	/** What can follow a query in SQL. */
	private static final Set<String> AFTER_RAW = Set.of("slice", "prefetch_related");

	/** What combines rows, so that it must be said before which fields they have. */
	private static final Set<String> COMBINING = Set.of("union", "intersection", "difference");

	private final CaseSession session;

	Chains(CaseSession session) {
		this.session = session;
	}

	/** The query set of {@code {model or on, chain}}. */
	ValuesQuerySet<?, ?> query(JsonNode node) {
		ValuesQuerySet<?, ?> query = start(node);
		Deferral deferral = new Deferral();
		for (Call call : calls(node)) {
			if (call.method().startsWith("values") || COMBINING.contains(call.method())) {
				query = deferral.apply(query);
				deferral = new Deferral();
			}
			if (call.method().equals("prefetch_related")) {
				query = this.session.prefetching().apply(objects(query, call), model(node), call);
			}
			else if (!deferral.add(call)) {
				query = apply(query, call);
			}
		}
		// Whether it contains an object, one asks the query set of objects that there was
		boolean contains = node.path("terminal").path(0).asString("").equals("contains");
		return contains ? query : deferral.apply(query);
	}

	/**
	 * The rows of a query in SQL, of which its chain may only take a part; null if the
	 * chain has none.
	 */
	@Nullable RawQuerySet<?> raw(JsonNode node) {
		List<Call> calls = calls(node);
		boolean raw = !calls.isEmpty() && calls.get(0).method().equals("raw")
				&& calls.subList(1, calls.size()).stream().allMatch((further) -> AFTER_RAW.contains(further.method()));
		if (!raw) {
			return null;
		}
		Call call = Call.of(node.get("chain").get(0));
		call.requireNamed();
		Object values = (call.positional() != null && call.positional().size() > 1)
				? this.session.nodes().argument(call.argument(1)) : List.of();
		String sql = OracleCase.text(call.argument(0)).replace("%%", "%");
		RawQuerySet<?> query;
		if (values instanceof Map<?, ?> named) {
			Map<String, @Nullable Object> byName = new LinkedHashMap<>();
			named.forEach((name, value) -> byName.put((String) name, value));
			query = start(node).raw(NAMED_VALUE.matcher(sql).replaceAll(":$1"), Kw.of(byName));
		}
		else {
			query = start(node).raw(sql.replace("%s", "?"),
					(values instanceof List<?> list) ? list.toArray() : new Object[0]);
		}
		for (Call further : calls.subList(1, calls.size())) {
			query = further.method().equals("slice") ? query
					: this.session.prefetching().apply(query, model(node), further);
		}
		return query;
	}

	/**
	 * The calls of a chain. In Java one takes relations back by going on from the query
	 * set that was there before.
	 */
	private static List<Call> calls(JsonNode node) {
		List<Call> calls = new ArrayList<>();
		for (JsonNode entry : node.path("chain")) {
			Call call = Call.of(entry);
			boolean back = TAKEN_BACK.contains(call.method()) && call.isNull();
			boolean objects = calls.stream().noneMatch((former) -> former.method().startsWith("values"));
			if (!back || !objects) {
				calls.add(call);
			}
			else {
				calls.removeIf((former) -> former.method().equals(call.method()));
			}
		}
		return calls;
	}

	private QuerySet<?> start(JsonNode node) {
		JsonNode on = node.get("on");
		if (on == null) {
			return this.session.querySets().of(OracleModels.named(node.get("model").stringValue()).type());
		}
		return manager(this.session.nodes().value(on.get(0)), on.get(1).stringValue());
	}

	private ModelMetadata<?> model(JsonNode node) {
		JsonNode on = node.get("on");
		if (on == null) {
			return OracleModels.named(node.get("model").stringValue());
		}
		Object owner = Prefetching.object(this.session.nodes().value(on.get(0)));
		ModelRelation relation = Objects.requireNonNull(OracleModels.of(owner)).findRelation(on.get(1).stringValue());
		return Objects.requireNonNull(relation).target();
	}

	private QuerySet<?> manager(@Nullable Object owner, String relation) {
		Object object = Prefetching.object(owner);
		ModelMetadata<?> model = OracleModels.of(object);
		ModelMetadata.Property property = (model != null) ? OracleModels.property(model, relation) : null;
		if (property != null && property.get(object) instanceof Many<?> many) {
			return many;
		}
		if (model != null && this.session.querySets()
			.related(object, Objects.requireNonNull(model.findRelation(relation))) instanceof Many<?> many) {
			return many;
		}
		throw new NotExpressible("the manager " + relation + " of " + owner);
	}

	private ValuesQuerySet<?, ?> apply(ValuesQuerySet<?, ?> query, Call call) {
		return switch (call.method()) {
			case "all" -> query;
			case "none" -> query.none();
			case "filter" -> isBare(call) ? query : query.filter(conditions(call));
			case "complex_filter" -> query.filter(complex(call));
			case "exclude" -> query.exclude(conditions(call));
			case "annotate" -> NamedExpressions.annotate(withFilteredRelations(query, call), names().of(call));
			case "alias" -> alias(withFilteredRelations(query, call), call);
			case "order_by" -> order(query, call);
			case "reverse" -> query.reverse();
			case "distinct" -> query.distinct(call.texts());
			case "slice" -> slice(query, call);
			case "extra" -> new ExtraSql(this.session.nodes()).apply(query, call);
			case "select_related" -> objects(query, call).selectRelated(call.texts());
			case "select_for_update" -> query.selectForUpdate(lock(call));
			case "union", "intersection", "difference" -> combine(query, call);
			case "and", "or", "xor" ->
				(query instanceof QuerySet<?> objects) ? combine(objects, call) : combineValues(query, call);
			case "values" -> selections().values(query, call);
			case "values_list" -> selections().valuesList(query, call);
			case "dates", "datetimes" -> selections().periods(objects(query, call), call);
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

	@SuppressWarnings("unchecked") // of which model the other one is, is for the API to
									// say
	private <M> QuerySet<M> combine(QuerySet<M> query, Call call) {
		QuerySet<M> other = (QuerySet<M>) objects(query(this.session.nodes().value(call.argument(0))), call);
		return switch (call.method()) {
			case "and" -> query.and(other);
			case "or" -> query.or(other);
			default -> query.xor(other);
		};
	}

	@SuppressWarnings("unchecked") // whether the other one gives the same is for the API
									// to say
	private <M, R> ValuesQuerySet<M, R> combineValues(ValuesQuerySet<M, R> query, Call call) {
		ValuesQuerySet<M, R> other = (ValuesQuerySet<M, R>) query(this.session.nodes().value(call.argument(0)));
		return switch (call.method()) {
			case "and" -> query.and(other);
			case "or" -> query.or(other);
			default -> query.xor(other);
		};
	}

	/** Names alone, or terms of which at least one is an expression. */
	private ValuesQuerySet<?, ?> order(ValuesQuerySet<?, ?> query, Call call) {
		List<Order> terms = new ArrayList<>();
		boolean names = true;
		if (call.positional() != null) {
			for (JsonNode node : call.positional()) {
				names &= Nodes.kind(node) == null;
			}
		}
		if (names || call.positional() == null) {
			return query.orderBy(call.texts());
		}
		call.positional().forEach((node) -> terms.add(this.session.nodes().expressions().order(node)));
		return query.orderBy(terms.get(0), terms.subList(1, terms.size()).toArray(Order[]::new));
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

	/** In Java there is nothing to call if there is nothing to say. */
	private static boolean isBare(Call call) {
		return call.positional() == null && call.named() == null;
	}

	private Q<Object> conditions(Call call) {
		return this.session.nodes().expressions().conditions(call.positional(), call.named());
	}

	/** A condition, or lookups by their names. */
	private Q<Object> complex(Call call) {
		JsonNode condition = call.argument(0);
		return (Nodes.kind(condition) == null && condition.isObject())
				? this.session.nodes().expressions().conditions(null, condition) : conditions(call);
	}

	private static QuerySet<?> objects(ValuesQuerySet<?, ?> query, Call call) {
		if (query instanceof QuerySet<?> objects) {
			return objects;
		}
		throw DoesNotCompile.call(ValuesQuerySet.class, call.method());
	}

	private NamedExpressions names() {
		return new NamedExpressions(this.session.nodes().expressions());
	}

	private ValuesQuerySet<?, ?> withFilteredRelations(ValuesQuerySet<?, ?> query, Call call) {
		ValuesQuerySet<?, ?> annotated = query;
		for (Map.Entry<String, FilteredRelation<Object>> relation : names().filteredRelations(call).entrySet()) {
			annotated = objects(annotated, call).annotate(relation.getKey(), relation.getValue());
		}
		return annotated;
	}

	private Selections selections() {
		return new Selections(this.session.nodes().expressions());
	}

	private ValuesQuerySet<?, ?> alias(ValuesQuerySet<?, ?> query, Call call) {
		ValuesQuerySet<?, ?> annotated = query;
		for (Map.Entry<String, Expr<Object>> annotation : names().of(call).entrySet()) {
			annotated = annotated.alias(annotation.getKey(), annotation.getValue());
		}
		return annotated;
	}

	/** The part of the rows of a query in SQL that a chain takes: a list has parts. */
	static List<?> sliced(List<?> rows, JsonNode node) {
		List<?> part = rows;
		for (Call call : calls(node)) {
			if (call.method().equals("slice")) {
				int from = (int) Math.min(bound(call.argument(0), 0), part.size());
				part = part.subList(from, Math.clamp(bound(call.argument(1), part.size()), from, part.size()));
			}
		}
		return part;
	}

	/** An end that is open is the largest there is. */
	private static ValuesQuerySet<?, ?> slice(ValuesQuerySet<?, ?> query, Call call) {
		JsonNode bounds = call.positional();
		if (bounds == null || bounds.size() != 2) {
			throw new NotExpressible("a slice with a step");
		}
		return query.slice(bound(bounds.get(0), 0), bound(bounds.get(1), Long.MAX_VALUE));
	}

	private static long bound(JsonNode bound, long open) {
		if (bound.isNull()) {
			return open;
		}
		if (!bound.isIntegralNumber()) {
			throw new NotExpressible("a slice to " + bound);
		}
		return bound.longValue();
	}

}
