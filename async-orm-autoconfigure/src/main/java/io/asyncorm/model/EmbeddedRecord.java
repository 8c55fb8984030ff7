package io.asyncorm.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

import io.asyncorm.type.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A property that is a record or class of several values, each of which is a column of
 * the model's table: a composite key, or what is marked with {@link Embedded}. Its values
 * come in the order of the columns, those of a record within it among them.
 *
 * @param property the property
 * @param parts what the record declares
 * @param records the parts that are such records themselves
 */
record EmbeddedRecord(PropertyDeclaration property, ModelDeclaration parts,
		Map<PropertyDeclaration, EmbeddedRecord> records) {

	/**
	 * Reads the record of a key; null if the key is no record, or is stored in one
	 * column.
	 * @param type how the property is stored otherwise
	 */
	static @Nullable EmbeddedRecord findKey(ModelDeclaration model, PropertyDeclaration property, StoredType type,
			ModelFaults faults) {
		boolean several = property.type().isRecord() || OtherAnnotations.isEmbeddable(property.type());
		if (model.key() != property || !several || property.has(Json.class) || property.has(Embedded.class)
				|| type.conversion() != null || ColumnType.isSimple(type.type())) {
			return null;
		}
		ModelDeclaration embedded = new DeclarationReader(property.type(), faults).read();
		return (embedded != null && embedded.properties().size() > 1)
				? new EmbeddedRecord(property, embedded.ofKey(), Map.of()) : null;
	}

	/** Reads what is marked with {@link Embedded}; null if it cannot be read. */
	static @Nullable EmbeddedRecord read(Class<?> model, PropertyDeclaration property, Converters converters,
			ModelFaults faults) {
		return read(model, property, converters, faults, new LinkedHashSet<>());
	}

	/**
	 * @param around the types in which it is embedded
	 */
	private static @Nullable EmbeddedRecord read(Class<?> model, PropertyDeclaration property, Converters converters,
			ModelFaults faults, Set<Class<?>> around) {
		if (!around.add(property.type()) || property.type() == model) {
			faults.add(model, property.name(),
					"a '" + property.type().getSimpleName() + "' holds itself, so that its columns have no end ("
							+ around.stream().map(Class::getSimpleName).collect(Collectors.joining(", "))
							+ "); remove @Embedded from one of them, or mark that with @Json");
			return null;
		}
		ModelDeclaration declared = new DeclarationReader(property.type(), faults).read();
		if (declared == null) {
			return null;
		}
		ModelDeclaration parts = declared.embedding(converters::isAutomatic);
		Map<PropertyDeclaration, EmbeddedRecord> records = new IdentityHashMap<>();
		for (PropertyDeclaration part : parts.properties()) {
			EmbeddedRecord record = part.has(Embedded.class) ? read(model, part, converters, faults, around) : null;
			if (record != null) {
				records.put(part, record);
			}
			else if (part.has(Embedded.class)) {
				return null;
			}
		}
		around.remove(property.type());
		return new EmbeddedRecord(property, parts, records);
	}

	/** How it is held in Java. */
	CompositeForm form() {
		return new CompositeForm(this.property.type(), this);
	}

	/** Whether it is no key. */
	boolean isValue() {
		return this.property.has(Embedded.class);
	}

	/** The number of its columns. */
	int width() {
		int width = this.parts.properties().size() - this.records.size();
		for (EmbeddedRecord record : this.records.values()) {
			width += record.width();
		}
		return width;
	}

	/** The value of each column, as the properties hold it. */
	List<@Nullable Object> values(@Nullable Object embedded) {
		List<@Nullable Object> values = new ArrayList<>();
		for (Function<Object, @Nullable Object> accessor : accessors()) {
			values.add((embedded != null) ? accessor.apply(embedded) : null);
		}
		return values;
	}

	/**
	 * The values of the columns, in order, of a document that names the components, as a
	 * client sends it.
	 * @throws InvalidValueException if it names something else, or not each of them: who
	 * leaves one out hardly means that it becomes null
	 */
	List<@Nullable Object> values(String where, Map<?, ?> document) {
		Map<String, PropertyDeclaration> components = new LinkedHashMap<>();
		this.parts.properties().forEach((part) -> components.put(PropertyNames.toCamelCase(part.name()), part));
		Map<String, @Nullable Object> given = new HashMap<>();
		document.forEach((name, value) -> {
			PropertyDeclaration part = components.get(PropertyNames.toCamelCase(String.valueOf(name)));
			if (part == null) {
				throw new InvalidValueException("'" + where + "' has no '" + MessageText.name(String.valueOf(name))
						+ "'." + NearestName.suggest(String.valueOf(name), components.keySet()) + " Choices are: "
						+ String.join(", ", components.keySet()) + ".");
			}
			given.put(part.name(), value);
		});
		List<@Nullable Object> values = new ArrayList<>();
		for (PropertyDeclaration part : this.parts.properties()) {
			EmbeddedRecord record = this.records.get(part);
			Object value = given.get(part.name());
			if (record == null) {
				values.add(value);
			}
			else if (value instanceof Map<?, ?> inner) {
				values.addAll(record.values(where + "." + part.name(), inner));
			}
			else {
				values.addAll(record.values(where + "." + part.name(), value));
			}
		}
		requireEach(where, given);
		return values;
	}

	private void requireEach(String where, Map<String, @Nullable Object> given) {
		List<String> missing = this.parts.properties()
			.stream()
			.map(PropertyDeclaration::name)
			.filter((name) -> !given.containsKey(name))
			.toList();
		if (!missing.isEmpty()) {
			throw new InvalidValueException("'" + where + "' lacks '" + String.join("', '", missing)
					+ "': it is given with all of its components, or each is changed by its own name, such as '"
					+ where.substring(where.indexOf('.') + 1).replace(".", "__") + "__" + missing.get(0) + "'.");
		}
	}

	/** The values of the columns, in order, of the record itself; nulls of null. */
	private List<@Nullable Object> values(String where, @Nullable Object record) {
		List<@Nullable Object> values = new ArrayList<>();
		for (Function<Object, @Nullable Object> accessor : accessors()) {
			if (record != null && !this.property.type().isInstance(record)) {
				throw new InvalidValueException(
						"'" + where + "' takes a value of type '" + this.property.type().getSimpleName()
								+ "', or an object with its components: a value of type '"
								+ record.getClass().getTypeName() + "' was given");
			}
			values.add((record != null) ? accessor.apply(record) : null);
		}
		return values;
	}

	/** Read the values of the columns, in order. */
	List<Function<Object, @Nullable Object>> accessors() {
		List<Function<Object, @Nullable Object>> accessors = new ArrayList<>();
		for (PropertyDeclaration part : this.parts.properties()) {
			EmbeddedRecord record = this.records.get(part);
			if (record == null) {
				accessors.add(part.accessor());
			}
			else {
				record.accessors().forEach((accessor) -> accessors.add((embedded) -> {
					Object inner = part.accessor().apply(embedded);
					return (inner != null) ? accessor.apply(inner) : null;
				}));
			}
		}
		return accessors;
	}

	/**
	 * Makes the record of the value of each column; of nulls alone nothing, if it may be
	 * null itself.
	 */
	@Nullable Object construct(List<? extends @Nullable Object> values) {
		if (isAbsent(values)) {
			return null;
		}
		@Nullable Object[] arguments = new Object[this.parts.properties().size()];
		int place = 0;
		for (int i = 0; i < arguments.length; i++) {
			EmbeddedRecord record = this.records.get(this.parts.properties().get(i));
			int width = (record != null) ? record.width() : 1;
			arguments[i] = (record != null) ? record.construct(values.subList(place, place + width))
					: values.get(place);
			place += width;
		}
		return this.parts.constructor().apply(arguments);
	}

	/** Whether these values of its columns mean that it is null. */
	boolean isAbsent(List<? extends @Nullable Object> values) {
		return isValue() && this.property.nullable() && values.stream().allMatch(Objects::isNull);
	}

	/**
	 * The first column that must not be null where the record is not, and is; -1 if there
	 * is none.
	 * @param checked which columns are looked at
	 */
	int missing(List<? extends @Nullable Object> values, IntPredicate checked) {
		int place = 0;
		for (PropertyDeclaration part : this.parts.properties()) {
			EmbeddedRecord record = this.records.get(part);
			if (record != null) {
				int first = place;
				List<? extends @Nullable Object> inner = values.subList(first, first + record.width());
				int missing = record.isAbsent(inner) ? -1
						: record.missing(inner, (column) -> checked.test(first + column));
				if (missing >= 0) {
					return first + missing;
				}
				place += record.width();
			}
			else {
				if (values.get(place) == null && !part.nullable() && checked.test(place)) {
					return place;
				}
				place++;
			}
		}
		return -1;
	}

}
