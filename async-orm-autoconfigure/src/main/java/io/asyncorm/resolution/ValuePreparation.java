package io.asyncorm.resolution;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.query.AbstractRef;
import io.asyncorm.type.ColumnType;
import io.asyncorm.type.NumberType;
import io.asyncorm.type.ScalarValues;
import io.asyncorm.type.TextForms;
import io.asyncorm.type.UnfitValueException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Converts values of users to those that are bound, as Django's {@code get_prep_value}:
 * related objects to their keys, numbers and texts to the type of the field.
 *
 * @since 0.1.0
 */
public final class ValuePreparation {

	private ValuePreparation() {
	}

	/**
	 * The value of a field, as a write binds it.
	 */
	public static Expression.Value forField(ModelField field, @Nullable Object value) {
		return forField(field, value, field.name());
	}

	/**
	 * Likewise.
	 * @param where what takes the value, for messages
	 */
	public static Expression.Value forField(ModelField field, @Nullable Object value, String where) {
		ModelField target = field.target();
		Object key = (target != null) ? toKey(value, target, where) : value;
		if (key == null && field.isEmbedded() && !field.nullable()) {
			throw new InvalidValueException(
					"'" + where + "' cannot be null: '" + field + "' is not @Nullable, and its columns might be");
		}
		if (key == null) {
			return Expression.Value.of(null, field.type());
		}
		try {
			return Expression.Value.of(field.convert(key), field.type());
		}
		catch (InvalidValueException ex) {
			throw (target != null) ? noKey(where, target, key, ex) : ex;
		}
	}

	/** Says what a reference takes, of a value that is neither. */
	static InvalidValueException noKey(String where, ModelField target, Object value, InvalidValueException cause) {
		String related = target.model().name();
		String article = ("AEIO".indexOf(related.charAt(0)) >= 0) ? "an " : "a ";
		return new InvalidValueException(
				"'" + where + "' takes " + article + related + " or its " + (target.isKey() ? "key" : target.name())
						+ ", a " + target.javaType().getSimpleName() + ": a value of type '"
						+ value.getClass().getTypeName() + "' was given that is neither" + ((value instanceof Map)
								? "; give the key, or an object that holds it as '" + target.name() + "'" : ""),
				cause);
	}

	/** The value of a field, as its property holds it; of a foreign key the key. */
	public static Object toProperty(ModelField field, Object value) {
		ModelField target = field.target();
		Object key = (target != null) ? toKey(value, target, field.name()) : value;
		return field.toProperty(Objects.requireNonNull(key));
	}

	/** The elements of a collection or array. */
	static List<@Nullable Object> elements(Object values, String where) {
		if (values instanceof Collection<?> collection) {
			return new ArrayList<>(collection);
		}
		if (values instanceof Object[] array) {
			return Arrays.asList(array);
		}
		if (values.getClass().isArray()) {
			List<@Nullable Object> elements = new ArrayList<>();
			for (int i = 0; i < Array.getLength(values); i++) {
				elements.add(Array.get(values, i));
			}
			return elements;
		}
		throw new InvalidValueException(
				"'" + where + "' takes a collection or a query set, not a " + values.getClass().getName());
	}

	/**
	 * The key of a related object, of a reference to one, of a JSON document of one,
	 * which is how clients are shown it, or as it was given.
	 * @param target the field that holds the key: the primary key, or another one that a
	 * foreign key refers to
	 */
	static @Nullable Object toKey(@Nullable Object value, ModelField target, String where) {
		ModelMetadata<?> related = target.model();
		if (value instanceof AbstractRef<?> ref) {
			requireModel(ref.model(), related, where);
			return ref.hasKey() ? requireKey(ref.valueOf(target), target, where) : ref.key();
		}
		if (value != null && related.type().isInstance(value)) {
			return requireKey(target.valueIn(value), target, where);
		}
		if (value instanceof Map<?, ?> document && !target.isComposite() && document.get(target.name()) != null) {
			return document.get(target.name());
		}
		if (value != null && value.getClass().isAnnotationPresent(io.asyncorm.model.Model.class)) {
			requireModel(value.getClass(), related, where);
		}
		return value;
	}

	private static Object requireKey(@Nullable Object key, ModelField target, String where) {
		if (key == null) {
			throw new InvalidDataAccessApiUsageException("'" + where + "' was given a '" + target.model().name()
					+ "' that has no " + (target.isKey() ? "key" : "'" + target.name() + "'")
					+ " yet: save it first, and use what acreate() or asave() returned");
		}
		return key;
	}

	private static void requireModel(Class<?> given, ModelMetadata<?> related, String where) {
		if (given != related.type()) {
			throw new InvalidDataAccessApiUsageException(
					"'" + where + "' leads to '" + related.name() + "', not to '" + given.getSimpleName() + "'");
		}
	}

	/**
	 * What stands for an aggregate that has no value, in its type. As in Django, of a
	 * number that stands for a whole one the fraction is cut off.
	 */
	static Expression.Value otherwise(@Nullable Object constant, Class<?> type, ZoneId zone) {
		if (constant == null || type.isEnum() || !ColumnType.isSimple(type)) {
			return Expression.Value.ofOwnClass(constant);
		}
		String where = "orElse";
		Object value = comparable(constant, type, where, zone);
		if (value instanceof Number number && NumberType.isInteger(type)) {
			value = IntegerBounds.toNumber(number, where).toBigInteger();
		}
		return Expression.Value.of(convert(value, type, where), type);
	}

	/**
	 * A value to compare with, in the type of a field or in one that converts to it. As
	 * in Django, numbers are rounded to floating-point numbers.
	 */
	static Object comparable(Object given, Class<?> type, String where, ZoneId zone) {
		Object value = TimeValues.toType(parsed(given, type, where), type, zone);
		if (!(value instanceof Number number) || !NumberType.isFloating(type)) {
			return value;
		}
		if (!NumberType.isFloating(number.getClass()) && !NumberType.isInteger(number.getClass())) {
			// Refuses what would take long to be rounded
			convert(number, BigDecimal.class, where);
		}
		return (type == Double.class) ? (Object) number.doubleValue() : number.floatValue();
	}

	/** A text in a format that only lookups take as its value; all else as it is. */
	static Object parsed(Object value, Class<?> type, String where) {
		try {
			return TextForms.toType(value, type, where);
		}
		catch (UnfitValueException ex) {
			throw new InvalidValueException(ex.getMessage(), ex);
		}
	}

	/**
	 * A value in the type of a field.
	 * @param where what takes it, for messages
	 * @throws InvalidValueException if it does not fit
	 */
	public static Object convert(Object value, Class<?> type, String where) {
		try {
			return ScalarValues.convert(value, type);
		}
		catch (UnfitValueException ex) {
			throw new InvalidValueException("'" + where + "': " + ex.getMessage(), ex);
		}
	}

}
