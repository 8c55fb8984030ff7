package io.asyncorm.resolution;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.CompositeKey;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.ObjectValidator;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.model.Relation;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.query.AbstractRef;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.RefusedValueException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * Passes values that are going to be stored through the model's constructor. Where a
 * value is not known before it is stored, as that of an expression or of a default of the
 * database, the constructor is tried with null (or zero) in its place: what it normalises
 * is taken, but what it throws means nothing, and the row is judged when it comes back.
 * Used once.
 *
 * @param <M> the model
 */
final class ConstructorPass<M> {

	private final ModelMetadata<M> model;

	private final Map<ModelField, Expression> values;

	private final @Nullable M base;

	private final @Nullable Object[] arguments;

	/** Properties of a new object for which the constructor has default arguments. */
	private final BitSet absent = new BitSet();

	/**
	 * Properties whose values only the database knows, and for which the constructor,
	 * which may take no null, is tried with its default arguments.
	 */
	private final BitSet unknown = new BitSet();

	private final ObjectValidator validator;

	/** Whether the constructor is given all that the row is going to hold. */
	private boolean complete = true;

	/** Why an embedded value cannot be made, all of which is known. */
	private @Nullable Throwable refusal;

	/**
	 * @param values the values of columns, resolved
	 * @param base has the values of the other fields; null for a new object
	 * @param validator checks what was constructed, if all of it is known
	 */
	ConstructorPass(ModelMetadata<M> model, Map<ModelField, Expression> values, @Nullable M base,
			ObjectValidator validator) {
		this.model = model;
		this.values = values;
		this.base = base;
		this.arguments = new Object[model.properties().size()];
		this.validator = validator;
	}

	NewRow<M> run() {
		List<ModelMetadata.Property> properties = this.model.properties();
		for (int i = 0; i < this.arguments.length; i++) {
			ModelField field = properties.get(i).field();
			this.absent.set(i, this.base == null && field != null && !this.values.containsKey(field)
					&& this.model.isOptional(field));
			this.arguments[i] = (field != null && this.absent.get(i)) ? missing(field) : argument(properties.get(i));
			this.unknown.set(i, field != null && isUnknown(field) && this.model.hasDefaultArgument(i));
		}
		if (this.refusal != null) {
			return new NewRow<>(this.values, null, new RefusedObjectException(this.model.name(), this.refusal), true);
		}
		try {
			M object = this.model.construct(this.arguments, leftOut());
			return new NewRow<>(normalized(object), object, this.complete ? this.validator.validate(object) : null,
					this.complete);
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			RuntimeException refused = this.complete ? new RefusedObjectException(this.model.name(), ex)
					: needsDefaults() ? withoutDefaults(ex) : null;
			return new NewRow<>(this.values, null, refused, this.complete);
		}
	}

	private BitSet leftOut() {
		if (this.unknown.isEmpty()) {
			return this.absent;
		}
		BitSet leftOut = (BitSet) this.absent.clone();
		leftOut.or(this.unknown);
		return leftOut;
	}

	/** Whether a new object's value of a field, which is not null, is not known yet. */
	private boolean isUnknown(ModelField field) {
		if (this.base != null || field.isComposite() || field.isEmbedded() || field.nullable() || field.generated()) {
			return false;
		}
		Expression value = this.values.get(field);
		return (value != null) ? !(value instanceof Expression.Value) : isFilled(field);
	}

	/** Why there are no default arguments, without which nothing can be stored. */
	private RuntimeException withoutDefaults(Throwable failure) {
		for (int i = 0; i < this.arguments.length; i++) {
			ModelField field = this.model.properties().get(i).field();
			ModelField missing = (field != null && !this.absent.get(i)) ? findMissing(field) : null;
			if (missing != null) {
				return new RefusedValueException(
						"'" + this.model.name() + "' cannot be created: " + missing
								+ " was given no value, and must have one",
						this.model.name(), List.of(missing.name()), RefusedValueException.Reason.MISSING, failure);
			}
		}
		for (int i = 0; i < this.arguments.length; i++) {
			ModelField field = this.model.properties().get(i).field();
			if (field != null && this.arguments[i] == null && isUnknown(field) && !this.unknown.get(i)) {
				return new FieldException("'" + this.model.name()
						+ "' cannot be created without the values for which its"
						+ " constructor has default arguments: these are known only when it is called, and it takes no"
						+ " null for '" + field.name() + "', which the database is going to fill. Give that a default"
						+ " argument as well, let it be null, or give all other values", failure);
			}
		}
		return new RefusedObjectException(this.model.name(), failure);
	}

	/** The column of a field that must have a value, and gets none. */
	private @Nullable ModelField findMissing(ModelField field) {
		return field.columns().stream().filter((column) -> {
			Expression value = this.values.get(column);
			boolean none = value == null || value instanceof Expression.Value constant && constant.value() == null;
			return none && !column.nullable() && !column.generated() && !isFilled(column);
		}).findFirst().orElse(null);
	}

	/** Whether nothing can be stored without what the constructor has for it. */
	private boolean needsDefaults() {
		for (int i = this.absent.nextSetBit(0); i >= 0; i = this.absent.nextSetBit(i + 1)) {
			ModelField field = this.model.properties().get(i).field();
			if (field != null && !field.nullable() && !field.generated()) {
				return true;
			}
		}
		return false;
	}

	private @Nullable Object argument(ModelMetadata.Property property) {
		ModelField field = property.field();
		if (this.base != null && (field == null || field.columns().stream().noneMatch(this.values::containsKey))) {
			return property.get(this.base);
		}
		if (field == null) {
			return nothingRelated(property);
		}
		if (field.isEmbedded()) {
			return embedded(field);
		}
		if (isRecord(field)) {
			return keyRecord(field);
		}
		Object known = (value(field) instanceof Expression.Value constant) ? toProperty(field, constant) : null;
		if (known == null) {
			this.complete &= isNull(field);
		}
		return (known != null) ? known : missing(field);
	}

	/** Whether it is a key of several columns that the model holds as a record. */
	private static boolean isRecord(ModelField field) {
		return field.isComposite() && field.target() == null;
	}

	/** What is embedded, of which is missing what is not known before it is stored. */
	private @Nullable Object embedded(ModelField field) {
		List<@Nullable Object> values = columnValues(field);
		boolean known = true;
		for (ModelField column : field.columns()) {
			Expression value = this.values.get(column);
			known &= (value == null) ? this.base != null || !isFilled(column) : value instanceof Expression.Value;
		}
		this.complete &= known;
		if (known && field.parts().isAbsent(values)) {
			return null;
		}
		ModelField missing = known ? field.parts().missing(values) : null;
		if (missing != null && missing.nullable()) {
			this.refusal = new InvalidValueException("'" + field + "' is given a value without '"
					+ missing.parts().path() + "', which is not @Nullable");
			return null;
		}
		try {
			return CompositeKey.fromColumns(field, values);
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			if (known && missing == null) {
				this.refusal = ex;
			}
			this.complete = false;
			return null;
		}
	}

	/** The record of a key, of which the parts are missing that the row is given. */
	private @Nullable Object keyRecord(ModelField field) {
		List<@Nullable Object> values = columnValues(field);
		boolean missing = false;
		for (int i = 0; i < values.size(); i++) {
			ModelField column = field.columns().get(i);
			if (values.get(i) == null) {
				this.complete &= isNull(column);
				missing |= !CompositeKey.isMade(column);
			}
		}
		try {
			return missing ? null : CompositeKey.fromColumns(field, values);
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			this.complete = false; // the row is judged when it comes back
			return null;
		}
	}

	/** The value of a field, of a composite one if that of each column is known. */
	private @Nullable Expression value(ModelField field) {
		if (!field.isComposite()) {
			return this.values.get(field);
		}
		List<@Nullable Object> known = columnValues(field);
		return known.contains(null) ? null : Expression.Value.of(CompositeKey.of(field, known), field.type());
	}

	/** What each column is going to hold, as far as that is known. */
	private List<@Nullable Object> columnValues(ModelField field) {
		CompositeKey old = (this.base != null && field.valueIn(this.base) != null)
				? (CompositeKey) field.convert(Objects.requireNonNull(field.valueIn(this.base))) : null;
		List<@Nullable Object> values = new ArrayList<>();
		for (ModelField column : field.columns()) {
			Expression value = this.values.get(column);
			values.add((value instanceof Expression.Value constant) ? constant.value()
					: (value == null && old != null) ? old.values().get(values.size()) : null);
		}
		return values;
	}

	/** A new object has none on the other side of a relation. */
	private static Relation<?> nothingRelated(ModelMetadata.Property property) {
		ModelRelation relation = property.relation();
		return (relation != null && relation.kind() == ModelRelation.Kind.REVERSE_ONE_TO_ONE) ? One.none() : Many.of();
	}

	/** Whether the row holds a null that the property allows, or gets a key. */
	private boolean isNull(ModelField field) {
		Expression value = value(field);
		boolean none = (value == null) ? field.generated() || !isFilled(field)
				: value instanceof Expression.Value constant && constant.value() == null;
		return none && (field.nullable() || field.generated());
	}

	/** Whether the database has a value of its own for the column. */
	private static boolean isFilled(ModelField field) {
		return field.databaseDefault() != null || field.readOnly();
	}

	private static @Nullable Object missing(ModelField field) {
		return (field.genericType() instanceof Class<?> type && type.isPrimitive())
				? Array.get(Array.newInstance(type, 1), 0) : null;
	}

	/** What the property holds where the column holds this; null if that is not known. */
	private static @Nullable Object toProperty(ModelField field, Expression.Value constant) {
		Object stored = constant.value();
		if (stored == null) {
			return null;
		}
		Conversion conversion = field.conversion();
		try {
			Object value = (conversion != null) ? conversion.fromColumn(stored) : stored;
			if (field.target() != null) {
				return AbstractRef.to(field.target(), value);
			}
			return field.javaType().isInstance(value) ? value : null;
		}
		catch (DataRetrievalFailureException ex) {
			return null; // what its converter cannot read is judged when it comes back
		}
	}

	/** The values, most often as they were. */
	private Map<ModelField, Expression> normalized(M object) {
		Map<ModelField, Expression> normalized = this.values;
		List<ModelMetadata.Property> properties = this.model.properties();
		for (int i = 0; i < this.arguments.length; i++) {
			ModelField field = properties.get(i).field();
			if (field == null) {
				continue;
			}
			Object made = this.absent.get(i) ? field.get(object) : null;
			if (made != null) {
				normalized = copied(normalized);
				normalized.put(field, ValuePreparation.forField(field, made));
				continue;
			}
			Expression given = field.isEmbedded() ? null : value(field);
			if (field.isEmbedded() || given == null && isRecord(field) && this.arguments[i] != null) {
				normalized = withParts(normalized, field, object);
				continue;
			}
			Expression stored = normalized(field, given, this.arguments[i], field.get(object));
			if (stored != null && stored != given) {
				normalized = copied(normalized);
				CompositeColumns.put(normalized, field, stored);
			}
		}
		return normalized;
	}

	private Map<ModelField, Expression> withParts(Map<ModelField, Expression> values, ModelField field, M object) {
		Map<ModelField, Expression> normalized = values;
		for (ModelField column : field.columns()) {
			Expression given = this.values.get(column);
			Object argument = (given instanceof Expression.Value constant) ? toProperty(column, constant) : null;
			Expression stored = normalized(column, given, argument, column.get(object));
			if ((given != null || field.isEmbedded()) && stored != null && stored != given) {
				normalized = copied(normalized);
				normalized.put(column, stored);
			}
		}
		return normalized;
	}

	/** The copy that is changed: those that were given stay as they are. */
	private Map<ModelField, Expression> copied(Map<ModelField, Expression> normalized) {
		return (normalized != this.values) ? normalized : new LinkedHashMap<>(this.values);
	}

	/**
	 * @param given what was to be stored; null if nothing was
	 * @param argument what the constructor was given
	 * @param value what it made of that
	 */
	private @Nullable Expression normalized(ModelField field, @Nullable Expression given, @Nullable Object argument,
			@Nullable Object value) {
		boolean computed = (given == null) ? this.base != null || isFilled(field)
				: !(given instanceof Expression.Value);
		return (computed || Objects.deepEquals(argument, value)) ? given : ValuePreparation.forField(field, value);
	}

}
