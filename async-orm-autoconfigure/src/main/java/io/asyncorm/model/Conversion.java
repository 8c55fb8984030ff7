package io.asyncorm.model;

import io.asyncorm.type.ColumnType;
import io.asyncorm.type.ScalarValues;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * An {@link AttributeConverter} in its place: which types it converts, and whose values,
 * so that what goes wrong is said of the property. Immutable and safe for use by several
 * threads.
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

	/** The same conversion of somebody else's values. */
	Conversion of(Object owner) {
		return new Conversion(this.javaType, this.columnType, this.converter, this.name, "'" + owner + "'");
	}

	AttributeConverter<?, ?> converter() {
		return this.converter;
	}

	/** The boxed type of the property. */
	public Class<?> javaType() {
		return this.javaType;
	}

	/** The boxed type of the column. */
	public Class<?> columnType() {
		return this.columnType;
	}

	/** Whether a value is one of the property's. */
	public boolean converts(@Nullable Object value) {
		return this.javaType.isInstance(value);
	}

	/**
	 * A value of the property, as the column holds it.
	 * @throws InvalidDataAccessApiUsageException if the converter fails
	 */
	public Object toColumn(Object value) {
		Object stored;
		try {
			stored = this.converter.toColumn(value);
		}
		catch (RuntimeException ex) {
			throw new InvalidDataAccessApiUsageException(failed("cannot store a value", ex), ex);
		}
		if (!this.columnType.isInstance(stored)) {
			throw new InvalidDataAccessApiUsageException(this.owner + ": " + gave(stored, this.columnType));
		}
		return stored;
	}

	/**
	 * The value of the property that a column holds.
	 * @throws DataRetrievalFailureException if the converter fails
	 */
	public Object fromColumn(Object stored) {
		Object value;
		try {
			value = this.converter.fromColumn(stored);
		}
		catch (RuntimeException ex) {
			throw new DataRetrievalFailureException(failed("cannot read what the column holds", ex), ex);
		}
		if (!this.javaType.isInstance(value)) {
			throw new DataRetrievalFailureException(this.owner + ": " + gave(value, this.javaType));
		}
		return value;
	}

	/**
	 * What a user gave, as a value of the property. If it is none it must spell one: by
	 * the name of a constant, for example, or else as the column holds it.
	 * @throws InvalidDataAccessApiUsageException if it does not
	 */
	public Object toProperty(Object given) {
		if (converts(given)) {
			return given;
		}
		try {
			if (isSpelledItself()) {
				return ScalarValues.convert(given, this.javaType);
			}
			return fromColumn(ScalarValues.convert(given, this.columnType));
		}
		catch (InvalidDataAccessApiUsageException | DataRetrievalFailureException ex) {
			throw new InvalidDataAccessApiUsageException(this.owner + ": A value of type '"
					+ given.getClass().getTypeName() + "' cannot be used as '" + this.javaType.getTypeName() + "'", ex);
		}
	}

	/**
	 * Whether columns have the property's type by themselves too, so that text spells
	 * that.
	 */
	public boolean isSpelledItself() {
		return ColumnType.isSimple(this.javaType);
	}

	private String failed(String what, RuntimeException cause) {
		return this.owner + ": " + this.name + " " + what + " (" + cause.getClass().getName() + ")";
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
