package io.asyncorm.model;

import java.lang.reflect.Type;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.asyncorm.type.DocumentType;
import io.asyncorm.type.JsonDocument;
import io.asyncorm.type.StoredColumn;
import io.asyncorm.type.StoredTable;
import org.jspecify.annotations.Nullable;

/**
 * A field of a model: a property that is stored in a column, with its types and options.
 * Immutable once the registry is built; safe for use by several threads.
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

	private final FieldOptions options;

	private final @Nullable DocumentType documentType;

	private final Function<Object, @Nullable Object> accessor;

	private final FieldParts parts;

	private final FieldValues values = new FieldValues(this);

	private @Nullable ModelRelation relation;

	private @Nullable ModelField target;

	private @Nullable StoredColumn stored;

	private @Nullable StoredTable sequence;

	ModelField(ModelMetadata<?> model, String name, String column, StoredType type, Type genericType,
			FieldOptions options, Function<Object, @Nullable Object> accessor) {
		this.model = model;
		this.name = name;
		this.column = column;
		this.type = type.type();
		this.conversion = type.conversion();
		this.genericType = genericType;
		this.options = options;
		this.documentType = options.json() ? DocumentType.of(genericType) : null;
		this.accessor = accessor;
		this.parts = new FieldParts(this, List.of(this), null);
		this.sequence = declaredSequence();
	}

	private ModelField(ModelMetadata<?> model, String name, List<ModelField> columns, CompositeForm form,
			FieldOptions options, Function<Object, @Nullable Object> accessor) {
		this.model = model;
		this.name = name;
		this.column = "";
		this.type = CompositeKey.class;
		this.conversion = new Conversion(form.javaType(), CompositeKey.class, form, "the key",
				"'" + model.name() + "." + name + "'");
		this.genericType = form.javaType();
		this.options = options;
		this.documentType = null;
		this.accessor = accessor;
		this.parts = new FieldParts(this, columns, form);
		form.link(this);
	}

	/** A field of several columns, each of which is a field of the model, too. */
	static ModelField composite(ModelMetadata<?> model, String name, List<ModelField> columns, CompositeForm form,
			FieldOptions options, Function<Object, @Nullable Object> accessor) {
		return new ModelField(model, name, columns, form, options, accessor);
	}

	/**
	 * @param relation the relation of the foreign key; null where only its target is
	 * known
	 */
	void link(@Nullable ModelRelation relation, ModelField target) {
		this.relation = relation;
		this.target = target;
		if (isComposite()) {
			this.parts.link(target);
		}
	}

	/** How values of several columns are held in Java; null if there is one column. */
	@Nullable CompositeForm form() {
		return this.parts.form();
	}

	/** Takes over the conversion of the target, which may be a foreign key itself. */
	@Nullable Conversion linkConversion() {
		if (this.target != null && !isComposite()) {
			Conversion ofTarget = this.target.linkConversion();
			this.conversion = (ofTarget != null) ? ofTarget.of(this) : null;
		}
		return this.conversion;
	}

	/**
	 * @param sequence the sequence that it names; null if that is not known
	 */
	void describe(@Nullable StoredColumn stored, @Nullable StoredTable sequence) {
		this.stored = stored;
		this.sequence = (sequence != null) ? sequence : declaredSequence();
	}

	/** The sequence as it is declared; null if there is none. */
	public @Nullable StoredTable declaredSequence() {
		String name = this.options.generation().sequence();
		return name.isEmpty() ? null : StoredTable.of(this.model.declaredTable().schema(), name);
	}

	public ModelMetadata<?> model() {
		return this.model;
	}

	/** The property's name in Java. */
	public String name() {
		return this.name;
	}

	/** Whether it has several columns, as a composite key does. */
	public boolean isComposite() {
		return this.parts.form() != null;
	}

	/** Whether it is a value of several columns that is no key: {@link Embedded}. */
	public boolean isEmbedded() {
		return this.parts.isEmbedded();
	}

	/** Its columns by their names within it. */
	public FieldParts parts() {
		return this.parts;
	}

	/** The fields of its columns: itself, unless it is composite. */
	public List<ModelField> columns() {
		return this.parts.columns();
	}

	/**
	 * The name of the column: as the database has it, or else as it is declared.
	 * @throws IllegalStateException if it is composite
	 */
	public String column() {
		if (isComposite()) {
			throw new IllegalStateException("'" + this + "' has several columns");
		}
		return (this.stored != null) ? this.stored.name() : this.column;
	}

	/** The name of the column as it is declared. */
	public String declaredColumn() {
		return this.column;
	}

	/** The column as the database has it; null if that is not known. */
	public @Nullable StoredColumn stored() {
		return this.stored;
	}

	/**
	 * A value of the column, as all of them that are equal to the database, so that it
	 * can be looked for in Java.
	 */
	public Object comparable(Object value) {
		return this.values.comparable(value);
	}

	/**
	 * The type of a value in the column, boxed; for a foreign key the type of the field
	 * that it refers to.
	 */
	public Class<?> type() {
		return (this.target != null && !isComposite()) ? this.target.type() : this.type;
	}

	/**
	 * The type of a value of the property, boxed: different from the column's where it is
	 * converted. For a foreign key the type of the field that it refers to.
	 */
	public Class<?> javaType() {
		return (this.conversion != null) ? this.conversion.javaType() : type();
	}

	/** Converts between property and column; null if values are stored as they are. */
	public @Nullable Conversion conversion() {
		return this.conversion;
	}

	/** The property's type as declared, which says what a JSON document holds. */
	public Type genericType() {
		return this.genericType;
	}

	/** The declared type of the JSON document; null if the column holds none. */
	public @Nullable DocumentType documentType() {
		return this.documentType;
	}

	/** Whether the column holds a JSON document. */
	public boolean json() {
		return this.options.json();
	}

	public boolean nullable() {
		return this.options.nullable();
	}

	/** Whether it is a unique key by itself; the primary key is. */
	public boolean unique() {
		return this.options.unique() || isKey();
	}

	/** Whether it is the primary key of its model, or part of it. */
	public boolean primaryKey() {
		return this.options.primaryKey();
	}

	/** Whether it is the primary key of its model, all of it. */
	public boolean isKey() {
		return this.options.primaryKey() && this.model.key() == this;
	}

	/** Whether the database generates the key of a new row that is not given one. */
	public boolean generated() {
		return identity() || sequence() != null || primaryKey() && readOnly();
	}

	/**
	 * The sequence that the key of a new row is drawn from, as the database has it or as
	 * {@link GeneratedKey} names it; null if there is none, as most keys are generated by
	 * the column itself.
	 */
	public @Nullable StoredTable sequence() {
		return this.sequence;
	}

	/** Whether keys can be drawn from a sequence before their rows are inserted. */
	public boolean drawable() {
		return sequence() != null || identity() && (this.stored == null || this.stored.drawable());
	}

	/** Whether {@link GeneratedKey} says that the column generates the key. */
	public boolean declaredGenerated() {
		return this.options.generation().declared();
	}

	/** Whether it is an identity column, as the key of most models. */
	public boolean identity() {
		return this.options.generation().identity();
	}

	/** Whether only the database writes the column, as it or the model says. */
	public boolean readOnly() {
		return declaredReadOnly() || this.stored != null && this.stored.readOnly();
	}

	/** Whether {@link ReadOnly} says that only the database writes it. */
	public boolean declaredReadOnly() {
		return this.options.generation().readOnly();
	}

	/**
	 * The expression that {@link ReadOnly} says the column is computed of, as SQL; empty
	 * if it is not.
	 */
	public String computedOf() {
		return this.options.generation().expression();
	}

	/** The type of the column as it is declared; empty if it is not. */
	public String declaredType() {
		boolean inherited = this.options.columnType().isEmpty();
		return (inherited && this.target != null) ? this.target.declaredType() : this.options.columnType();
	}

	/** Maximum length of text in characters; 0 for no limit. */
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

	/**
	 * Supplies the default that {@link DefaultValue} declares, a {@link #javaType()};
	 * null if there is none.
	 */
	public @Nullable Supplier<?> defaultValue() {
		return this.options.defaultValue();
	}

	/**
	 * The default that {@link DatabaseDefault} declares, as SQL; null if there is none.
	 */
	public @Nullable String databaseDefault() {
		return this.options.generation().databaseDefault();
	}

	/** What the library writes to it. */
	public FieldStamp stamp() {
		return this.options.stamp();
	}

	/** Whether writes set it in place of the user. */
	public boolean isAutomatic() {
		return stamp() != FieldStamp.NONE;
	}

	/** The relation of a foreign key column; null for an ordinary column. */
	public @Nullable ModelRelation relation() {
		return this.relation;
	}

	/** The field that a foreign key column points to; null for an ordinary column. */
	public @Nullable ModelField target() {
		return this.target;
	}

	/**
	 * Converts a value that a user gave to the type of the property, {@link #javaType()}.
	 * A JSON document is not converted.
	 * @throws InvalidValueException if it cannot be converted
	 */
	public Object toProperty(Object value) {
		return this.values.toProperty(value);
	}

	/** Converts a value of the property to a value of the column. */
	public Object toColumn(Object value) {
		return (this.conversion != null) ? this.conversion.toColumn(value) : value;
	}

	/**
	 * Converts a value that a user gave to the type of the column, {@link #type()}. A
	 * JSON document becomes a {@link JsonDocument} of its declared type.
	 * @throws InvalidValueException if it cannot be converted
	 */
	public Object convert(Object value) {
		return this.values.convert(value);
	}

	/** A time that the column is to be equal to, with the digits that it keeps. */
	public Object cut(Object value) {
		return (this.stored != null) ? this.stored.cut(value) : value;
	}

	/** Reads the property from an object; for a foreign key, the relation object. */
	public @Nullable Object get(Object object) {
		return this.accessor.apply(object);
	}

	/**
	 * Reads the value that the column holds for an object, as the property's type; for a
	 * foreign key the key of what it refers to, which is null if that was not saved yet.
	 */
	public @Nullable Object valueIn(Object object) {
		return valueOf(this.accessor.apply(object));
	}

	/**
	 * The key that a relation object holds for this foreign key; any other value as it
	 * is.
	 */
	public @Nullable Object valueOf(@Nullable Object property) {
		return (this.target != null && property instanceof Reference reference) ? reference.valueOf(this.target)
				: property;
	}

	@Override
	public String toString() {
		return this.model.name() + "." + this.name;
	}

}
