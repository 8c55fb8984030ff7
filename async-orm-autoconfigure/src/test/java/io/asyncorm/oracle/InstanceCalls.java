package io.asyncorm.oracle;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.Orm;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Update;
import io.asyncorm.query.SaveOptions;
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
			case "refresh_from_db" -> refresh(instance, call);
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
		save(instance, instance.model().type(), call);
		return null;
	}

	private <M> void save(Instance instance, Class<M> type, Call call) {
		JsonNode fields = (call.named() != null) ? call.named().get("update_fields") : null;
		SaveOptions options = options(instance, call, fields);
		if (fields != null) {
			instance.store(Orm.await(save(instance, type, OracleCase.texts(fields), options)),
					OracleCase.texts(fields));
		}
		else {
			instance.store(Orm.await(save(instance, type, options)));
		}
	}

	/** Null if there are none. */
	private static @Nullable SaveOptions options(Instance instance, Call call, @Nullable JsonNode fields) {
		SaveOptions options = (fields != null)
				? SaveOptions.updateFields(OracleCase.texts(fields).toArray(String[]::new)) : null;
		if (call.flag("force_insert") || isNewWithOwnKey(instance)) {
			options = (options != null) ? options.and(SaveOptions.forceInsert()) : SaveOptions.forceInsert();
		}
		if (call.flag("force_update")) {
			options = (options != null) ? options.and(SaveOptions.forceUpdate()) : SaveOptions.forceUpdate();
		}
		return options;
	}

	/**
	 * Django knows of an object whether it was read, and inserts one that was not if its
	 * key would have been made. Who made an object in Java knows it, and says so.
	 */
	private static boolean isNewWithOwnKey(Instance instance) {
		return !instance.isStored() && instance.model().key().defaultValue() != null && instance.assigned("pk") != null;
	}

	private <M> CompletableFuture<M> save(Instance instance, Class<M> type, @Nullable SaveOptions options) {
		ModelWrites<M> writes = this.session.querySets().writes(type);
		boolean computed = hasExpressions(instance.changes().values());
		if (computed && !instance.isStored()) {
			return writes.create(instance.toKw());
		}
		if (options != null && !computed) {
			return writes.save(current(instance, type), options);
		}
		return (computed || instance.isStored() && !instance.changes().isEmpty() && instance.assigned("pk") == null)
				? writes.save(type.cast(instance.object()), Update.of(instance.toKw()))
				: writes.save(current(instance, type));
	}

	private <M> CompletableFuture<M> save(Instance instance, Class<M> type, List<String> fields,
			@Nullable SaveOptions options) {
		ModelWrites<M> writes = this.session.querySets().writes(type);
		Kw values = Kw.empty();
		for (String field : fields) {
			Map.Entry<String, @Nullable Object> assigned = instance.assigned(field);
			values = (assigned != null) ? values.and(field, Instance.toObject(assigned.getValue())) : values;
		}
		return hasExpressions(ExpressionAccess.keywords(values).stream().map(Expression.Keyword::value).toList())
				? writes.save(type.cast(instance.object()), Update.of(values))
				: writes.save(current(instance, type), Objects.requireNonNull(options));
	}

	private static boolean hasExpressions(Collection<? extends @Nullable Object> values) {
		return values.stream().anyMatch((value) -> value instanceof Expr<?>);
	}

	private @Nullable Object refresh(Instance instance, Call call) {
		call.requireOnly("fields");
		JsonNode fields = (call.named() != null) ? call.named().get("fields") : null;
		refresh(instance, instance.model().type(), OracleCase.texts(fields));
		return null;
	}

	private <M> void refresh(Instance instance, Class<M> type, List<String> fields) {
		M refreshed = Orm.await(this.session.querySets()
			.of(type)
			.arefreshFromDb(type.cast(instance.object()), fields.toArray(String[]::new)));
		if (fields.isEmpty()) {
			instance.store(refreshed);
		}
		else {
			instance.store(refreshed, fields);
		}
	}

	/** The object with what was assigned to it, in memory. */
	private <M> M current(Instance instance, Class<M> type) {
		M object = type.cast(instance.object());
		return (instance.isStored() && !instance.changes().isEmpty())
				? this.session.querySets().writes(type).with(object, Update.of(instance.toKw())) : object;
	}

	private Object delete(Instance instance, Call call) {
		call.requireOnly();
		return new Results(this.session.attributes()).of(delete(instance, instance.model().type()), null);
	}

	private <M> Object delete(Instance instance, Class<M> type) {
		return Orm.await(this.session.querySets().writes(type).delete(type.cast(instance.object())));
	}

}
