package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.Orm;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a case says of {@code prefetch_related}. In Django objects carry their annotations
 * and lack what was deferred; here these are rows, so that they are an attribute.
 */
final class Prefetching {

	private static final Set<String> GIVING_ROWS = Set.of("annotate", "only", "defer");

	private static final String AS_ROWS = "_as_rows";

	private final CaseSession session;

	private final Map<String, ModelMetadata<?>> models = new HashMap<>();

	private final Set<String> ordered = new HashSet<>();

	Prefetching(CaseSession session) {
		this.session = session;
	}

	QuerySet<?> apply(QuerySet<?> query, ModelMetadata<?> model, Call call) {
		call.requireNamed();
		List<Prefetch> prefetches = prefetches(model, call.positional());
		return prefetches.isEmpty() ? query.prefetchRelated() : query.prefetchRelated(prefetches.get(0),
				prefetches.subList(1, prefetches.size()).toArray(Prefetch[]::new));
	}

	RawQuerySet<?> apply(RawQuerySet<?> query, ModelMetadata<?> model, Call call) {
		call.requireNamed();
		List<Prefetch> prefetches = prefetches(model, call.positional());
		return prefetches.isEmpty() ? query.prefetchRelated() : query.prefetchRelated(prefetches.get(0),
				prefetches.subList(1, prefetches.size()).toArray(Prefetch[]::new));
	}

	/** Onto objects that are there already. */
	private <M> CompletableFuture<List<M>> prefetched(ModelMetadata<M> model, List<M> objects, JsonNode lookups) {
		QuerySet<M> all = this.session.querySets().of(model.type());
		List<Prefetch> prefetches = prefetches(model, lookups);
		return all.aprefetchRelatedObjects(objects, prefetches.get(0),
				prefetches.subList(1, prefetches.size()).toArray(Prefetch[]::new));
	}

	private List<Prefetch> prefetches(ModelMetadata<?> model, @Nullable JsonNode lookups) {
		List<Prefetch> prefetches = new ArrayList<>();
		if (lookups != null) {
			lookups.forEach((lookup) -> prefetches.add(prefetch(model, lookup)));
		}
		return prefetches;
	}

	private Prefetch prefetch(ModelMetadata<?> model, JsonNode node) {
		if (!node.has("$prefetch")) {
			return Prefetch.of(OracleCase.text(node));
		}
		return prefetch(model, List.of(node.get("$prefetch").stringValue().split("__")), node);
	}

	/** Rows on the way to rows: objects have no attributes. */
	private Prefetch prefetch(ModelMetadata<?> model, List<String> path, JsonNode node) {
		ModelRelation relation = model.findRelation(path.get(0));
		if (path.size() > 1 && attribute(node) != null && relation != null) {
			String asRows = path.get(0) + AS_ROWS;
			this.models.put(asRows, relation.target());
			Prefetch further = prefetch(relation.target(), path.subList(1, path.size()), node);
			return Prefetch.of(path.get(0))
				.querySet(this.session.querySets().of(relation.target().type()).prefetchRelated(further).rows())
				.toAttr(asRows);
		}
		String lookup = String.join("__", path);
		Prefetch prefetch = Prefetch.of(lookup);
		if (node.has("qs")) {
			if (this.session.nodes().query(node.get("qs")) instanceof ValuesQuerySet<?, ?> query) {
				boolean more = givesRows(node) && query instanceof QuerySet<?>;
				prefetch = prefetch.querySet(more ? ((QuerySet<?>) query).rows() : query);
			}
			if (says(node, Set.of("order_by"))) {
				this.ordered.add(path.get(path.size() - 1));
			}
		}
		String attribute = attribute(node);
		if (attribute == null) {
			return prefetch;
		}
		if (node.path("qs").has("model")) {
			this.models.put(attribute, OracleModels.named(node.get("qs").get("model").stringValue()));
		}
		return prefetch.toAttr(attribute);
	}

	/** Whether a chain asks for attributes, which only rows have. */
	static boolean wantsRows(JsonNode chain) {
		for (JsonNode entry : chain) {
			Call call = Call.of(entry);
			if (call.method().equals("prefetch_related") && call.positional() != null) {
				for (JsonNode lookup : call.positional()) {
					if (attribute(lookup) != null) {
						return true;
					}
				}
			}
		}
		return false;
	}

	private static @Nullable String attribute(JsonNode node) {
		if (node.has("to_attr")) {
			return node.get("to_attr").stringValue();
		}
		String lookup = node.path("$prefetch").asString("");
		return givesRows(node) ? lookup.replaceFirst(".*__", "") + AS_ROWS : null;
	}

	private static boolean givesRows(JsonNode node) {
		return says(node, GIVING_ROWS) || wantsRows(node.path("qs").path("chain"));
	}

	private static boolean says(JsonNode node, Set<String> methods) {
		for (JsonNode entry : node.path("qs").path("chain")) {
			if (methods.contains(entry.get(0).stringValue())) {
				return true;
			}
		}
		return false;
	}

	/** The name by which a row has what an attribute of a case holds. */
	String nameInRow(String attribute) {
		return this.models.containsKey(attribute + AS_ROWS) ? attribute + AS_ROWS : attribute;
	}

	/** What a row holds, with the rows in it as such. */
	@Nullable Object ofRow(String name, @Nullable Object value) {
		ModelMetadata<?> model = this.models.get(name);
		return (model != null) ? ModelRow.wrap(model, value) : value;
	}

	/** Whether the objects of a relation were prefetched in an order of their own. */
	boolean isOrdered(String relation) {
		return this.ordered.contains(relation);
	}

	/** The object of an instance or row, with which a script goes on. */
	static Object object(@Nullable Object value) {
		Object object = (value instanceof ModelRow row) ? row.object() : Instance.toObject(value);
		if (OracleModels.of(object) == null) {
			throw new NotExpressible("an instance is wanted, not " + value);
		}
		return object;
	}

	/** Prefetches onto instances of a script, which then are what came back. */
	void onto(@Nullable Object target, JsonNode lookups) {
		List<?> instances = (target instanceof List<?> list) ? list : Arrays.asList(target);
		if (!instances.isEmpty()) {
			onto(OracleModels.of(object(instances.get(0))), instances, lookups);
		}
	}

	private <M> void onto(ModelMetadata<M> model, List<?> instances, JsonNode lookups) {
		List<M> objects = instances.stream().map((instance) -> model.type().cast(object(instance))).toList();
		List<M> completed = Orm.await(prefetched(model, objects, lookups));
		for (int i = 0; i < completed.size(); i++) {
			if (instances.get(i) instanceof Instance instance) {
				instance.store(completed.get(i));
			}
		}
	}

}
