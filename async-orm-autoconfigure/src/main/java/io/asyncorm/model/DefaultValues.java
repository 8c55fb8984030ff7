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
		return read(property, new Given("@DefaultValue", "default", "@DefaultValue(\"" + annotation.value() + "\")",
				annotation.value(), annotation.supplier()), type);
	}

	/**
	 * The supplier of the key that {@link OnDelete#SET} writes to a foreign key; null if
	 * none can be made.
	 * @param type the type in which the foreign key is stored
	 */
	@Nullable Supplier<?> readSet(PropertyDeclaration property, ForeignKeyRule rule, StoredType type) {
		return rule.hasValue() ? read(property, new Given("onDelete = SET", "onDelete",
				"setValue = \"" + rule.setValue() + "\"", rule.setValue(), rule.setSupplier()), type) : null;
	}

	private @Nullable Supplier<?> read(PropertyDeclaration property, Given given, StoredType type) {
		boolean supplied = given.supplier() != DefaultValue.None.class;
		if (supplied && !given.value().isEmpty()) {
			this.faults.add(this.model, property.name(),
					"its " + given.declared() + " has both a value and a supplier; keep one of them");
			return null;
		}
		boolean json = property.has(Json.class);
		if (supplied) {
			return readSupplier(property, given, json ? new StoredType(Object.class, null) : type);
		}
		String unspelled = json ? "is a JSON document" : unspelled(type);
		if (unspelled != null) {
			this.faults.add(this.model, property.name(),
					"its " + given.declared() + " is text, but it " + unspelled + "; name a supplier");
			return null;
		}
		return readText(property, given, type);
	}

	/** Why no text spells values of a type; null if texts do. */
	private static @Nullable String unspelled(StoredType type) {
		if (type.type() == CompositeKey.class) {
			return "has several columns";
		}
		Conversion conversion = type.conversion();
		boolean several = (conversion != null) ? conversion.converter() instanceof ArrayConverter
				: type.type() == byte[].class;
		return several ? "holds several values" : null;
	}

	private @Nullable Supplier<?> readText(PropertyDeclaration property, Given given, StoredType type) {
		try {
			Object value = toProperty(given.value(), type);
			return () -> value;
		}
		catch (UnfitValueException | InvalidValueException ex) {
			this.faults.add(this.model, property.name(),
					"its " + given.noun() + ", " + given.text() + ", does not fit. " + ex.getMessage());
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

	private @Nullable Supplier<?> readSupplier(PropertyDeclaration property, Given given, StoredType stored) {
		Class<? extends Supplier<?>> supplierType = given.supplier();
		Class<?> type = stored.javaType();
		Class<?> supplied = ResolvableType.forClass(supplierType).as(Supplier.class).getGeneric(0).resolve(type);
		boolean numbers = Number.class.isAssignableFrom(supplied) && Number.class.isAssignableFrom(type);
		if (!supplied.isAssignableFrom(type) && !type.isAssignableFrom(supplied) && !numbers) {
			this.faults.add(this.model, property.name(), "the supplier of its " + given.noun() + " gives '"
					+ supplied.getTypeName() + "'; it must give '" + type.getTypeName() + "'");
			return null;
		}
		try {
			Constructor<? extends Supplier<?>> constructor = supplierType.getDeclaredConstructor();
			constructor.setAccessible(true);
			Supplier<?> supplier = constructor.newInstance();
			return () -> supplied(supplier, stored);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			this.faults.add(this.model, property.name(),
					"the supplier of its " + given.noun() + ", '" + supplierType.getName() + "', cannot be made (" + ex
							+ "); it needs a constructor that takes nothing and works at startup");
			return null;
		}
	}

	/** A supplier may give null, which is stored like any other value. */
	private static @Nullable Object supplied(Supplier<?> supplier, StoredType stored) {
		Object value = supplier.get();
		return (value != null) ? toProperty(value, stored) : null;
	}

	/**
	 * A value as it is declared: as text, or by a supplier.
	 *
	 * @param declared by what it is declared
	 * @param noun what it is
	 * @param text how it is declared as text
	 */
	private record Given(String declared, String noun, String text, String value,
			Class<? extends Supplier<?>> supplier) {

	}

}
