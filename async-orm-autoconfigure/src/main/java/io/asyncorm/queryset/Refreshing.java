package io.asyncorm.queryset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.Step;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.Row;
import io.asyncorm.resolution.FieldPath;
import io.asyncorm.resolution.QueryEdits;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object's row again: {@code arefreshFromDb()}. Since objects are immutable, the
 * result is a new one. Immutable.
 *
 * @param state the rows among which it is looked for
 */
record Refreshing<M>(QuerySets querySets, ModelMetadata<M> model, QueryState state) {

	private static final String METHOD = "arefreshFromDb";

	CompletableFuture<M> refresh(M object, List<String> names) {
		Terminals terminals = new Terminals(this.querySets);
		Object key = this.querySets.values(this.model).keyOf(object);
		if (key == null) {
			return CompletableFuture.failedFuture(new DoesNotExistException(this.model.name(), "This '"
					+ this.model.name() + "' has no key, so that there is no row to read again: it was not saved yet"));
		}
		if (names.isEmpty()) {
			return terminals.get(METHOD, row(this.state, key), RowAssemblers.<M>objects(), (stored) -> stored);
		}
		Map<String, @Nullable ModelField> wanted = wanted(names);
		QueryState row = QueryEdits.selectValues(row(this.state, key), this.querySets.lookups(),
				PartialRows.only(this.state, columns(names)));
		return terminals.get(METHOD, row, PartialRows.<M>assembler(row),
				(stored) -> merge(object, key, stored, wanted));
	}

	private QueryState row(QueryState rows, Object key) {
		return QueryEdits.filter(rows, this.querySets.lookups(), ExpressionAccess.tree(Q.of("pk", key)), false);
	}

	/** What is read of them: of what is embedded all of it. */
	private List<String> columns(List<String> names) {
		return names.stream().map((name) -> {
			ModelField field = FieldPath.findField(this.model, ExpressionAccess.steps(name));
			return (field != null && field.parts().owner() != null) ? field.parts().outermost().name() : name;
		}).distinct().toList();
	}

	/** The properties of these names; null for those that no column stores. */
	private Map<String, @Nullable ModelField> wanted(List<String> names) {
		Map<String, @Nullable ModelField> wanted = new HashMap<>();
		for (String name : names) {
			List<Step> steps = ExpressionAccess.steps(name);
			ModelField field = FieldPath.findField(this.model, steps);
			if (field != null) {
				ModelField whole = field.parts().outermost();
				wanted.put(whole.name(), whole);
				continue;
			}
			ModelRelation relation = (steps.size() == 1) ? this.model.findRelation(name) : null;
			if (relation == null) {
				throw FieldException.unknown("name", name, "into a field of '" + this.model.name() + "'",
						this.model.choices());
			}
			wanted.put(relation.name(), null);
		}
		return wanted;
	}

	/** A copy of the object with what was read; relations are not loaded any more. */
	private M merge(M object, Object key, Row<M> stored, Map<String, @Nullable ModelField> wanted) {
		return this.model.construct(this.model.properties().stream().map((property) -> {
			if (!wanted.containsKey(property.name())) {
				return property.get(object);
			}
			ModelRelation relation = property.relation();
			if (property.field() != null || relation == null) {
				Object value = stored.get(property.name(), Object.class);
				return (relation != null && value != null) ? unloaded(relation, value) : value;
			}
			ModelField owner = RelationQueries.ownerField(relation);
			return unloaded(relation, owner.isKey() ? key : Objects.requireNonNull(owner.valueIn(object)));
		}).toArray());
	}

	/**
	 * @param key of the object that a foreign key refers to, otherwise of the owner
	 */
	private Object unloaded(ModelRelation relation, Object key) {
		QuerySetRelations relations = new QuerySetRelations(() -> this.querySets);
		return switch (relation.kind()) {
			case FOREIGN_KEY, ONE_TO_ONE -> relations.unloadedRef(relation, key);
			case REVERSE_ONE_TO_ONE -> relations.unloadedOne(relation, key);
			case REVERSE_FOREIGN_KEY, MANY_TO_MANY -> relations.unloadedMany(relation, key);
		};
	}

}
