package io.asyncorm.model;

import java.lang.reflect.Constructor;
import java.util.function.Supplier;

import io.asyncorm.type.ScalarValues;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Makes of {@link DefaultValue} what gives the default, and finds what is wrong with it.
 */
final class DefaultValues {

	private final Class<?> model;

	private final ModelFaults faults;

	DefaultValues(Class<?> model, ModelFaults faults) {
		this.model = model;
		this.faults = faults;
	}

	/**
	 * What gives the default of a stored property; null if there is none.
	 * @param type the boxed type of its column
	 */
	@Nullable Supplier<?> read(PropertyDeclaration property, Class<?> type) {
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
			return readSupplier(property, annotation.supplier(), json ? Object.class : type);
		}
		if (json) {
			this.faults.add(this.model, property.name(),
					"its @DefaultValue is text, but it is a JSON document; name a supplier");
			return null;
		}
		return readText(property, annotation.value(), type);
	}

	private @Nullable Supplier<?> readText(PropertyDeclaration property, String text, Class<?> type) {
		try {
			Object value = ScalarValues.convert(text, type);
			return () -> value;
		}
		catch (InvalidDataAccessApiUsageException ex) {
			this.faults.add(this.model, property.name(),
					"its default, @DefaultValue(\"" + text + "\"), does not fit. " + ex.getMessage());
			return null;
		}
	}

	private @Nullable Supplier<?> readSupplier(PropertyDeclaration property, Class<? extends Supplier<?>> supplierType,
			Class<?> type) {
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
			return () -> ScalarValues.convert(supplier.get(), type);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			this.faults.add(this.model, property.name(), "the supplier of its default, '" + supplierType.getName()
					+ "', cannot be made (" + ex + "); it needs a constructor that takes nothing and works at startup");
			return null;
		}
	}

}
