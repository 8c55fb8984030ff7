package io.asyncorm.queryset;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.query.Row;
import io.asyncorm.type.ScalarValues;
import io.asyncorm.type.UnfitValueException;
import org.jspecify.annotations.Nullable;

/**
 * Creates the assemblers that turn a result row into an object, a {@link Row}, a map, a
 * list or a single value.
 */
final class RowAssemblers {

	private RowAssemblers() {
	}

	@SuppressWarnings({ "unchecked", "NullAway" }) // a row of Instances has an object of
													// the model
	static <M> RowAssembler<M> objects() {
		return (object, values) -> (M) object;
	}

	@SuppressWarnings({ "unchecked", "NullAway" }) // a row of Instances has an object of
													// the model
	static <M> RowAssembler<Row<M>> rows(QueryState state) {
		List<String> names = new ArrayList<>();
		if (state.selection() instanceof QueryState.Instances instances) {
			instances.joined().forEach((joined) -> names.add(joined.name()));
		}
		state.annotations().stream().filter(QueryState.Named::selected).forEach((named) -> names.add(named.name()));
		return (object, values) -> new DefaultRow<>((M) object, state.model(), names, values);
	}

	static RowAssembler<Map<String, @Nullable Object>> maps(QueryState state) {
		if (!(state.selection() instanceof QueryState.Columns columns)) {
			throw new IllegalStateException("a map has columns");
		}
		return maps(columns.columns().stream().map(QueryState.Named::name).toList());
	}

	static RowAssembler<Map<String, @Nullable Object>> maps(List<String> names) {
		List<String> keys = List.copyOf(names);
		return (object, values) -> map(keys, values);
	}

	/** Values by their names, in this order. */
	static Map<String, @Nullable Object> map(List<String> names, @Nullable Object[] values) {
		Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(values.length);
		for (int i = 0; i < names.size(); i++) {
			map.put(names.get(i), values[i]);
		}
		return Collections.unmodifiableMap(map);
	}

	static RowAssembler<List<@Nullable Object>> lists() {
		return (object, values) -> Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values)));
	}

	@SuppressWarnings({ "unchecked", "NullAway" }) // the column is read as the property's
													// type
	static <V extends @Nullable Object> RowAssembler<V> single() {
		return (object, values) -> (V) values[0];
	}

	static <V> RowAssembler<@Nullable V> single(Class<V> type) {
		return (object, values) -> convert(values[0], type);
	}

	/**
	 * Assembles entries of a field's value and the result of another assembler, for
	 * {@code ainBulk()}. The value is that of the object, or the last selected value.
	 */
	static <E extends @Nullable Object> RowAssembler<Map.Entry<@Nullable Object, E>> keyed(ModelField field,
			RowAssembler<E> assembler) {
		return (object, values) -> {
			int last = values.length - 1;
			return (object != null)
					? new AbstractMap.SimpleImmutableEntry<>(field.get(object), assembler.assemble(object, values))
					: new AbstractMap.SimpleImmutableEntry<>(values[last],
							assembler.assemble(null, Arrays.copyOf(values, last)));
		};
	}

	/** The elements of a list that a row holds. */
	static <V> List<V> list(@Nullable Object value, String name, Class<V> type) {
		if (!(value instanceof List<?> list)) {
			throw new FieldException("'" + name + "' of this row is no list: read it with get(\"" + name + "\", type)");
		}
		return list.stream().<V>map(type::cast).toList();
	}

	/** Converts a value that was read to the requested type. */
	static <V> @Nullable V convert(@Nullable Object value, Class<V> type) {
		if (value == null || type.isInstance(value)) {
			return type.cast(value);
		}
		return type.cast(convertRead(value, type, "A value of this row"));
	}

	/**
	 * Converts a value that was read to the type that the program declares for it.
	 * @param what holds it, for messages
	 */
	static Object convertRead(Object value, Class<?> type, String what) {
		try {
			return ScalarValues.convertRead(value, type);
		}
		catch (UnfitValueException ex) {
			throw new FieldException(what + ": " + ex.getMessage(), ex);
		}
	}

}
