package io.asyncorm.model;

import java.lang.reflect.Constructor;
import java.util.function.Supplier;

import io.asyncorm.type.ScalarValues;
import io.asyncorm.type.UnfitValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * Reads {@link DefaultValue} annotations: converts the text or creates the supplier, and
 * reports defaults that do not fit.
 */
final class DefaultValues {

	private final Class<?> model;

	private final ModelFaults faults;

	DefaultValues(Class<?> model, ModelFaults faults) {
		this.model = model;
		this.faults = faults;
	}

	/**
	 * The supplier of a property's default; null if there is none.
	 * @param type the type in which the property is stored
	 */
	@Nullable Supplier<?> read(PropertyDeclaration property, StoredType type) {
		DefaultValue annotation = property.annotation(DefaultValue.class);
		if (annotation == null) {
			return null;
		}
		boolean supplied = annotation.supplier() != DefaultValue.None.class;
		if (supplied && !annotation.value().isEmpty()) {
			this.faults.add(this.model, property.name(),
					"its @DefaultValue has both a value and a supplier; keep one of them");
			return null;
		}
		boolean json = property.has(Json.class);
		if (supplied) {
			return readSupplier(property, annotation.supplier(), json ? new StoredType(Object.class, null) : type);
		}
		if (json) {
			this.faults.add(this.model, property.name(),
					"its @DefaultValue is text, but it is a JSON document; name a supplier");
			return null;
		}
		return readText(property, annotation.value(), type);
	}

	private @Nullable Supplier<?> readText(PropertyDeclaration property, String text, StoredType type) {
		try {
			Object value = toProperty(text, type);
			return () -> value;
		}
		catch (UnfitValueException | InvalidValueException ex) {
			this.faults.add(this.model, property.name(),
					"its default, @DefaultValue(\"" + text + "\"), does not fit. " + ex.getMessage());
			return null;
		}
	}

	private static Object toProperty(Object given, StoredType type) {
		Conversion conversion = type.conversion();
		if (conversion == null) {
			return ScalarValues.convert(given, type.type());
		}
		Object value = conversion.toProperty(given);
		conversion.toColumn(value);
		return value;
	}

	private @Nullable Supplier<?> readSupplier(PropertyDeclaration property, Class<? extends Supplier<?>> supplierType,
			StoredType stored) {
		Class<?> type = stored.javaType();
		Class<?> supplied = ResolvableType.forClass(supplierType).as(Supplier.class).getGeneric(0).resolve(type);
		boolean numbers = Number.class.isAssignableFrom(supplied) && Number.class.isAssignableFrom(type);
		if (!supplied.isAssignableFrom(type) && !type.isAssignableFrom(supplied) && !numbers) {
			this.faults.add(this.model, property.name(), "the supplier of its default gives '" + supplied.getTypeName()
					+ "'; it must give '" + type.getTypeName() + "'");
			return null;
		}
		try {
			Constructor<? extends Supplier<?>> constructor = supplierType.getDeclaredConstructor();
			constructor.setAccessible(true);
			Supplier<?> supplier = constructor.newInstance();
			return () -> toProperty(supplier.get(), stored);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			this.faults.add(this.model, property.name(), "the supplier of its default, '" + supplierType.getName()
					+ "', cannot be made (" + ex + "); it needs a constructor that takes nothing and works at startup");
			return null;
		}
	}

}
