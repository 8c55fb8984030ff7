package io.asyncorm.queryset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Update;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.AbstractRef;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.NotUpdatedException;
import io.asyncorm.query.QueryAccess;
import io.asyncorm.query.Ref;
import io.asyncorm.query.SaveOptions;
import io.asyncorm.resolution.NewRow;
import io.asyncorm.resolution.QueryEdits;
import io.asyncorm.resolution.ValuePreparation;
import io.asyncorm.resolution.WriteValues;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Creates and saves objects of a model, from objects or from keyword arguments. Immutable
 * and thread-safe.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class ModelWrites<M> {

	private final QuerySets querySets;

	private final ModelMetadata<M> model;

	private final WriteValues<M> values;

	ModelWrites(QuerySets querySets, ModelMetadata<M> model) {
		this.querySets = querySets;
		this.model = model;
		this.values = querySets.values(model);
	}

	/** Inserts an object as it is; a key that the database makes is left to it. */
	public CompletableFuture<M> create(M object) {
		ObservedWrites<M> observed = observed();
		if (observed != null) {
			return observed.create(object);
		}
		this.values.requireValid(object);
		return dispatch(new Operation.Create<>(name("acreate"), this.model, this.values.ofObject(object, true)));
	}

	/**
	 * Inserts a row of these values, and of the model's defaults where none is given, as
	 * the model's constructor takes them.
	 */
	public CompletableFuture<M> create(Kw values) {
		return create(this.values.ofKeywords(ExpressionAccess.keywords(values)));
	}

	/** Inserts a row of these values, as {@link #create(Kw)} does. */
	public CompletableFuture<M> create(Update<M> values) {
		return create(this.values.ofUpdate(values));
	}

	/**
	 * Inserts a row of these values at its owner.
	 * @param owner the foreign key, which replaces one that was given, as in Django
	 */
	CompletableFuture<M> create(Kw values, Kw owner) {
		return create(this.values.ofKeywords(ExpressionAccess.keywords(values)), owner);
	}

	/** Inserts a row at its owner, as {@link #create(Kw, Kw)} does. */
	CompletableFuture<M> create(Update<M> values, Kw owner) {
		return create(this.values.ofUpdate(values), owner);
	}

	private CompletableFuture<M> create(Map<ModelField, Expression> values, Kw owner) {
		values.putAll(this.values.ofKeywords(ExpressionAccess.keywords(owner)));
		return create(values);
	}

	private CompletableFuture<M> create(Map<ModelField, Expression> values) {
		NewRow<M> row = this.values.newRow(values);
		ObservedWrites<M> observed = observed();
		return (observed != null) ? observed.create(row) : create(row);
	}

	CompletableFuture<M> create(NewRow<M> row) {
		return dispatch(new Operation.Create<>(name("acreate"), this.model, row.changes(), row.refusal()));
	}

	/**
	 * Saves an object, as Django's {@code save()}: updates its row, or inserts it if
	 * there is none.
	 */
	public CompletableFuture<M> save(M object) {
		ObservedWrites<M> observed = observed();
		if (observed != null) {
			return observed.save(object);
		}
		return dispatch(saves().save(object));
	}

	/**
	 * Saves an object as the options say. As Django's {@code save(update_fields=[])},
	 * nothing is sent and nobody called where they name no field.
	 */
	public CompletableFuture<M> save(M object, SaveOptions options) {
		Assert.notNull(object, "'object' must not be null");
		List<String> fields = QueryAccess.fields(options);
		if (fields != null && fields.isEmpty()) {
			return CompletableFuture.completedFuture(object);
		}
		ObservedWrites<M> observed = observed();
		return (observed != null) ? observed.save(object, options) : dispatch(saves().save(object, options));
	}

	/**
	 * Updates only these fields of an object's row, by values or expressions. Fails with
	 * {@link NotUpdatedException} if there is no such row. Without changes nothing is
	 * sent and nobody called, as of options that name no field.
	 */
	public CompletableFuture<M> save(M object, Update<M> changes) {
		Assert.notNull(object, "'object' must not be null");
		if (ExpressionAccess.changes(changes).isEmpty()) {
			return CompletableFuture.completedFuture(object);
		}
		ObservedWrites<M> observed = observed();
		return (observed != null) ? observed.save(object, changes) : dispatch(saves().save(object, changes));
	}

	/** Deletes an object's row, and those that refer to it. */
	public CompletableFuture<Deleted> delete(M object) {
		ObservedWrites<M> observed = observed();
		if (observed != null) {
			return observed.delete(object);
		}
		return dispatch(saves().delete(object));
	}

	/** What saving an object with a key does. */
	Operation.Save<M> operation(M object) {
		return saves().saveStored(object);
	}

	/** A copy with changed values, in memory. */
	public M with(M object, Update<M> changes) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (ExpressionAccess.Change change : this.values.requireDifferent(changes)) {
			ModelField field = this.values.field(change);
			if (!(change.value() instanceof Expression.Value value)) {
				throw new FieldException("with() copies in memory and cannot compute '" + field.name()
						+ "': give an expression to asave(object, changes)");
			}
			requireValue(field, value);
			if (isProperty(field)) {
				values.put(field.name(), propertyValue(field, value.value()));
			}
			else {
				Map<ModelField, Expression> columns = new LinkedHashMap<>();
				CompositeColumns.put(columns, field, ValuePreparation.forField(field, value.value()));
				columns.forEach((column, each) -> values.put(column.name(),
						propertyValue(column, ((Expression.Value) each).value())));
			}
		}
		@Nullable Object[] properties = this.model.properties()
			.stream()
			.map((property) -> changed(object, property, values))
			.toArray();
		try {
			return this.model.construct(properties);
		}
		catch (RuntimeException ex) {
			throw new RefusedObjectException(this.model.name(), ex);
		}
	}

	/** No object holds null where its model does not allow that. */
	private static void requireValue(ModelField field, Expression.Value value) {
		if (value.value() == null && !field.nullable() && !field.generated() && field.databaseDefault() == null) {
			throw new InvalidValueException("'" + field + "' must not be null");
		}
	}

	private boolean isProperty(ModelField field) {
		return !field.isComposite()
				|| this.model.properties().stream().anyMatch((property) -> property.field() == field);
	}

	/** The new value of a property, which may have columns of its own. */
	private static @Nullable Object changed(Object object, ModelMetadata.Property property,
			Map<String, @Nullable Object> values) {
		if (values.containsKey(property.name())) {
			return values.get(property.name());
		}
		Object old = property.get(object);
		ModelField field = property.field();
		if (field == null
				|| field.parts().ownColumns().stream().noneMatch((column) -> values.containsKey(column.name()))) {
			return old;
		}
		List<@Nullable Object> columns = field.columns()
			.stream()
			.<@Nullable Object>map(
					(column) -> values.containsKey(column.name()) ? values.get(column.name()) : column.valueIn(object))
			.toList();
		ModelField target = field.target();
		Object key = field.parts().whole(columns);
		return (key != null && target != null) ? AbstractRef.to(target, key) : key;
	}

	CompletableFuture<Long> updateAll(QueryState state, Update<M> changes) {
		return dispatch(new Operation.UpdateAll(name("aupdate"), QueryEdits.unordered(state),
				this.values.versions().with(this.values.changes(state, changes))));
	}

	private static @Nullable Object propertyValue(ModelField field, @Nullable Object value) {
		ModelField target = field.target();
		if (target == null && field.isComposite() && field.javaType().isInstance(value)) {
			return value;
		}
		if (target == null || value == null || value instanceof Ref<?>) {
			return (value != null && target == null && !field.json()) ? ValuePreparation.toProperty(field, value)
					: value;
		}
		return AbstractRef.to(target, ValuePreparation.toProperty(field, value));
	}

	/** Null if the model has no callbacks: looked for late, as they may write, too. */
	private @Nullable ObservedWrites<M> observed() {
		Callbacks<M> callbacks = this.querySets.callbacks(this.model);
		return (callbacks != null) ? ObservedWrites.of(this.querySets, this.model, callbacks) : null;
	}

	private ObjectSaves<M> saves() {
		return new ObjectSaves<>(this.model, this.values, this.querySets.lookups());
	}

	private String name(String method) {
		return Operation.name(this.model, method);
	}

	<R> CompletableFuture<R> dispatch(Operation<R> operation) {
		return this.querySets.dispatcher().dispatch(operation);
	}

}
