package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.Orm;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Update;
import io.asyncorm.query.BatchOptions;
import io.asyncorm.query.ConflictOptions;
import io.asyncorm.query.QuerySet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Django's {@code bulk_create()} and {@code bulk_update()} on those of the API.
 */
final class BulkCalls {

	private final CaseSession session;

	BulkCalls(CaseSession session) {
		this.session = session;
	}

	Object create(QuerySet<?> query, Call call) {
		call.requireNamed("batch_size", "ignore_conflicts", "update_conflicts", "update_fields", "unique_fields");
		return create(query, instances(call.argument(0)), conflicts(call));
	}

	@SuppressWarnings("unchecked") // the objects of a case are of its model
	private <M> List<M> create(QuerySet<M> query, List<Instance> instances, ConflictOptions conflicts) {
		List<M> objects = instances.stream().map((instance) -> (M) instance.object()).toList();
		return Orm.await(query.abulkCreate(objects, conflicts));
	}

	private static ConflictOptions conflicts(Call call) {
		ConflictOptions options = ConflictOptions.none().with(batches(call, 1));
		if (call.flag("ignore_conflicts")) {
			options = options.ignoreConflicts();
		}
		if (call.flag("update_conflicts")) {
			options = options.updateConflicts(texts(call, "update_fields"));
		}
		return options.uniqueFields(texts(call, "unique_fields"));
	}

	private static String[] texts(Call call, String name) {
		JsonNode fields = (call.named() != null) ? call.named().get(name) : null;
		return (fields != null && !fields.isNull()) ? OracleCase.texts(fields).toArray(String[]::new) : new String[0];
	}

	private static BatchOptions batches(Call call, int position) {
		JsonNode positional = (call.positional() != null && call.positional().size() > position)
				? call.positional().get(position) : null;
		JsonNode size = (positional == null && call.named() != null) ? call.named().get("batch_size") : positional;
		return (size != null && !size.isNull()) ? BatchOptions.defaults().batchSize(size.intValue())
				: BatchOptions.defaults();
	}

	Object update(QuerySet<?> query, Call call) {
		call.requireNamed("batch_size", "fields");
		JsonNode fields = (call.named() != null && call.named().has("fields")) ? call.named().get("fields")
				: call.argument(1);
		return update(query, instances(call.argument(0)), OracleCase.texts(fields), batches(call, 2));
	}

	/** Expressions are no values that a Java object could have. */
	private <M> Object update(QuerySet<M> query, List<Instance> instances, List<String> fields, BatchOptions options) {
		boolean computed = instances.stream()
			.flatMap((instance) -> instance.changes().values().stream())
			.anyMatch((value) -> value instanceof Expr<?>);
		Map<Object, Instance> byObject = new IdentityHashMap<>();
		List<M> objects = new ArrayList<>();
		for (Instance instance : instances) {
			M object = object(instance, !computed);
			byObject.put(object, instance);
			objects.add(object);
		}
		return Orm.await(computed
				? query.abulkUpdate(objects, options,
						(object) -> changes(Objects.requireNonNull(byObject.get(object)), fields))
				: query.abulkUpdate(objects, options, fields.toArray(String[]::new)));
	}

	@SuppressWarnings("unchecked") // the objects of a case are of its model
	private <M> M object(Instance instance, boolean changed) {
		boolean copied = changed && instance.isStored() && !instance.changes().isEmpty();
		return (M) (copied ? with(instance, instance.model().type()) : instance.object());
	}

	private <T> Object with(Instance instance, Class<T> type) {
		return this.session.querySets().writes(type).with(type.cast(instance.object()), Update.of(instance.toKw()));
	}

	private <M> Update<M> changes(Instance instance, List<String> fields) {
		Kw values = Kw.empty();
		for (String field : fields) {
			Map.Entry<String, @Nullable Object> assigned = instance.assigned(field);
			values = values.and(field, Instance
				.toObject((assigned != null) ? assigned.getValue() : this.session.attributes().read(instance, field)));
		}
		return Update.of(values);
	}

	private List<Instance> instances(JsonNode node) {
		Object objects = this.session.nodes().value(node);
		if (!(objects instanceof List<?> list)) {
			throw new NotExpressible("objects " + node);
		}
		return list.stream().map((object) -> {
			if (Instance.wrap(object) instanceof Instance instance) {
				return instance;
			}
			throw new NotExpressible("the object " + object);
		}).toList();
	}

}
