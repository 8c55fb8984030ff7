package io.asyncorm.queryset;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.Update;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.QueryAccess;
import io.asyncorm.query.SaveOptions;
import io.asyncorm.resolution.FieldPath;
import io.asyncorm.resolution.QueryEdits;
import io.asyncorm.resolution.ReadOnlyFields;
import io.asyncorm.resolution.WriteValues;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Makes the operations that write the row of one object: {@code asave()} and
 * {@code adelete(object)}. Immutable.
 */
record ObjectSaves<M>(ModelMetadata<M> model, WriteValues<M> values, LookupRegistry lookups) {

	/** Updates the row, or inserts it if there is none. */
	Operation<M> save(M object) {
		this.values.requireValid(object);
		Object key = this.values.keyOf(object);
		ModelField version = this.model.version();
		if (key == null || version != null && version.get(object) == null) {
			return create(this.values.ofObject(object, true));
		}
		return saveStored(object, key);
	}

	/** As {@link #save(Object)}, of an object with a key that is valid. */
	Operation.Save<M> saveStored(M object) {
		this.values.requireValid(object);
		return saveStored(object, requireKey(object, "row to change: insert it with acreate()"));
	}

	private Operation.Save<M> saveStored(M object, Object key) {
		List<Change> changes = changes(object);
		// Where only the database makes keys, a row that is gone cannot have its own
		// again
		boolean insertable = this.model.key().columns().stream().noneMatch(ModelField::readOnly);
		List<Change> insert = (isStored(object) || !insertable) ? null : this.values.inserted(object, changes);
		return save(object, key, changes, insert);
	}

	/**
	 * Whether the object tells that it was stored, so that a row that is not there was
	 * deleted by somebody. A number that cannot be null tells it only if it is not 0.
	 */
	private boolean isStored(M object) {
		ModelField version = this.model.version();
		return version != null && !(version.genericType() instanceof Class<?> type && type.isPrimitive()
				&& version.get(object) instanceof Number number && number.longValue() == 0);
	}

	/** Saves as the options say, which name at least one field if any. */
	Operation<M> save(M object, SaveOptions options) {
		this.values.requireValid(object);
		if (QueryAccess.mode(options) == QueryAccess.SaveMode.INSERT) {
			return create(this.values.ofObject(object, true));
		}
		List<String> names = QueryAccess.fields(options);
		Set<ModelField> fields = (names != null) ? fields(names) : null;
		Object key = requireKey(object, "row to change: insert it with acreate()");
		List<Change> changes = changes(object);
		return save(object, key,
				(fields != null) ? changes.stream()
					.filter((change) -> fields.contains(change.field()) || change.field() == this.model.version())
					.toList() : changes,
				null);
	}

	/** Updates only what is changed. */
	Operation<M> save(M object, Update<M> update) {
		Object key = requireKey(object, "row to change: insert it with acreate()");
		List<Change> changes = this.values.ofSameTenant(this.values.changes(QueryState.of(this.model), update),
				this.model.key().convert(key));
		if (changes.stream().anyMatch((change) -> change.field().primaryKey())) {
			throw keyChanged();
		}
		return save(object, key, this.values.withAutomatic(this.values.normalized(object, changes), object), null);
	}

	Operation<Deleted> delete(M object) {
		Object key = requireKey(object, "row to delete");
		Change version = this.values.versions().of(object);
		if (version != null) {
			return new Operation.DeleteVersion(Operation.name(this.model, "adelete"), this.model,
					this.model.key().convert(key), version);
		}
		return new Operation.DeleteAll(Operation.name(this.model, "adelete"), QueryEdits
			.filter(QueryState.of(this.model), this.lookups, ExpressionAccess.tree(Q.of("pk", key)), false));
	}

	private Operation<M> create(List<Change> insert) {
		return new Operation.Create<>(Operation.name(this.model, "asave"), this.model, insert);
	}

	private Operation.Save<M> save(M object, Object key, List<Change> changes, @Nullable List<Change> insert) {
		return new Operation.Save<>(Operation.name(this.model, "asave"), this.model, this.model.key().convert(key),
				this.values.versions().of(object), changes, insert);
	}

	private List<Change> changes(M object) {
		return this.values.ofObject(object, false).stream().filter((change) -> !change.field().primaryKey()).toList();
	}

	private Set<ModelField> fields(List<String> names) {
		Set<ModelField> fields = new HashSet<>();
		for (String name : names) {
			ModelField field = FieldPath.requireField(this.model, ExpressionAccess.steps(name), "name");
			if (field.primaryKey()) {
				throw keyChanged();
			}
			ReadOnlyFields.requireWritable(field);
			fields.addAll(field.columns());
		}
		this.values.versions().requireNone(fields);
		return fields;
	}

	private FieldException keyChanged() {
		return new FieldException(
				"The key of a '" + this.model.name() + "' cannot be changed by asave(): it identifies the row");
	}

	private Object requireKey(M object, String wanted) {
		Object key = this.values.keyOf(object);
		if (key == null) {
			throw new InvalidDataAccessApiUsageException(
					"This '" + this.model.name() + "' has no key, so there is no " + wanted);
		}
		return key;
	}

}
