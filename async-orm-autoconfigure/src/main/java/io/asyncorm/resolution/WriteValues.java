package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Update;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.CurrentUser;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidObjectException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ObjectValidator;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.plan.CurrentTenant;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

/**
 * Resolves objects, keyword arguments and updates to the values of each column to write,
 * including defaults and {@code @AutoNow} times. Immutable and safe for use by several
 * threads.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class WriteValues<M> {

	private final ModelMetadata<M> model;

	private final LookupRegistry lookups;

	private final AutomaticValues automatic;

	private final ObjectValidator validator;

	private final TenantValues<M> tenants;

	/**
	 * @param user who is acting
	 * @param validator checks objects that are going to be written
	 * @param tenants tells whose new rows are
	 */
	public WriteValues(ModelMetadata<M> model, LookupRegistry lookups, CurrentUser user, ObjectValidator validator,
			CurrentTenant tenants) {
		this.tenants = new TenantValues<>(model, tenants);
		this.model = model;
		this.lookups = lookups;
		this.automatic = new AutomaticValues(lookups, user);
		this.validator = validator;
	}

	/**
	 * Checks an object that is going to be written.
	 * @throws InvalidObjectException if it is invalid
	 */
	public void requireValid(M object) {
		EmbeddedValues.require(this.model, object);
		InvalidObjectException invalid = this.validator.validate(object);
		if (invalid != null) {
			throw invalid;
		}
	}

	/**
	 * The columns of an object. A key that it lacks is left to the database, as is what
	 * has a default there, and what only the database writes.
	 * @param insert whether for a new row, and not for one that is there
	 * @throws FieldException if a new row is to have a key that only the database gives
	 */
	public List<Operation.Change> ofObject(M object, boolean insert) {
		List<Operation.Change> changes = new ArrayList<>();
		for (ModelField field : this.model.fields()) {
			Expression value = ofObject(field, object, insert);
			if (value != null) {
				changes.add(new Operation.Change(field, value));
			}
		}
		return changes;
	}

	/**
	 * The columns of an object for a new row, of which most are as when it is saved.
	 * @param saved the columns of the object for a row that is there, without the key
	 */
	public List<Operation.Change> inserted(M object, List<Operation.Change> saved) {
		List<Operation.Change> changes = new ArrayList<>(saved.size() + 1);
		int next = 0;
		for (ModelField field : this.model.fields()) {
			Operation.Change change = (next < saved.size() && saved.get(next).field() == field) ? saved.get(next++)
					: null;
			if (change != null && !field.isAutomatic()
					&& (field.databaseDefault() == null || field.get(object) != null)) {
				changes.add(change);
				continue;
			}
			Expression value = ofObject(field, object, true);
			if (value != null) {
				changes.add(new Operation.Change(field, value));
			}
		}
		return changes;
	}

	/**
	 * Whether a column of new rows holds what {@link ModelField#convert} makes of the
	 * object's value, unless that is null.
	 */
	public static boolean isPlain(ModelField field) {
		return !field.readOnly() && !field.isAutomatic() && field.target() == null;
	}

	/** One column of an object; null if it is left to the database. */
	public @Nullable Expression ofObject(ModelField field, M object, boolean insert) {
		Object value = field.get(object);
		if (field.readOnly()) {
			if (insert && field.primaryKey() && value != null) {
				throw ReadOnlyFields.refusal(field);
			}
			return null;
		}
		Expression automatic = insert ? this.automatic.inserted(field) : this.automatic.saved(field, object);
		if (automatic != null) {
			return automatic;
		}
		if (value == null && this.tenants.isOf(field)) {
			return this.tenants.ofNew(object);
		}
		if (value != null || !isLeftOut(field, insert)) {
			return ValuePreparation.forField(field, value);
		}
		Supplier<?> defaultValue = field.primaryKey() ? field.defaultValue() : null;
		return (defaultValue != null) ? defaultValue(field, defaultValue) : null;
	}

	/**
	 * The columns that keyword arguments name.
	 * @throws FieldException if one of them names no field, or one that only the database
	 * writes
	 */
	public Map<ModelField, Expression> ofKeywords(List<Expression.Keyword> values) {
		Map<ModelField, Expression> byField = ofKeywords(values, true);
		byField.forEach(ReadOnlyFields::requireWritable);
		return byField;
	}

	/**
	 * The columns that the plain parts of a lookup name, which only the database may
	 * write.
	 * @throws FieldException if one of them names no field
	 */
	public Map<ModelField, Expression> ofLookup(List<Expression.Keyword> values) {
		return this.tenants.added(ofKeywords(values, false));
	}

	private Map<ModelField, Expression> ofKeywords(List<Expression.Keyword> values, boolean written) {
		Map<ModelField, Expression> byField = LinkedHashMap.newLinkedHashMap(values.size());
		NamedFields named = new NamedFields(values.size());
		for (Expression.Keyword keyword : values) {
			ModelField field = FieldPath.requireField(this.model, keyword.path(), "keyword");
			named.add(field, keyword.path());
			Expression value = ExpressionAccess.toTree(keyword.value());
			if (!(written && NewKeys.put(byField, field, value))) {
				CompositeColumns.put(byField, field, fieldValue(null, field, value));
			}
		}
		return byField;
	}

	/** The columns that a new row is given. */
	public Map<ModelField, Expression> ofUpdate(Update<M> values) {
		Map<ModelField, Expression> byField = new LinkedHashMap<>();
		for (ExpressionAccess.Change change : requireDifferent(values)) {
			if (!NewKeys.put(byField, field(change), change.value())) {
				change(QueryState.of(this.model), change, byField);
			}
		}
		return byField;
	}

	/**
	 * The columns that an update changes.
	 * @param state the rows, whose annotations the new values may use
	 */
	public List<Operation.Change> changes(QueryState state, Update<M> update) {
		List<Operation.Change> changes = new ArrayList<>();
		for (ExpressionAccess.Change change : requireDifferent(update)) {
			Map<ModelField, Expression> columns = new LinkedHashMap<>();
			this.tenants.requireOther(field(change));
			change(state, change, columns);
			EmbeddedValues.requirePart(field(change), change.value());
			changes.addAll(toChanges(columns));
		}
		return changes;
	}

	private void change(QueryState state, ExpressionAccess.Change change, Map<ModelField, Expression> columns) {
		ModelField field = field(change);
		versions().requireNone(List.of(field));
		Expression value = fieldValue(state, field, change.value());
		ReadOnlyFields.requireWritable(field, value);
		CompositeColumns.put(columns, field, value);
	}

	/**
	 * The changes of an update.
	 * @throws FieldException if two of them are for one field
	 */
	public List<ExpressionAccess.Change> requireDifferent(Update<M> update) {
		return NamedFields.requireDifferent(ExpressionAccess.changes(update), this::field);
	}

	/**
	 * The field that a change is for.
	 * @throws FieldException if it is none of the model itself
	 */
	public ModelField field(ExpressionAccess.Change change) {
		FieldPath path = FieldPath.walk(this.model, change.path(), List.of());
		if (!path.rest().isEmpty() || !path.hops().isEmpty() || path.field().model() != this.model) {
			throw new FieldException("'" + FieldPath.quoted(change.path()) + "' is no field of '" + this.model.name()
					+ "' itself, so it cannot be written here");
		}
		return path.field();
	}

	/**
	 * Changes of a row that is saved, and those of its automatic fields that they do not
	 * name, such as {@code @AutoNow} and {@code @Version}.
	 * @param object what is saved; null if the row is not known
	 */
	public List<Operation.Change> withAutomatic(List<Operation.Change> changes, @Nullable M object) {
		List<Operation.Change> all = changes;
		for (ModelField field : this.model.fields()) {
			boolean given = !field.isAutomatic() || changes.stream().anyMatch((change) -> change.field() == field);
			Expression automatic = given ? null : this.automatic.saved(field, object);
			if (automatic != null) {
				all = (all != changes) ? all : new ArrayList<>(changes);
				all.add(new Operation.Change(field, automatic));
			}
		}
		return all;
	}

	/** The key of an object, which may lack the tenant; null if it has none. */
	public @Nullable Object keyOf(M object) {
		return this.tenants.keyOf(object);
	}

	/** The versions of the model's rows. */
	public RowVersions<M> versions() {
		return new RowVersions<>(this.model, this.automatic);
	}

	/**
	 * The columns of a new row: what was given, and the defaults of the other fields, as
	 * the model's constructor normalises them. As in Django, automatic times replace what
	 * was given. What only the database writes is left out, though it is looked up by; by
	 * a key like that, no row is inserted.
	 */
	public NewRow<M> newRow(Map<ModelField, Expression> given) {
		return newRow(given::get);
	}

	/**
	 * As {@link #newRow(Map)}.
	 * @param found the value that was given for a field; null if none was
	 */
	public NewRow<M> newRow(Function<ModelField, @Nullable Expression> found) {
		Function<ModelField, @Nullable Expression> given = this.tenants.added(found);
		Map<ModelField, Expression> values = LinkedHashMap.newLinkedHashMap(this.model.fields().size());
		FieldException refusal = null;
		for (ModelField field : this.model.fields()) {
			Expression value = given.apply(field);
			Supplier<?> defaultValue = field.defaultValue();
			Expression automatic = this.automatic.inserted(field);
			if (field.readOnly()) {
				refusal = (field.primaryKey() && value != null && !isNull(value)) ? ReadOnlyFields.refusal(field)
						: refusal;
			}
			else if (automatic != null) {
				values.put(field, automatic);
			}
			else if (value != null && !(field.generated() && isNull(value))) {
				values.put(field, value);
			}
			else if (value == null && defaultValue != null && !EmbeddedValues.isAbsent(field, given)) {
				values.put(field, defaultValue(field, defaultValue));
			}
		}
		NewRow<M> row = new ConstructorPass<>(this.model, values, null, this.validator).run();
		return (refusal != null) ? new NewRow<>(row.values(), row.object(), refusal, row.complete()) : row;
	}

	/** The new row of an object. */
	public NewRow<M> newRow(M object) {
		Map<ModelField, Expression> values = new LinkedHashMap<>();
		ofObject(object, true).forEach((change) -> values.put(change.field(), change.value()));
		return new NewRow<>(values, object, this.validator.validate(object), true);
	}

	/**
	 * New values of an object's fields, as its constructor normalises them. What that
	 * refuses is judged when the row comes back.
	 */
	public List<Operation.Change> normalized(M object, List<Operation.Change> changes) {
		return normalized(object, changes, InvalidObjectException.class);
	}

	/**
	 * New values of an object's fields, as its constructor normalises them, of a row that
	 * does not come back.
	 * @throws RefusedObjectException if the constructor refuses them
	 */
	public List<Operation.Change> accepted(M object, List<Operation.Change> changes) {
		return normalized(object, changes, RuntimeException.class);
	}

	private List<Operation.Change> normalized(M object, List<Operation.Change> changes,
			Class<? extends RuntimeException> thrown) {
		Map<ModelField, Expression> given = new LinkedHashMap<>();
		changes.forEach((change) -> given.put(change.field(), change.value()));
		NewRow<M> row = new ConstructorPass<>(this.model, given, object, this.validator).run();
		if (thrown.isInstance(row.refusal())) {
			throw thrown.cast(row.refusal());
		}
		return toChanges(row.normalized(given));
	}

	/**
	 * Changes of the row of a key, without that of its tenant to itself.
	 * @throws OtherTenantException if they make it refer to an object of another
	 */
	public List<Operation.Change> ofSameTenant(List<Operation.Change> changes, Object key) {
		return this.tenants.unmoved(changes, key);
	}

	/** The values of columns as changes, in order. */
	public static List<Operation.Change> toChanges(Map<ModelField, Expression> values) {
		Operation.Change[] changes = new Operation.Change[values.size()];
		int next = 0;
		for (Map.Entry<ModelField, Expression> value : values.entrySet()) {
			changes[next++] = new Operation.Change(value.getKey(), value.getValue());
		}
		return List.of(changes);
	}

	/**
	 * @param state the rows that an expression is resolved against; null for all
	 */
	private Expression fieldValue(@Nullable QueryState state, ModelField field, Expression unresolved) {
		if (unresolved instanceof Expression.Value value && value.type() == null) {
			Object given = value.value();
			boolean own = field.conversion() != null && field.conversion().converts(given);
			boolean other = !own && !field.json() && !field.type().isInstance(given);
			if (given != null && other && field.relation() == null) {
				given = TimeValues.toType(given, field.type(), this.lookups.timeZone());
			}
			return ValuePreparation.forField(field, given);
		}
		Expression resolved = StoredConstants.forColumn(field.conversion(), field.documentType(),
				new ExpressionResolver((state != null) ? state : QueryState.of(this.model), this.lookups, 0)
					.resolve(unresolved));
		requireOwnColumns(field, resolved);
		return resolved;
	}

	private static void requireOwnColumns(ModelField field, Expression expression) {
		if (expression instanceof Expression.Column column && !column.hops().isEmpty()) {
			throw new FieldException("The new value of '" + field.name() + "' refers to '" + column.field()
					+ "' over a relation, which an update cannot join");
		}
		if (expression instanceof Expression.Aggregate) {
			throw new FieldException(
					"The new value of '" + field.name() + "' is an aggregate, which an update cannot compute");
		}
		expression.forEachChild((child) -> requireOwnColumns(field, child));
	}

	private static boolean isNull(Expression value) {
		return value instanceof Expression.Value constant && constant.value() == null;
	}

	private static Expression defaultValue(ModelField field, Supplier<?> supplier) {
		return ValuePreparation.forField(field, supplier.get());
	}

	/** Whether an object's null is left to the database. */
	private static boolean isLeftOut(ModelField field, boolean insert) {
		return field.primaryKey() || insert && field.databaseDefault() != null;
	}

}
