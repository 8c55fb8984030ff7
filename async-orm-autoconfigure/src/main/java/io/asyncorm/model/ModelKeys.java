package io.asyncorm.model;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.type.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads the primary key of a model, or another unique field that foreign keys
 * refer to, by its class alone, where there is no {@link ModelRegistry}, and so no
 * converter but those that the class names. Safe for use by several threads.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public final class ModelKeys {

	/** The name of the key in any model. */
	public static final String KEY = "pk";

	private static final ClassValue<ModelField> KEYS = new ClassValue<>() {

		@Override
		protected ModelField computeValue(Class<?> type) {
			return findField(type, KEY);
		}

	};

	private static final ClassValue<Map<String, ModelField>> FIELDS = new ClassValue<>() {

		@Override
		protected Map<String, ModelField> computeValue(Class<?> type) {
			return new ConcurrentHashMap<>();
		}

	};

	private ModelKeys() {
	}

	/**
	 * The key of a model's object; null if it was not saved yet.
	 * @throws FieldException if its class is no model, or has no key
	 */
	public static @Nullable Object keyOf(Object object) {
		return KEYS.get(object.getClass()).valueIn(object);
	}

	/**
	 * The key of a model.
	 * @throws FieldException if the class is no model, or has no key
	 */
	public static ModelField fieldOf(Class<?> model) {
		return KEYS.get(model);
	}

	/**
	 * A field of a model that identifies its objects.
	 * @param name its name; {@link #KEY} for the key
	 * @throws FieldException if the class is no model, or has no such field
	 */
	public static ModelField fieldOf(Class<?> model, String name) {
		if (name.equals(KEY)) {
			return fieldOf(model);
		}
		Map<String, ModelField> fields = FIELDS.get(model);
		ModelField known = fields.get(PropertyNames.toCamelCase(name));
		if (known == null) {
			known = findField(model, name);
			fields.put(PropertyNames.toCamelCase(known.name()), known);
		}
		return known;
	}

	/**
	 * Converts a key that a user gave to the type of the field: an {@code Integer} to a
	 * {@code Long}, for example. What only a bean converts stays as it is.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if it cannot be
	 * converted
	 */
	public static Object toKey(ModelField field, Object given) {
		boolean record = field.isComposite() && field.javaType() != List.class && field.javaType().isInstance(given);
		return (isKnown(field) || field.isComposite() && !record) ? field.toProperty(given) : given;
	}

	/**
	 * Whether keys are of a type that a column holds, or of one that is converted. A
	 * record of several components may be either, or embedded in the table.
	 */
	public static boolean isKnown(ModelField key) {
		return key.conversion() != null && !key.isComposite() || ColumnType.isSimple(key.javaType());
	}

	private static ModelField findField(Class<?> type, String name) {
		if (!type.isAnnotationPresent(Model.class)) {
			throw new FieldException("'" + type.getName() + "' is no model: annotate it with @Model");
		}
		ModelFaults faults = new ModelFaults();
		ModelDeclaration declaration = new DeclarationReader(type, faults).read();
		if (declaration == null || name.equals(KEY) && declaration.keys().isEmpty()) {
			throw new FieldException("Model '" + type.getName() + "' has no key: add a property called 'id',"
					+ " or mark one with @PrimaryKey");
		}
		ModelMetadata<?> model = new ModelMetadata<>(type, type.getSimpleName(), "", type.getSimpleName());
		FieldBuilder fields = new FieldBuilder(declaration, model, NamingStrategy.SNAKE_CASE, faults);
		Converters converters = new Converters(List.of(), faults);
		if (name.equals(KEY) && declaration.key() == null) {
			declaration.keys().forEach((property) -> addField(type, property, fields, converters));
			fields.addCompositeKey();
			return model.key();
		}
		PropertyDeclaration property = declaration.referred(name);
		if (property == null || property.isRelation() && !property.isForward()) {
			throw FieldException.unknown("name", name, "into a field of '" + type.getSimpleName() + "'",
					declaration.properties().stream().map(PropertyDeclaration::name).sorted().toList());
		}
		EmbeddedRecord embedded = EmbeddedRecord.findKey(declaration, property, converters.typeOf(type, property),
				faults);
		if (embedded != null) {
			new EmbeddedFields(fields, converters).add(embedded);
			return model.key();
		}
		return addField(type, property, fields, converters);
	}

	private static ModelField addField(Class<?> type, PropertyDeclaration property, FieldBuilder fields,
			Converters converters) {
		Class<?> target = property.isForward() ? property.relationTarget() : null;
		if (target == null) {
			return fields.addColumn(property, converters.typeOf(type, property));
		}
		ModelField referred = fieldOf(target, property.toField().isEmpty() ? KEY : property.toField());
		ModelField field = referred.isComposite() ? fields.addCompositeForeignKey(property, referred)
				: fields.addForeignKey(property, new StoredType(referred.type(), referred.conversion()));
		field.link(null, referred);
		field.linkConversion();
		return field;
	}

}
