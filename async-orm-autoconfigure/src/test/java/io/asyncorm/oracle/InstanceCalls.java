package io.asyncorm.oracle;

import java.util.List;
import java.util.Map;

import io.asyncorm.Orm;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Update;
import io.asyncorm.model.ModelKeys;
import io.asyncorm.query.QuerySet;
import io.asyncorm.queryset.ModelWrites;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Django's methods of instances on those of the API: one branch for each.
 */
final class InstanceCalls {

	private final CaseSession session;

	InstanceCalls(CaseSession session) {
		this.session = session;
	}

	/**
	 * Calls a method.
	 * @param content {@code [variable, method, [positional...]?, {named...}?]}
	 */
	@Nullable Object call(Instance instance, JsonNode content) {
		Call call = Call.of(withoutVariable(content));
		return switch (call.method()) {
			case "save" -> save(instance, call);
			case "delete" -> delete(instance, call);
			default -> throw new NotExpressible("instance method " + call.method());
		};
	}

	private static JsonNode withoutVariable(JsonNode content) {
		var call = CaseFile.JSON.createArrayNode();
		for (int i = 1; i < content.size(); i++) {
			call.add(content.get(i));
		}
		return call;
	}

	private @Nullable Object save(Instance instance, Call call) {
		call.requireOnly("update_fields", "force_insert", "force_update");
		JsonNode fields = (call.named() != null) ? call.named().get("update_fields") : null;
		if (fields != null && (call.flag("force_insert") || call.flag("force_update"))) {
			throw new NotExpressible("save with " + call.named());
		}
		if (fields != null) {
			updateFields(instance, OracleCase.texts(fields));
		}
		else {
			save(instance, instance.model().type(), call);
		}
		return null;
	}

	private <M> void save(Instance instance, Class<M> type, Call call) {
		ModelWrites<M> writes = this.session.querySets().writes(type);
		boolean plain = instance.changes().values().stream().noneMatch((value) -> value instanceof Expr<?>);
		if (call.flag("force_insert")) {
			instance.store(Orm.await(writes.create(current(instance, type))));
		}
		else if (call.flag("force_update")) {
			instance.store(Orm.await(writes.save(type.cast(instance.object()), Update.of(instance.toKw()))));
		}
		else if (!instance.isStored() && !plain) {
			instance.store(Orm.await(writes.create(instance.toKw())));
		}
		else if (!instance.isStored() || instance.changes().isEmpty() || instance.assigned("pk") != null) {
			instance.store(Orm.await(writes.save(current(instance, type))));
		}
		else {
			instance.store(Orm.await(writes.save(type.cast(instance.object()), Update.of(instance.toKw()))));
		}
	}

	/** The object with what was assigned to it, in memory. */
	private <M> M current(Instance instance, Class<M> type) {
		M object = type.cast(instance.object());
		return (instance.isStored() && !instance.changes().isEmpty())
				? this.session.querySets().writes(type).with(object, Update.of(instance.toKw())) : object;
	}

	/** Exactly these columns, and no automatic stamps: that is an update of one row. */
	private void updateFields(Instance instance, List<String> fields) {
		Kw values = Kw.empty();
		for (String field : fields) {
			Map.Entry<String, @Nullable Object> assigned = instance.assigned(field);
			boolean known = instance.model().findField(field) != null;
			Object value = (assigned != null) ? assigned.getValue()
					: known ? this.session.attributes().read(instance, field) : null;
			values = values.and(field, Instance.toObject(value));
		}
		if (ExpressionAccess.keywords(values).isEmpty()) {
			return;
		}
		if (Orm.await(row(instance).aupdate(values)) == 0) {
			throw new NotExpressible("save with update_fields of a row that is gone");
		}
		store(instance, instance.model().type());
	}

	private <M> void store(Instance instance, Class<M> type) {
		instance.store(current(instance, type));
	}

	private Object delete(Instance instance, Call call) {
		call.requireOnly();
		return new Results(this.session.attributes()).of(Orm.await(row(instance).adelete()), null);
	}

	private QuerySet<?> row(Instance instance) {
		Object key = ModelKeys.keyOf(instance.object());
		if (key == null) {
			throw new NotExpressible("the row of an object without a key");
		}
		return this.session.querySets().of(instance.model().type()).filter("pk", key);
	}

}
