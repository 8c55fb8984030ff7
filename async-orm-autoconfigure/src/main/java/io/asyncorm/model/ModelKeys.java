package io.asyncorm.model;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Reads the primary key of an object by its class alone, where there is no
 * {@link ModelRegistry}. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class ModelKeys {

	private static final ClassValue<Function<Object, @Nullable Object>> ACCESSORS = new ClassValue<>() {

		@Override
		protected Function<Object, @Nullable Object> computeValue(Class<?> type) {
			return findAccessor(type);
		}

	};

	private ModelKeys() {
	}

	/**
	 * The key of a model's object; null if it was not saved yet.
	 * @throws FieldException if its class is no model, or has no key
	 */
	public static @Nullable Object keyOf(Object object) {
		return ACCESSORS.get(object.getClass()).apply(object);
	}

	private static Function<Object, @Nullable Object> findAccessor(Class<?> type) {
		if (!type.isAnnotationPresent(Model.class)) {
			throw new FieldException("'" + type.getName() + "' is no model: annotate it with @Model");
		}
		ModelDeclaration declaration = new DeclarationReader(type, new ModelFaults()).read();
		PropertyDeclaration key = (declaration != null) ? declaration.key() : null;
		if (key == null) {
			throw new FieldException("Model '" + type.getName() + "' has no key: add a property called 'id',"
					+ " or mark one with @PrimaryKey");
		}
		return key.accessor();
	}

}
