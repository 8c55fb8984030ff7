package io.asyncorm.queryset;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.asyncorm.resolution.StoredConstants;
import io.asyncorm.type.ColumnType;
import io.asyncorm.expression.Defaults;
import io.asyncorm.expression.Expression;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Step;
import io.asyncorm.expression.Update;
import io.asyncorm.expression.Values;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.NotUpdatedException;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.resolution.ExpressionResolver;
import io.asyncorm.resolution.FieldPath;
import io.asyncorm.resolution.QueryEdits;
import io.asyncorm.resolution.TimeValues;
import io.asyncorm.resolution.ValuePreparation;
import org.jspecify.annotations.Nullable;

/**
 * Turns objects and keyword arguments into writes. Immutable and safe for use by several
 * threads.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class ModelWrites<M> {

	private final QuerySets querySets;

	private final ModelMetadata<M> model;

	ModelWrites(QuerySets querySets, ModelMetadata<M> model) {
		this.querySets = querySets;
		this.model = model;
	}

	/** Inserts an object as it is; a key that the database makes is left to it. */
	public CompletableFuture<M> create(M object) {
		return dispatch(new Operation.Create<>(name("acreate"), this.model, objectValues(object, true)));
	}

	/** Inserts a row of these values, and of the model's defaults where none is given. */
	public CompletableFuture<M> create(Kw values) {
		return dispatch(new Operation.Create<>(name("acreate"), this.model, withDefaults(fieldValues(values))));
	}

	/**
	 * Writes all of an object, as Django's {@code save()}: updates its row, and inserts
	 * it where there is none.
	 */
	public CompletableFuture<M> save(M object) {
		List<Operation.Change> insert = objectValues(object, true);
		Object key = key(object);
		if (key == null) {
			return dispatch(new Operation.Create<>(name("asave"), this.model, insert));
		}
		List<Operation.Change> changes = objectValues(object, false).stream()
			.filter((change) -> !change.field().primaryKey())
			.toList();
		return dispatch(
				new Operation.Save<>(name("asave"), this.model, this.model.key().convert(key), changes, insert));
	}

	/**
	 * Writes only these changes to an object's row, expressions among them. Fails with
	 * {@link NotUpdatedException} if there is no such row.
	 */
	public CompletableFuture<M> save(M object, Update<M> changes) {
		Object key = key(object);
		if (key == null) {
			throw new FieldException("This '" + this.model.name() + "' has no key, so there is no row to change:"
					+ " insert it with acreate()");
		}
		List<Operation.Change> wanted = new ArrayList<>(changes(QueryState.of(this.model), changes));
		if (wanted.stream().anyMatch((change) -> change.field().primaryKey())) {
			throw new FieldException("The key of a '" + this.model.name() + "' cannot be changed by asave():"
					+ " it says which row is meant");
		}
		for (ModelField field : this.model.fields()) {
			if (field.autoNow() && wanted.stream().noneMatch((change) -> change.field() == field)) {
				wanted.add(new Operation.Change(field, now(field)));
			}
		}
		return dispatch(new Operation.Save<>(name("asave"), this.model, this.model.key().convert(key), wanted, null));
	}

	/** A copy with other values, in memory. */
	public M with(M object, Update<M> changes) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (Update.Change change : changes.changes()) {
			ModelField field = field(FieldPath.walk(this.model, change.path(), List.of()), change.path());
			if (!(change.value() instanceof Expression.Value value)) {
				throw new FieldException("with() copies in memory and cannot compute '" + field.name()
						+ "': give an expression to asave(object, changes)");
			}
			values.put(field.name(), propertyValue(field, value.value()));
		}
		return this.model.construct(this.model.properties()
			.stream()
			.map((property) -> values.containsKey(property.name()) ? values.get(property.name()) : property.get(object))
			.toArray());
	}

	Operation<Long> updateAll(QueryState state, Update<M> changes) {
		return new Operation.UpdateAll(name("aupdate"), QueryEdits.unordered(state), changes(state, changes));
	}

	Operation<GetOrCreate<M>> getOrCreate(QueryState state, Kw owner, Kw lookup, Defaults defaults) {
		return upsert("agetOrCreate", state, owner, lookup, defaults, false, GetOrCreate::new);
	}

	Operation<UpdateOrCreate<M>> updateOrCreate(QueryState state, Kw owner, Kw lookup, Defaults defaults) {
		return upsert("aupdateOrCreate", state, owner, lookup, defaults, true, UpdateOrCreate::new);
	}

	/**
	 * @param owner what is written to a new object besides, because the query set is the
	 * many side of another one
	 */
	private <R> Operation<R> upsert(String method, QueryState state, Kw owner, Kw lookup, Defaults defaults,
			boolean update, BiFunction<M, Boolean, R> result) {
		QueryState matching = QueryEdits.filter(QueryEdits.unordered(state), this.querySets.lookups(),
				new Expression.And(lookup.entries().stream().<Expression>map(Kw.Entry::toKeyword).toList()), false);
		Kw plain = Kw.empty();
		for (Kw.Entry entry : lookup.entries()) {
			// As in Django, what is looked up by a lookup is not written
			plain = entry.name().contains("__") ? plain : plain.and(entry.name(), entry.value());
		}
		Map<ModelField, Expression> keyed = fieldValues(plain);
		Map<ModelField, Expression> written = fieldValues(defaults.values());
		Map<ModelField, Expression> inserted = new LinkedHashMap<>(fieldValues(owner));
		inserted.putAll(keyed);
		inserted.putAll(written);
		boolean covered = state.filters().isEmpty() && plain.entries().size() == lookup.entries().size();
		List<Operation.Change> changes = null;
		if (update) {
			changes = toChanges(written);
			if (!changes.isEmpty()) {
				changes = withAutoNow(changes);
			}
		}
		return new Operation.Upsert<>(name(method), this.model, matching, toChanges(keyed), covered, changes,
				withDefaults(inserted), result);
	}

	private List<Operation.Change> withAutoNow(List<Operation.Change> changes) {
		List<Operation.Change> all = new ArrayList<>(changes);
		for (ModelField field : this.model.fields()) {
			if (field.autoNow() && changes.stream().noneMatch((change) -> change.field() == field)) {
				all.add(new Operation.Change(field, now(field)));
			}
		}
		return all;
	}

	private List<Operation.Change> objectValues(M object, boolean insert) {
		List<Operation.Change> changes = new ArrayList<>();
		for (ModelField field : this.model.fields()) {
			Object value = field.get(object);
			if (field.autoNow() || insert && field.autoNowAdd()) {
				changes.add(new Operation.Change(field, now(field)));
			}
			else if (!(field.primaryKey() && value == null)) {
				changes.add(new Operation.Change(field, ValuePreparation.forField(field, value)));
			}
			else if (field.defaultValue() != null) {
				changes.add(new Operation.Change(field, defaultValue(field, field.defaultValue())));
			}
		}
		return changes;
	}

	private Map<ModelField, Expression> fieldValues(Kw values) {
		Map<ModelField, Expression> byField = new LinkedHashMap<>();
		for (Kw.Entry entry : values.entries()) {
			ModelField field = field(entry.name());
			byField.put(field, fieldValue(QueryState.of(this.model), field, Values.toExpression(entry.value())));
		}
		return byField;
	}

	private ModelField field(String name) {
		ModelField field = this.model.findField(name);
		if (field == null) {
			throw FieldException.unknown("keyword", name, "into a field of '" + this.model.name() + "'",
					this.model.fields().stream().map(ModelField::name).sorted().toList());
		}
		return field;
	}

	private List<Operation.Change> changes(QueryState state, Update<M> update) {
		List<Operation.Change> changes = new ArrayList<>();
		for (Update.Change change : update.changes()) {
			ModelField field = field(FieldPath.walk(this.model, change.path(), List.of()), change.path());
			changes.add(new Operation.Change(field, fieldValue(state, field, change.value())));
		}
		return changes;
	}

	private ModelField field(FieldPath path, List<Step> said) {
		if (!path.rest().isEmpty() || !path.hops().isEmpty() || path.field().model() != this.model) {
			throw new FieldException("'" + FieldPath.text(said) + "' is no field of '" + this.model.name()
					+ "' itself, so it cannot be written here");
		}
		return path.field();
	}

	private Expression fieldValue(QueryState state, ModelField field, Expression said) {
		if (said instanceof Expression.Value value && value.type() == null) {
			Object given = value.value();
			if (given != null && field.relation() == null && !field.json()) {
				given = TimeValues.toType(given, field.type(), this.querySets.lookups().timeZone());
			}
			return ValuePreparation.forField(field, given);
		}
		Expression resolved = StoredConstants.newValue(field,
				new ExpressionResolver(state, this.querySets.lookups(), 0).resolve(said));
		requireOwnColumns(field, resolved);
		return resolved;
	}

	private void requireOwnColumns(ModelField field, Expression expression) {
		if (expression instanceof Expression.Column column && !column.hops().isEmpty()) {
			throw new FieldException("The new value of '" + field.name() + "' speaks of '" + column.field()
					+ "' over a relation, which an update cannot join");
		}
		if (expression instanceof Expression.Aggregate) {
			throw new FieldException(
					"The new value of '" + field.name() + "' is an aggregate, which an update cannot" + " compute");
		}
		expression.forEachChild((child) -> requireOwnColumns(field, child));
	}

	private List<Operation.Change> withDefaults(Map<ModelField, Expression> given) {
		Map<ModelField, Expression> values = new LinkedHashMap<>();
		for (ModelField field : this.model.fields()) {
			Expression value = given.get(field);
			Supplier<?> defaultValue = field.defaultValue();
			if (field.autoNow() || field.autoNowAdd()) {
				values.put(field, now(field));
			}
			else if (value != null && !(field.generated() && isNull(value))) {
				values.put(field, value);
			}
			else if (value == null && defaultValue != null) {
				values.put(field, defaultValue(field, defaultValue));
			}
		}
		return toChanges(values);
	}

	private static List<Operation.Change> toChanges(Map<ModelField, Expression> values) {
		List<Operation.Change> changes = new ArrayList<>();
		values.forEach((field, value) -> changes.add(new Operation.Change(field, value)));
		return changes;
	}

	private static boolean isNull(Expression value) {
		return value instanceof Expression.Value constant && constant.value() == null;
	}

	private static Expression defaultValue(ModelField field, Supplier<?> supplier) {
		return ValuePreparation.forField(field, supplier.get());
	}

	/** The present time, as exactly as databases keep it. */
	private static Expression now(ModelField field) {
		Clock clock = Clock.tick(Clock.systemUTC(), ChronoUnit.MICROS.getDuration());
		ColumnType type = Objects.requireNonNull(ColumnType.find(field.type()));
		return new Expression.Value(type.now(clock), field.type(), false);
	}

	private @Nullable Object key(M object) {
		return this.model.key().get(object);
	}

	@SuppressWarnings("unchecked") // a reference takes the class of the model that its
									// field leads to
	private static @Nullable Object propertyValue(ModelField field, @Nullable Object value) {
		if (field.relation() == null || value == null || value instanceof Ref<?>) {
			return (value != null && field.relation() == null && !field.json())
					? ValuePreparation.toProperty(field, value) : value;
		}
		return Ref.of((Class<Object>) field.relation().target().type(), ValuePreparation.toProperty(field, value));
	}

	private String name(String method) {
		return Terminals.name(this.model, method);
	}

	private <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		return this.querySets.dispatcher().dispatch(operation);
	}

}
