package io.asyncorm.model;

import io.asyncorm.type.ColumnType;
import io.asyncorm.type.ScalarValues;
import io.asyncorm.type.StandIn;
import io.asyncorm.type.UnfitValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Applies an {@link AttributeConverter} to the values of one property: checks the types
 * of what it returns, and names the property in errors. Immutable and safe for use by
 * several threads.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public final class Conversion {

	private final Class<?> javaType;

	private final Class<?> columnType;

	private final AttributeConverter<Object, Object> converter;

	private final String name;

	private final String owner;

	/**
	 * @param javaType the boxed type of the property
	 * @param columnType the boxed type of the column
	 * @param name what converts, for messages
	 * @param owner whose values it converts, for messages
	 */
	@SuppressWarnings("unchecked") // the types were read of the converter's own class
	Conversion(Class<?> javaType, Class<?> columnType, AttributeConverter<?, ?> converter, String name, String owner) {
		this.javaType = javaType;
		this.columnType = columnType;
		this.converter = (AttributeConverter<Object, Object>) converter;
		this.name = name;
		this.owner = owner;
	}

	/** The same conversion for another owner, which errors will name. */
	Conversion of(Object owner) {
		return named("'" + owner + "'");
	}

	/** Likewise, named as it is. */
	Conversion named(String owner) {
		return new Conversion(this.javaType, this.columnType, this.converter, this.name, owner);
	}

	AttributeConverter<?, ?> converter() {
		return this.converter;
	}

	/** How a class of the JDK is stored, if it is one that is converted here. */
	private @Nullable StandIn standIn() {
		return (this.converter instanceof StandInConverter own) ? own.standIn() : null;
	}

	/** The length of the longest text that is stored; 0 if there is no limit. */
	int length() {
		StandIn standIn = standIn();
		return (standIn != null) ? standIn.length() : 0;
	}

	/** The boxed type of the property. */
	public Class<?> javaType() {
		return this.javaType;
	}

	/** The boxed type of the column. */
	public Class<?> columnType() {
		return this.columnType;
	}

	/**
	 * How an element of the array that the property is becomes one of its values; null if
	 * it is one as it is, or the property is no array.
	 */
	public @Nullable Conversion ofElement() {
		Conversion element = ((Object) this.converter instanceof ArrayConverter arrays) ? arrays.conversion() : null;
		return (element != null) ? element.named(this.owner) : null;
	}

	/** The type of the ends of the range that the property is; null if it is none. */
	public @Nullable Class<?> rangeElement() {
		return ((Object) this.converter instanceof RangeConverter ranges) ? ranges.element() : null;
	}

	/** The database's own type of ranges; null if the property is none. */
	public @Nullable String rangeType() {
		return ((Object) this.converter instanceof RangeConverter ranges) ? ranges.columnType() : null;
	}

	/**
	 * The range that has a value and no other, as the column holds it.
	 * @throws InvalidValueException if the property is no range of such values
	 */
	public Object toColumnOfElement(Object value) {
		if ((Object) this.converter instanceof RangeConverter ranges) {
			try {
				return ranges.ofElement(value);
			}
			catch (InvalidValueException ex) {
				throw new InvalidValueException(this.owner + ": " + ex.getMessage(), ex);
			}
		}
		throw new InvalidValueException(this.owner + " is no range");
	}

	/** A value of the column as all have it that are equal to the database. */
	Object comparable(Object stored) {
		return ((Object) this.converter instanceof RangeConverter ranges) ? ranges.comparable(stored) : stored;
	}

	/**
	 * Whether a value has the type of the property, or holds several values that become
	 * elements of its array only by being converted.
	 */
	public boolean converts(@Nullable Object value) {
		return this.javaType.isInstance(value) || (Object) this.converter instanceof ArrayConverter arrays
				&& arrays.conversion() != null && ArrayConverter.isSeveral(value);
	}

	/**
	 * Converts a value of the property to the value that the column holds.
	 * @throws InvalidValueException if the converter fails
	 */
	public Object toColumn(Object value) {
		Object stored;
		try {
			stored = this.converter.toColumn(value);
		}
		catch (InvalidValueException ex) {
			throw new InvalidValueException(this.owner + ": " + ex.getMessage(), ex);
		}
		catch (RuntimeException ex) {
			throw new InvalidValueException(failed("cannot store a value", ex), ex);
		}
		if (!this.columnType.isInstance(stored)) {
			throw new InvalidDataAccessApiUsageException(this.owner + ": " + gave(stored, this.columnType));
		}
		return stored;
	}

	/**
	 * Converts a value that the column holds to a value of the property.
	 * @throws DataRetrievalFailureException if the converter fails
	 */
	public Object fromColumn(Object stored) {
		Object value;
		try {
			value = this.converter.fromColumn(stored);
		}
		catch (DataRetrievalFailureException ex) {
			throw new DataRetrievalFailureException(this.owner + ": " + ex.getMessage(), ex);
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new DataRetrievalFailureException(failed("cannot read what the column holds", ex), ex);
		}
		if (!this.javaType.isInstance(value)) {
			throw new DataRetrievalFailureException(this.owner + ": " + gave(value, this.javaType));
		}
		return value;
	}

	/**
	 * Converts a value that a user gave to the type of the property: text may name a
	 * constant of an enum, for example, and anything else must be a value of the column.
	 * @throws InvalidValueException if it cannot be converted
	 */
	public Object toProperty(Object given) {
		if (this.javaType.isInstance(given)) {
			return given;
		}
		if (converts(given)) {
			return fromColumn(toColumn(given));
		}
		boolean simple = hasSimpleJavaType();
		try {
			return simple ? ScalarValues.convert(given, this.javaType)
					: fromColumn(ScalarValues.convert(spelled(given), this.columnType));
		}
		catch (UnfitValueException | DataRetrievalFailureException ex) {
			StandIn standIn = standIn();
			String reason = "A value of type '" + given.getClass().getTypeName() + "' cannot be used as '"
					+ this.javaType.getTypeName() + "'" + ((standIn != null) ? ": it takes " + standIn.form() : "");
			throw new InvalidValueException(this.owner + ": " + (simple ? ex.getMessage() : reason), ex);
		}
	}

	/**
	 * What a user gave instead of a value of the property, as the column would hold it:
	 * of a text that spells such a value, what is stored of that. All else is as it is.
	 */
	public Object spelled(Object given) {
		StandIn standIn = standIn();
		return (standIn != null) ? standIn.spelled(given) : given;
	}

	/**
	 * Whether columns could hold the type of the property without the converter, as they
	 * could an enum: text is then parsed as that type.
	 */
	public boolean hasSimpleJavaType() {
		return ColumnType.isSimple(this.javaType);
	}

	/**
	 * Whether the type of the property is known without its converter: to columns, or as
	 * a class of the JDK that another one stands in for.
	 */
	public boolean hasCommonJavaType() {
		return hasSimpleJavaType() || StandIn.find(this.javaType) != null;
	}

	private String failed(String what, Throwable cause) {
		String reason = (cause instanceof UnfitValueException) ? cause.getMessage() : cause.getClass().getName();
		return this.owner + ": " + this.name + " " + what + " (" + reason + ")";
	}

	private String gave(@Nullable Object value, Class<?> wanted) {
		return this.name + " gave " + ((value != null) ? "a '" + value.getClass().getTypeName() + "'" : "null")
				+ " and not a '" + wanted.getTypeName() + "'";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Conversion that && this.converter.equals(that.converter);
	}

	@Override
	public int hashCode() {
		return this.converter.hashCode();
	}

	@Override
	public String toString() {
		return this.converter.getClass().getName();
	}

}
