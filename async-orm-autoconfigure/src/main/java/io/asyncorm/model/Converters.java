package io.asyncorm.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

import io.asyncorm.type.ColumnType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Finds and checks the {@link AttributeConverter} of each property: the one that
 * {@link Convert} names, a bean, or the conversion of a record of one component. Not
 * thread-safe: one object serves the building of one registry.
 */
final class Converters {

	private final ModelFaults faults;

	private final Map<Class<?>, AttributeConverter<?, ?>> instances = new HashMap<>();

	/** Those of Jakarta Persistence. */
	private final Map<Class<?>, Object> others = new HashMap<>();

	private final Map<Class<?>, Conversion> automatic = new HashMap<>();

	private final Map<Class<?>, Set<Conversion>> used = new HashMap<>();

	private final Set<Class<?>> unconverted = new HashSet<>();

	private final SingleValueRecords records;

	private final Map<PropertyDeclaration, StoredType> known = new IdentityHashMap<>();

	Converters(Collection<? extends AttributeConverter<?, ?>> beans, ModelFaults faults) {
		this.faults = faults;
		this.records = new SingleValueRecords(faults);
		for (AttributeConverter<?, ?> bean : beans) {
			this.instances.put(ClassUtils.getUserClass(bean), bean);
			Conversion conversion = conversion(bean);
			if (conversion != null && isAutomatic(conversion.javaType())) {
				Conversion other = this.automatic.putIfAbsent(conversion.javaType(), conversion);
				if (other != null) {
					fault(bean, "converts '" + conversion.javaType().getTypeName() + "', which '" + other
							+ "' does too; keep one of them as a bean, and name the other with @Convert");
				}
			}
		}
	}

	/**
	 * The conversions that are known by the class of a value alone: those of classes that
	 * every property converts in the same way.
	 */
	Map<Class<?>, Conversion> byType() {
		Map<Class<?>, Conversion> byType = new HashMap<>(StandInConverter.all());
		this.used.forEach((type, conversions) -> {
			if (conversions.size() == 1 && isAutomatic(type) && !this.unconverted.contains(type)) {
				byType.put(type, conversions.iterator().next());
			}
			else {
				byType.remove(type);
			}
		});
		byType.putAll(this.automatic);
		return byType;
	}

	/** Whether a bean converts each property of the type of this one. */
	boolean isAutomatic(PropertyDeclaration property) {
		return this.automatic.containsKey(property.boxedType());
	}

	/**
	 * The type in which a property that is no relation is stored, with its conversion.
	 */
	StoredType typeOf(Class<?> model, PropertyDeclaration property) {
		return this.known.computeIfAbsent(property, (key) -> find(model, property));
	}

	private StoredType find(Class<?> model, PropertyDeclaration property) {
		Class<?> type = property.boxedType();
		Convert annotation = property.annotation(Convert.class);
		if (property.isRelation() || property.has(Json.class)) {
			return new StoredType(type, null);
		}
		Conversion other = new OtherConversions((fault) -> this.faults.add(model, property.name(), fault), this.others)
			.find(property);
		if (other != null) {
			this.used.computeIfAbsent(type, (key) -> new HashSet<>()).add(other);
			return new StoredType(other.columnType(), other.of(owner(model, property)));
		}
		Conversion given = (annotation != null) ? named(model, property, annotation.value()) : this.automatic.get(type);
		Class<?> element = ArrayConverter.elementOf(property);
		boolean ofElements = given != null && type != given.javaType() && element == given.javaType();
		if (annotation != null && given == null
				|| given != null && !requireFit(model, property, given.converter(), ofElements)) {
			// it has a fault of its own already, and needs no others
			return new StoredType(String.class, null);
		}
		Conversion whole = ofElements ? null : find(model, property, type, given);
		if (whole != null) {
			return new StoredType(whole.columnType(), whole.of(owner(model, property)));
		}
		Conversion range = RangeConverter.find(property, owner(model, property));
		if (range != null || element == null) {
			return (range != null) ? new StoredType(range.columnType(), range) : new StoredType(type, null);
		}
		Conversion automatic = this.automatic.get(element);
		if (!ofElements && automatic != null && !requireFit(model, property, automatic.converter(), true)) {
			return new StoredType(String.class, null);
		}
		Conversion ofElement = find(model, property, element, ofElements ? given : automatic);
		Conversion array = ArrayConverter.find(property, ofElement, owner(model, property));
		return (array != null) ? new StoredType(array.columnType(), array) : new StoredType(type, null);
	}

	/**
	 * The conversion of a class, that of a property or of its elements.
	 * @param given the one that the property names, or a bean; null if there is none
	 */
	private @Nullable Conversion find(Class<?> model, PropertyDeclaration property, Class<?> type,
			@Nullable Conversion given) {
		Conversion conversion = (given != null) ? given : StandInConverter.find(type);
		if (conversion == null) {
			conversion = this.records.find(model, property, type);
		}
		if (conversion == null) {
			this.unconverted.add(type);
		}
		else {
			this.used.computeIfAbsent(type, (key) -> new HashSet<>()).add(conversion);
		}
		return conversion;
	}

	private static String owner(Class<?> model, PropertyDeclaration property) {
		return model.getSimpleName() + "." + property.name();
	}

	private @Nullable Conversion named(Class<?> model, PropertyDeclaration property,
			Class<? extends AttributeConverter<?, ?>> type) {
		AttributeConverter<?, ?> converter = this.instances.get(type);
		if (converter == null) {
			try {
				Constructor<? extends AttributeConverter<?, ?>> constructor = type.getDeclaredConstructor();
				constructor.setAccessible(true);
				converter = constructor.newInstance();
				this.instances.put(type, converter);
			}
			catch (ReflectiveOperationException | RuntimeException ex) {
				this.faults.add(model, property.name(), "its converter '" + type.getName() + "' cannot be made (" + ex
						+ "); give it a constructor that takes nothing and works at startup, or make it a bean");
				return null;
			}
		}
		return conversion(converter);
	}

	/**
	 * Whether a property, or its elements, are of the type that the converter converts; a
	 * fault if not.
	 */
	private boolean requireFit(Class<?> model, PropertyDeclaration property, AttributeConverter<?, ?> converter,
			boolean ofElements) {
		ResolvableType converted = types(converter).getGeneric(0);
		Type declared = property.annotatedType().getType();
		ResolvableType type = ofElements ? ArrayConverter.declaredElement(property) : ResolvableType.forType(declared);
		if ((ofElements || converted.resolve() == property.boxedType())
				&& (!converted.hasGenerics() || converted.isAssignableFrom(type))) {
			return true;
		}
		this.faults.add(model, property.name(),
				"its converter '" + ClassUtils.getUserClass(converter).getName() + "' converts '" + converted
						+ "', but it is a '" + declared.getTypeName()
						+ "'; name a converter of that type with @Convert");
		return false;
	}

	private static ResolvableType types(AttributeConverter<?, ?> converter) {
		return ResolvableType.forClass(ClassUtils.getUserClass(converter)).as(AttributeConverter.class);
	}

	private @Nullable Conversion conversion(AttributeConverter<?, ?> converter) {
		ResolvableType types = types(converter);
		Class<?> javaType = types.getGeneric(0).resolve();
		Class<?> columnType = types.getGeneric(1).resolve();
		if (javaType == null || columnType == null) {
			fault(converter, "does not say which types it converts; let a class that is not generic itself"
					+ " implement AttributeConverter<J, S>, or extend this one");
			return null;
		}
		if (!ColumnType.isSimple(columnType)) {
			fault(converter, "converts to '" + columnType.getTypeName()
					+ "', which no column can hold; convert to text, a number or another type of columns");
			return null;
		}
		if (Relation.class.isAssignableFrom(javaType) || javaType.isAnnotationPresent(Model.class)) {
			fault(converter, "converts '" + javaType.getTypeName()
					+ "', to which a relation leads; convert the type of its key instead");
			return null;
		}
		return new Conversion(javaType, columnType, converter,
				"its converter '" + ClassUtils.getUserClass(converter).getName() + "'", "A value");
	}

	/**
	 * Whether the bean of a type applies to every property: a type that columns can hold
	 * needs no conversion, unless {@link Convert} names one.
	 */
	private static boolean isAutomatic(Class<?> javaType) {
		return javaType.isEnum() || !ColumnType.isSimple(javaType);
	}

	private void fault(AttributeConverter<?, ?> converter, String fault) {
		this.faults.addConverter(ClassUtils.getUserClass(converter), fault);
	}

}
