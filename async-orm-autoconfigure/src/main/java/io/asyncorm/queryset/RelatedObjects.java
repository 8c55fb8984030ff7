package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RelatedRows;
import io.asyncorm.query.AbstractRef;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.OneByOne;
import io.asyncorm.query.Ref;
import io.asyncorm.query.ThroughDefaults;
import io.asyncorm.resolution.QueryEdits;
import io.asyncorm.resolution.ValuePreparation;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Reads the objects that a related manager is given: objects, references, or keys.
 */
final class RelatedObjects {

	private RelatedObjects() {
	}

	/** The keys that links refer to, of objects, references or keys; each once. */
	static List<Object> keys(RelatedRows.Links links, Collection<?> objects) {
		ModelField field = links.targetField();
		Map<Object, Object> keys = new LinkedHashMap<>();
		for (Object object : objects) {
			requireObject(links.relation(), object);
			Object key = ValuePreparation.forField(field, object, links.relation().toString()).value();
			if (key == null) {
				throw new InvalidValueException("'" + links.relation() + "' was given null, which is no '"
						+ links.relation().target().name() + "' and no key of one");
			}
			keys.putIfAbsent(field.comparable(key), key);
		}
		return List.copyOf(keys.values());
	}

	/** The keys of objects or references; a key alone does not say that it is one. */
	static List<Object> keys(RelatedRows.ForeignKeys foreignKeys, String method, Collection<?> objects) {
		ModelRelation relation = foreignKeys.relation();
		ModelField key = relation.target().key();
		List<Object> keys = new ArrayList<>();
		for (Object object : objects) {
			requireObject(relation, object);
			boolean reference = object instanceof Ref<?> ref && ref.model() == relation.target().type();
			if (reference || relation.target().type().isInstance(object)) {
				Object known = reference ? ((AbstractRef<?>) object).valueOf(key) : key.valueIn(object);
				if (known == null) {
					throw new InvalidDataAccessApiUsageException("'" + relation + "' was given a '"
							+ relation.target().name() + "' that is not saved: save it first, create it by acreate(),"
							+ " or give a list and oneByOne() to " + method + "()");
				}
				keys.add(key.toColumn(key.toProperty(known)));
			}
			else {
				throw wrongType(relation, object);
			}
		}
		return keys;
	}

	/**
	 * Refuses objects that refer to another owner, as far as they tell: references do
	 * not.
	 */
	static void requireRelated(RelatedRows.ForeignKeys foreignKeys, Collection<?> objects) {
		ModelField field = foreignKeys.ownerField();
		Object owner = field.comparable(Objects.requireNonNull(foreignKeys.owner().value()));
		for (Object object : objects) {
			if (object == null || object instanceof Ref<?>) {
				continue;
			}
			Object known = ElementRelations.columnOf(field, field.get(object));
			if (known == null || !field.comparable(known).equals(owner)) {
				String model = foreignKeys.relation().source().name();
				throw new DoesNotExistException(model,
						"'" + foreignKeys.relation() + "' was given a '" + foreignKeys.relation().target().name()
								+ "' that is not related to this '" + model + "', as its '" + field.name() + "' says");
			}
		}
	}

	/** The objects with these keys that are not related yet. */
	static QueryState unrelated(RelatedRows.ForeignKeys foreignKeys, List<Object> keys) {
		return foreignKeys.unrelatedAmong(among(QueryState.of(foreignKeys.relation().target()), foreignKeys, keys));
	}

	/**
	 * Those of some objects that have one of these keys, also if they count as deleted.
	 */
	static QueryState among(QueryState rows, RelatedRows.ForeignKeys foreignKeys, List<Object> keys) {
		ModelField key = foreignKeys.relation().target().key();
		return keys.isEmpty() ? QueryEdits.none(rows)
				: rows.mutate()
					.filter(new Expression.Test(new Expression.Column(List.of(), key, 0), Lookups.IN,
							Expression.Value.array(keys, key.type())))
					.orderings(List.of())
					.withDeleted(true)
					.build();
	}

	private static void requireObject(ModelRelation relation, @Nullable Object object) {
		if (object instanceof ThroughDefaults || object instanceof OneByOne) {
			throw new InvalidDataAccessApiUsageException("'" + relation + "' was given an option among the objects:"
					+ " give the objects as one list, and the option after it");
		}
	}

	static InvalidDataAccessApiUsageException wrongType(ModelRelation relation, @Nullable Object object) {
		String type = relation.target().name();
		return new InvalidDataAccessApiUsageException("'" + relation + "' takes '" + type + "' objects or references"
				+ " to them, such as Ref.of(" + type + ".class, key), not "
				+ ((object != null) ? "a value of type '" + object.getClass().getTypeName() + "'" : "null"));
	}

}
