package io.asyncorm.type;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;

/**
 * The types of columns that hold enums, by the names of their constants.
 */
final class EnumColumns {

	private static final ClassValue<ColumnType> TYPES = new ClassValue<>() {

		@Override
		protected ColumnType computeValue(Class<?> type) {
			return create(type);
		}

	};

	private EnumColumns() {
	}

	/**
	 * The enum that a class is, or that its constants with bodies are of; null if it is
	 * none.
	 */
	static @Nullable Class<?> find(Class<?> type) {
		if (!Enum.class.isAssignableFrom(type) || type == Enum.class) {
			return null;
		}
		return type.isEnum() ? type : type.getSuperclass();
	}

	static ColumnType type(Class<?> type) {
		return TYPES.get(type);
	}

	private static ColumnType create(Class<?> type) {
		return new ColumnType(type, SqlType.TEXT, reader(type, "A column of the result"), (value) -> value,
				Object::toString,
				TypeSpelling.of(
						(value) -> (value instanceof CharSequence name) ? constant(name.toString(), type) : null,
						"it must be the name of a constant, one of " + names(type)),
				null);
	}

	static ColumnReader reader(Class<?> type, String what) {
		Map<String, Object> constants = new HashMap<>();
		for (Object constant : type.getEnumConstants()) {
			constants.put(((Enum<?>) constant).name(), constant);
		}
		return (row, column) -> {
			String name = row.getString(column);
			Object constant = (name != null) ? constants.get(name.stripTrailing()) : null;
			if (name != null && constant == null) {
				throw new DataRetrievalFailureException(what + " holds '" + name + "', which is no constant of '"
						+ type.getName() + "': add the constant, or mend the row. There are: "
						+ String.join(", ", constants.keySet().stream().sorted().toList()));
			}
			return constant;
		};
	}

	private static Object constant(String name, Class<?> type) {
		return Arrays.stream(type.getEnumConstants())
			.filter((candidate) -> ((Enum<?>) candidate).name().equals(name))
			.findFirst()
			.orElseThrow(IllegalArgumentException::new);
	}

	static List<String> names(Class<?> type) {
		return Arrays.stream(type.getEnumConstants()).map((constant) -> ((Enum<?>) constant).name()).toList();
	}

}
