package io.asyncorm.model;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Converts between a {@link CompositeKey} and what users hold: the record that is
 * embedded, or a list of the values. Takes any record whose components have the names of
 * the columns' fields, arrays, and documents that name the record's components, too. Safe
 * for use by several threads.
 */
final class CompositeForm implements AttributeConverter<Object, CompositeKey> {

	private final Class<?> javaType;

	private final @Nullable EmbeddedRecord embedded;

	private final Map<Class<?>, List<Function<Object, @Nullable Object>>> accessors = new ConcurrentHashMap<>();

	private @Nullable ModelField field;

	/**
	 * @param javaType the record, or {@code List}
	 * @param embedded makes the record of its components; null for a list
	 */
	CompositeForm(Class<?> javaType, @Nullable EmbeddedRecord embedded) {
		this.javaType = javaType;
		this.embedded = embedded;
		if (embedded != null) {
			this.accessors.put(javaType, embedded.accessors());
		}
	}

	/** The form of keys that are no record of the model's. */
	static CompositeForm list() {
		return new CompositeForm(List.class, null);
	}

	/** The same form for another field. */
	CompositeForm copy() {
		return new CompositeForm(this.javaType, this.embedded);
	}

	/** The record that has a component for each column; null if there is none. */
	@Nullable EmbeddedRecord record() {
		return this.embedded;
	}

	/** The value that is embedded and is no key; null if it is a key. */
	@Nullable EmbeddedRecord value() {
		return (this.embedded != null && this.embedded.isValue()) ? this.embedded : null;
	}

	void link(ModelField field) {
		this.field = field;
	}

	Class<?> javaType() {
		return this.javaType;
	}

	/**
	 * The key that a value stands for.
	 * @throws InvalidValueException if it stands for none
	 */
	@Override
	public CompositeKey toColumn(Object value) {
		if (value instanceof CompositeKey key) {
			return key;
		}
		List<?> given = values(value);
		List<ModelField> columns = field().columns();
		EmbeddedRecord embedded = value();
		if (given == null || given.size() != columns.size() || embedded == null && given.contains(null)) {
			throw new InvalidValueException(
					"'" + field() + "' takes " + describe() + ((embedded == null) ? ", none of them null" : "")
							+ ": a value of type '" + value.getClass().getTypeName() + "' was given that is no such "
							+ ((embedded == null) ? "key" : "value"));
		}
		if (embedded != null) {
			requireComplete(embedded, given);
		}
		List<@Nullable Object> values = new ArrayList<>(given.size());
		for (int i = 0; i < given.size(); i++) {
			Object each = given.get(i);
			values.add((each != null || embedded == null) ? columnValue(columns.get(i), each) : null);
		}
		return new CompositeKey(field(), values);
	}

	/**
	 * The columns of what can be null are nullable, so that the database does not see
	 * what is missing.
	 */
	private void requireComplete(EmbeddedRecord embedded, List<?> given) {
		if (embedded.isAbsent(given)) {
			throw new InvalidValueException("'" + field() + "' was given " + describe()
					+ " of nulls alone, which would be read as null: give null instead");
		}
		int missing = embedded.missing(given, (column) -> field().columns().get(column).nullable());
		if (missing >= 0) {
			throw new InvalidValueException("'" + field() + "' was given " + describe() + " without '"
					+ field().columns().get(missing).parts().path() + "', which is not @Nullable");
		}
	}

	/**
	 * The value of each column that a value stands for, of a new row: null where that is
	 * given one.
	 * @throws InvalidValueException if it stands for none
	 */
	List<@Nullable Object> toColumns(Object value) {
		List<?> given = values(value);
		List<ModelField> columns = field().columns();
		boolean complete = given != null && given.size() == columns.size();
		List<@Nullable Object> values = new ArrayList<>(columns.size());
		for (int i = 0; given != null && complete && i < columns.size(); i++) {
			Object each = given.get(i);
			complete = each != null || CompositeKey.isMade(columns.get(i));
			values.add((each != null) ? columnValue(columns.get(i), each) : null);
		}
		return complete ? values : new ArrayList<@Nullable Object>(toColumn(value).values());
	}

	@Override
	public Object fromColumn(CompositeKey key) {
		return fromColumns(key.values());
	}

	/** What users hold, of the value of each column, of which some may be missing. */
	Object fromColumns(List<? extends @Nullable Object> stored) {
		List<ModelField> columns = field().columns();
		@Nullable Object[] values = new Object[columns.size()];
		for (int i = 0; i < values.length; i++) {
			Conversion conversion = columns.get(i).conversion();
			Object value = stored.get(i);
			values[i] = (conversion != null && value != null) ? conversion.fromColumn(value) : value;
		}
		List<@Nullable Object> list = Collections
			.<@Nullable Object>unmodifiableList(Arrays.<@Nullable Object>asList(values));
		return (this.embedded != null) ? Objects.requireNonNull(this.embedded.construct(list)) : list;
	}

	/** A related object, or a reference to one, stands for its key. */
	private static Object columnValue(ModelField column, @Nullable Object given) {
		ModelField target = referred(column);
		Object value = given;
		if (target != null && given != null) {
			value = (given instanceof Reference reference) ? reference.valueOf(target)
					: target.model().type().isInstance(given) ? target.valueIn(given) : given;
		}
		if (value == null) {
			throw new InvalidValueException("'" + column + "' was given an object that has no key yet: save it first");
		}
		return column.convert(value);
	}

	/**
	 * The field whose values a column holds: one of several columns of a foreign key
	 * stands for what the column refers to that it leads to.
	 */
	private static @Nullable ModelField referred(ModelField column) {
		ModelField target = column.target();
		while (column.relation() == null && target != null && target.target() != null) {
			target = target.target();
		}
		return target;
	}

	/** The columns of the key itself, of which a foreign key's have the names. */
	private List<ModelField> keyColumns() {
		ModelField key = field();
		while (key.target() != null && key.target().isComposite()) {
			key = key.target();
		}
		return key.columns();
	}

	/** The values, in order; null if the value holds none. */
	private @Nullable List<?> values(Object value) {
		if (value instanceof List<?> list) {
			return new ArrayList<>(list);
		}
		if (value instanceof Object[] array) {
			return Arrays.asList(array);
		}
		if (value instanceof Map<?, ?> document && this.embedded != null) {
			return this.embedded.values(field().toString(), document);
		}
		List<Function<Object, @Nullable Object>> accessors = (value instanceof Record)
				? this.accessors.computeIfAbsent(value.getClass(), this::accessors)
				: this.accessors.getOrDefault(value.getClass(), List.of());
		return accessors.isEmpty() ? null
				: accessors.stream().<@Nullable Object>map((accessor) -> accessor.apply(value)).toList();
	}

	/** Those of the columns, in order; none if the record lacks one of them. */
	private List<Function<Object, @Nullable Object>> accessors(Class<?> type) {
		Map<String, RecordComponent> components = new HashMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			components.put(PropertyNames.toCamelCase(component.getName()), component);
		}
		List<Function<Object, @Nullable Object>> accessors = new ArrayList<>();
		for (ModelField column : keyColumns()) {
			RecordComponent component = components.get(PropertyNames.toCamelCase(column.name()));
			try {
				if (component == null) {
					return List.of();
				}
				accessors.add(Invocations.accessor(component.getAccessor()));
			}
			catch (IllegalAccessException | InaccessibleObjectException ex) {
				throw new InvalidValueException("'" + field() + "' cannot read the record '" + type.getName() + "' ("
						+ ex.getMessage() + "): make it public, or open its package to this library", ex);
			}
		}
		return accessors;
	}

	private String describe() {
		if (value() != null) {
			return "a value of type '" + this.javaType.getSimpleName() + "'";
		}
		String names = keyColumns().stream().map(ModelField::name).collect(Collectors.joining(", "));
		return ((this.embedded != null) ? "a " + this.javaType.getSimpleName() + ", or " : "")
				+ "a list, an array or a record of " + names;
	}

	private ModelField field() {
		if (this.field == null) {
			throw new IllegalStateException("The form belongs to no field yet");
		}
		return this.field;
	}

}
