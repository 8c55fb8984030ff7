package io.asyncorm.model;

import java.lang.reflect.Type;
import java.util.function.Function;
import java.util.function.Supplier;

import io.asyncorm.type.ScalarValues;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A property of a model that is stored in a column. Immutable once the registry is built;
 * safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class ModelField {

	private final ModelMetadata<?> model;

	private final String name;

	private final String column;

	private final Class<?> type;

	private @Nullable Conversion conversion;

	private final Type genericType;

	private final Options options;

	private final Function<Object, @Nullable Object> accessor;

	private @Nullable ModelRelation relation;

	private @Nullable ModelField target;

	ModelField(ModelMetadata<?> model, String name, String column, StoredType type, Type genericType, Options options,
			Function<Object, @Nullable Object> accessor) {
		this.model = model;
		this.name = name;
		this.column = column;
		this.type = type.type();
		this.conversion = type.conversion();
		this.genericType = genericType;
		this.options = options;
		this.accessor = accessor;
	}

	void link(ModelRelation relation, ModelField target) {
		this.relation = relation;
		this.target = target;
		this.conversion = (target.conversion != null) ? target.conversion.of(this) : null;
	}

	public ModelMetadata<?> model() {
		return this.model;
	}

	/** The property's name in Java. */
	public String name() {
		return this.name;
	}

	public String column() {
		return this.column;
	}

	/**
	 * The type of a value in the column, boxed; for a foreign key the type of the
	 * target's key.
	 */
	public Class<?> type() {
		return (this.target != null) ? this.target.type() : this.type;
	}

	/**
	 * The type of a value of the property, boxed: another one than the column's where it
	 * is converted. For a foreign key the type of the target's key.
	 */
	public Class<?> javaType() {
		return (this.conversion != null) ? this.conversion.javaType() : type();
	}

	/** How values of the property become values of the column; null if they are. */
	public @Nullable Conversion conversion() {
		return this.conversion;
	}

	/** The property's type as declared, which says what a JSON document holds. */
	public Type genericType() {
		return this.genericType;
	}

	/** Whether the column holds a JSON document. */
	public boolean json() {
		return this.options.json();
	}

	public boolean nullable() {
		return this.options.nullable();
	}

	/** Whether the column alone is a unique key; the primary key is. */
	public boolean unique() {
		return this.options.unique() || this.options.primaryKey();
	}

	public boolean primaryKey() {
		return this.options.primaryKey();
	}

	/** Whether the database makes the value (identity). */
	public boolean generated() {
		return this.options.generated();
	}

	/** Longest text in characters; 0 for no limit. */
	public int length() {
		return (this.target != null) ? this.target.length() : this.options.length();
	}

	/** Digits of a decimal in all; 0 for no limit. */
	public int precision() {
		return (this.target != null) ? this.target.precision() : this.options.precision();
	}

	/** Digits of a decimal behind the point. */
	public int scale() {
		return (this.target != null) ? this.target.scale() : this.options.scale();
	}

	/** Makes the default, a {@link #javaType()}; null where there is none. */
	public @Nullable Supplier<?> defaultValue() {
		return this.options.defaultValue();
	}

	/** The database's own default as SQL; null where there is none. */
	public @Nullable String databaseDefault() {
		return this.options.databaseDefault();
	}

	/** Whether an insert sets it to the present time. */
	public boolean autoNowAdd() {
		return this.options.autoNowAdd();
	}

	/** Whether an insert or a save sets it to the present time. */
	public boolean autoNow() {
		return this.options.autoNow();
	}

	/** The relation that this foreign key column carries; null for an ordinary column. */
	public @Nullable ModelRelation relation() {
		return this.relation;
	}

	/** The field that a foreign key column points to; null for an ordinary column. */
	public @Nullable ModelField target() {
		return this.target;
	}

	/**
	 * What a user gave, as a value of the property: a {@link #javaType()}. A JSON
	 * document is taken as it is.
	 * @throws InvalidDataAccessApiUsageException if it is none, and does not spell one
	 */
	public Object toProperty(Object value) {
		return (this.conversion != null) ? this.conversion.toProperty(value) : convert(value);
	}

	/** A value of the property as a value of the column. */
	public Object toColumn(Object value) {
		return (this.conversion != null) ? this.conversion.toColumn(value) : value;
	}

	/**
	 * What a user gave, as a value of the column: a {@link #type()}. A JSON document is
	 * taken as it is.
	 * @throws InvalidDataAccessApiUsageException if it is none, and does not spell one
	 */
	public Object convert(Object value) {
		if (this.conversion != null) {
			return this.conversion.toColumn(this.conversion.toProperty(value));
		}
		if (json()) {
			return value;
		}
		try {
			return ScalarValues.convert(value, type());
		}
		catch (InvalidDataAccessApiUsageException ex) {
			throw new InvalidDataAccessApiUsageException("'" + this + "': " + ex.getMessage(), ex);
		}
	}

	/** What the property of an object holds: for a foreign key the relation object. */
	public @Nullable Object get(Object object) {
		return this.accessor.apply(object);
	}

	@Override
	public String toString() {
		return this.model.name() + "." + this.name;
	}

	/**
	 * How a column differs from the simplest one.
	 */
	record Options(boolean nullable, boolean unique, boolean primaryKey, boolean generated, int length, int precision,
			int scale, boolean json, @Nullable Supplier<?> defaultValue, @Nullable String databaseDefault,
			boolean autoNowAdd, boolean autoNow) {

	}

}
