package io.asyncorm.model;

import java.util.List;

import io.asyncorm.type.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads the primary key of a model by its class alone, where there is no
 * {@link ModelRegistry}, and so no converter but those that the class names. Safe for use
 * by several threads.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public final class ModelKeys {

	private static final ClassValue<ModelField> FIELDS = new ClassValue<>() {

		@Override
		protected ModelField computeValue(Class<?> type) {
			return findField(type);
		}

	};

	private ModelKeys() {
	}

	/**
	 * The key of a model's object; null if it was not saved yet.
	 * @throws FieldException if its class is no model, or has no key
	 */
	public static @Nullable Object keyOf(Object object) {
		return FIELDS.get(object.getClass()).get(object);
	}

	/**
	 * The key of a model.
	 * @throws FieldException if the class is no model, or has no key
	 */
	public static ModelField fieldOf(Class<?> model) {
		return FIELDS.get(model);
	}

	/**
	 * Converts a key that a user gave to the type of the model's key: an {@code Integer}
	 * to a {@code Long}, for example. What only a bean converts stays as it is.
	 * @throws FieldException if the class is no model, or has no key
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if it cannot be
	 * converted
	 */
	public static Object toKey(Class<?> model, Object given) {
		ModelField key = fieldOf(model);
		return isKnown(key) ? key.toProperty(given) : given;
	}

	/** Whether keys are of a type that a column holds, or of one that is converted. */
	public static boolean isKnown(ModelField key) {
		return key.conversion() != null || ColumnType.isSimple(key.javaType());
	}

	private static ModelField findField(Class<?> type) {
		if (!type.isAnnotationPresent(Model.class)) {
			throw new FieldException("'" + type.getName() + "' is no model: annotate it with @Model");
		}
		ModelFaults faults = new ModelFaults();
		ModelDeclaration declaration = new DeclarationReader(type, faults).read();
		PropertyDeclaration key = (declaration != null) ? declaration.key() : null;
		if (declaration == null || key == null) {
			throw new FieldException("Model '" + type.getName() + "' has no key: add a property called 'id',"
					+ " or mark one with @PrimaryKey");
		}
		ModelMetadata<?> model = new ModelMetadata<>(type, type.getSimpleName(), "", type.getSimpleName());
		new FieldBuilder(declaration, model, faults).addColumn(key,
				new Converters(List.of(), faults).typeOf(type, key));
		return model.key();
	}

}
