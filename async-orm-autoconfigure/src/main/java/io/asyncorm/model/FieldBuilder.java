package io.asyncorm.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.StringUtils;

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
	ModelField addColumn(PropertyDeclaration property, StoredType type) {
		boolean primaryKey = this.declaration.isKey(property);
		boolean generated = property == this.declaration.key() && property.has(GeneratedKey.class)
				&& type.type() == UUID.class;
		Supplier<?> defaultValue = generated ? generatedKey(type.conversion()) : defaults().read(property, type);
		if (!property.has(SoftDelete.class)) {
			return addColumn(property, type, primaryKey, defaultValue);
		}
		boolean flag = property.boxedType() == Boolean.class && defaultValue == null;
		ModelField field = addColumn(property, type, primaryKey, flag ? () -> false : defaultValue);
		this.model.softDelete(field);
		return field;
	}

	/** The columns of a key that is a record, and the key itself. */
	void addEmbeddedKey(EmbeddedKey key, Converters converters) {
		for (PropertyDeclaration part : key.parts().properties()) {
			StoredType type = converters.typeOf(this.model.type(), part);
			addColumn(part, type, true, defaults().read(part, type));
		}
		addKey(key.property().name(), key.form(), key.property().accessor());
	}

	/** The key of several properties, which are fields already. */
	void addCompositeKey() {
		List<PropertyDeclaration> properties = this.declaration.keys();
		addKey(ModelKeys.KEY, CompositeForm.list(), (object) -> {
			List<Object> values = new ArrayList<>(properties.size());
			for (ModelField column : this.model.key().columns()) {
				Object value = column.valueIn(object);
				if (value == null) {
					return null;
				}
				values.add(value);
			}
			return Collections.unmodifiableList(values);
		});
	}

	private void addKey(String name, CompositeForm form, Function<Object, @Nullable Object> accessor) {
		List<ModelField> columns = this.model.fields().stream().filter(ModelField::primaryKey).toList();
		FieldOptions options = FieldOptions.plain(false, false, true, false);
		ModelField key = ModelField.composite(this.model, name, columns, form, options, accessor);
		this.model.addComposite(key);
		this.model.compositeKey(key);
	}

	/**
	 * The columns that hold a key of several columns of another model, and the foreign
	 * key itself.
	 * @param target the other model's key
	 */
	ModelField addCompositeForeignKey(PropertyDeclaration property, ModelField target) {
		checkCompositeForeignKey(property, target);
		boolean primaryKey = this.declaration.isKey(property);
		List<ModelField> columns = new ArrayList<>();
		for (int i = 0; i < target.columns().size(); i++) {
			columns.add(addColumn(property, target, i, primaryKey));
		}
		FieldOptions options = FieldOptions.plain(property.nullable() && !primaryKey, property.has(OneToOne.class),
				primaryKey, false);
		ModelField field = ModelField.composite(this.model, property.name(), columns, form(target), options,
				property.accessor());
		this.model.addComposite(field);
		if (property == this.declaration.key()) {
			this.model.compositeKey(field);
		}
		return field;
	}

	private void checkCompositeForeignKey(PropertyDeclaration property, ModelField target) {
		List<String> names = property.columns();
		if (!names.isEmpty() && names.size() != target.columns().size()) {
			this.faults.add(this.model.type(), property.name(), "its columns are " + names.size() + ", but the key of '"
					+ target.model() + "' has " + target.columns().size() + "; name one for each");
		}
		if (property.has(Column.class)) {
			this.faults.add(this.model.type(), property.name(), "it has several columns, which @Column cannot describe;"
					+ " name them with columns = { ... }, and remove it");
		}
		if (property.has(DefaultValue.class)) {
			this.faults.add(this.model.type(), property.name(),
					"it has several columns, for which there is no default; remove @DefaultValue");
		}
	}

	/** The column that holds one of a key's. */
	private ModelField addColumn(PropertyDeclaration property, ModelField target, int index, boolean primaryKey) {
		ModelField referred = target.columns().get(index);
		List<String> names = property.columns();
		String column = (index < names.size()) ? names.get(index)
				: PropertyNames.toSnakeCase(property.name()) + "_" + referred.declaredColumn();
		String name = partName(property.name(), referred);
		if (this.model.hasField(name)) {
			this.faults.add(this.model.type(), property.name(),
					"its column for '" + referred + "' is called '" + name + "', as another property is; rename that");
		}
		checkColumn(property, column, "columns = { ... }");
		FieldOptions options = FieldOptions.plain(property.nullable() && !primaryKey, false, primaryKey, false);
		ModelField field = new ModelField(this.model, name, column,
				new StoredType(referred.type(), referred.conversion()), referred.javaType(), options,
				(object) -> keyPart(property, target, index, object));
		this.model.addField(field);
		return field;
	}

	/** The name of a column of a foreign key that has several. */
	static String partName(String foreignKey, ModelField referred) {
		boolean ofKey = referred.declaredColumn().endsWith("_id") && !referred.name().endsWith("Id");
		return foreignKey + StringUtils.capitalize(referred.name()) + (ofKey ? "Id" : "");
	}

	static CompositeForm form(ModelField target) {
		return Objects.requireNonNull(target.form()).copy();
	}

	private @Nullable Object keyPart(PropertyDeclaration property, ModelField target, int index, Object object) {
		Object held = property.accessor().apply(object);
		if (held == null) {
			return null;
		}
		Object key = (held instanceof Reference reference) ? reference.valueOf(target) : held;
		if (key == null) {
			throw new InvalidDataAccessApiUsageException(
					"'" + this.model.name() + "." + property.name() + "' was given a '" + target.model().name()
							+ "' that has no key yet: save it first, and use what acreate() or asave() returned");
		}
		Object value = ((CompositeKey) target.convert(key)).values().get(index);
		Conversion conversion = target.columns().get(index).conversion();
		return (conversion != null) ? conversion.fromColumn(value) : value;
	}

	private ModelField addColumn(PropertyDeclaration property, StoredType type, boolean primaryKey,
			@Nullable Supplier<?> defaultValue) {
		FieldOptions options = options(property, primaryKey, type, property.has(Json.class), defaultValue);
		String column = PropertyNames.toSnakeCase(property.name());
		return add(property, column, type, options);
	}

	/**
	 * A column that holds the key of another model, or another unique field of it.
	 * @param keyType the type in which the other model stores that
	 */
	ModelField addForeignKey(PropertyDeclaration property, StoredType keyType) {
		Supplier<?> defaultValue = defaults().read(property, keyType);
		if (!property.columns().isEmpty()) {
			this.faults.add(this.model.type(), property.name(), "its columns are those of a foreign key that has"
					+ " several; name the only one with @Column(name = \"...\")");
		}
		FieldOptions options = options(property, this.declaration.isKey(property), keyType, false, defaultValue);
		String column = PropertyNames.toSnakeCase(property.name()) + "_id";
		return add(property, column, keyType, options);
	}

	private static Supplier<?> generatedKey(@Nullable Conversion conversion) {
		return (conversion != null) ? () -> conversion.fromColumn(TimeOrderedUuids.next()) : TimeOrderedUuids::next;
	}

	private DefaultValues defaults() {
		return new DefaultValues(this.model.type(), this.faults);
	}

	private FieldOptions options(PropertyDeclaration property, boolean primaryKey, StoredType type, boolean json,
			@Nullable Supplier<?> defaultValue) {
		ColumnOptions column = columnOptions(property);
		return new FieldOptions(property.nullable() && !primaryKey && !property.has(Version.class),
				column.unique() || property.has(OneToOne.class), primaryKey,
				Generation.of(property, type.type(), property == this.declaration.key()), column.length(),
				column.precision(), column.scale(), column.type(), json, defaultValue, stamp(property));
	}

	private static FieldStamp stamp(PropertyDeclaration property) {
		if (property.has(AutoNowAdd.class)) {
			return FieldStamp.INSERT_TIME;
		}
		if (property.has(AutoNow.class)) {
			return FieldStamp.SAVE_TIME;
		}
		if (property.has(Version.class)) {
			return FieldStamp.VERSION;
		}
		if (property.has(CreatedBy.class)) {
			return FieldStamp.CREATED_BY;
		}
		return property.has(ModifiedBy.class) ? FieldStamp.MODIFIED_BY : FieldStamp.NONE;
	}

	private static ColumnOptions columnOptions(PropertyDeclaration property) {
		Column column = property.annotation(Column.class);
		return (column != null) ? new ColumnOptions(column.name(), column.type(), column.length(), column.precision(),
				column.scale(), column.unique()) : NO_OPTIONS;
	}

	private ModelField add(PropertyDeclaration property, String defaultColumn, StoredType type, FieldOptions options) {
		String named = columnOptions(property).name();
		String column = named.isEmpty() ? defaultColumn : named;
		checkColumn(property, column, "@Column(name = \"...\")");
		ModelField field = new ModelField(this.model, property.name(), column, type, property.annotatedType().getType(),
				options, property.accessor());
		this.model.addField(field);
		return field;
	}

	private void checkColumn(PropertyDeclaration property, String column, String mend) {
		String fault = DatabaseNames.fault(column);
		if (fault != null) {
			this.faults.add(this.model.type(), property.name(),
					"its column '" + column + "' " + fault + "; name another one with " + mend);
		}
		for (ModelField other : this.model.fields()) {
			if (other.column().equals(column)) {
				this.faults.add(this.model.type(), property.name(), "its column '" + column + "' is that of '"
						+ other.name() + "' too; name another one with " + mend);
			}
		}
	}

	/** The options of {@link Column}, or their defaults. */
	private record ColumnOptions(String name, String type, int length, int precision, int scale, boolean unique) {

	}

}
