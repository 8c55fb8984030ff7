package io.asyncorm.model;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Builds the fields of one model from its declaration.
 */
final class FieldBuilder {

	private static final ColumnOptions NO_OPTIONS = new ColumnOptions("", "", 0, 0, 0, false);

	private final ModelDeclaration declaration;

	private final ModelMetadata<?> model;

	private final ModelFaults faults;

	FieldBuilder(ModelDeclaration declaration, ModelMetadata<?> model, ModelFaults faults) {
		this.declaration = declaration;
		this.model = model;
		this.faults = faults;
	}

	/** A column that holds a value of its own. */
	void addColumn(PropertyDeclaration property, StoredType type) {
		boolean primaryKey = property == this.declaration.key();
		Supplier<?> defaultValue = defaults().read(property, type);
		ModelField.Options options = options(property, primaryKey, type, property.has(Json.class), defaultValue);
		String column = PropertyNames.toSnakeCase(property.name());
		add(property, column, type, options);
	}

	/**
	 * A column that holds the key of another model, or another unique field of it.
	 * @param keyType the type in which the other model stores that
	 */
	void addForeignKey(PropertyDeclaration property, StoredType keyType) {
		Supplier<?> defaultValue = defaults().read(property, keyType);
		boolean primaryKey = property == this.declaration.key();
		ModelField.Options options = options(property, primaryKey, keyType, false, defaultValue);
		String column = PropertyNames.toSnakeCase(property.name()) + "_id";
		add(property, column, keyType, options);
	}

	private DefaultValues defaults() {
		return new DefaultValues(this.model.type(), this.faults);
	}

	private ModelField.Options options(PropertyDeclaration property, boolean primaryKey, StoredType type, boolean json,
			@Nullable Supplier<?> defaultValue) {
		ColumnOptions column = columnOptions(property);
		return new ModelField.Options(property.nullable() && !primaryKey && !property.has(Version.class),
				column.unique() || property.has(OneToOne.class), primaryKey,
				Generation.of(property, type.type(), primaryKey), column.length(), column.precision(), column.scale(),
				column.type(), json, defaultValue, property.has(AutoNowAdd.class), property.has(AutoNow.class),
				stamp(property));
	}

	private static FieldStamp stamp(PropertyDeclaration property) {
		return property.has(Version.class) ? FieldStamp.VERSION : FieldStamp.NONE;
	}

	private static ColumnOptions columnOptions(PropertyDeclaration property) {
		Column column = property.annotation(Column.class);
		return (column != null) ? new ColumnOptions(column.name(), column.type(), column.length(), column.precision(),
				column.scale(), column.unique()) : NO_OPTIONS;
	}

	private void add(PropertyDeclaration property, String defaultColumn, StoredType type, ModelField.Options options) {
		String named = columnOptions(property).name();
		String column = named.isEmpty() ? defaultColumn : named;
		String fault = DatabaseNames.fault(column);
		if (fault != null) {
			this.faults.add(this.model.type(), property.name(),
					"its column '" + column + "' " + fault + "; name another one with @Column(name = \"...\")");
		}
		for (ModelField other : this.model.fields()) {
			if (other.column().equals(column)) {
				this.faults.add(this.model.type(), property.name(), "its column '" + column + "' is that of '"
						+ other.name() + "' too; name another one with @Column(name = \"...\")");
			}
		}
		this.model.addField(new ModelField(this.model, property.name(), column, type,
				property.annotatedType().getType(), options, property.accessor()));
	}

	/** The options of {@link Column}, or their defaults. */
	private record ColumnOptions(String name, String type, int length, int precision, int scale, boolean unique) {

	}

}
