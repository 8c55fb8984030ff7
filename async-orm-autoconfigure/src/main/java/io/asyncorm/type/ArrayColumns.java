package io.asyncorm.type;

import java.lang.reflect.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;

import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;

/**
 * The types of columns that hold arrays: of each class of single values, the class of its
 * arrays.
 */
final class ArrayColumns {

	/** The column of a result set of an array's elements that holds them. */
	private static final int ELEMENT = 2;

	private static final ClassValue<ColumnType> TYPES = new ClassValue<>() {

		@Override
		protected ColumnType computeValue(Class<?> type) {
			return create(type);
		}

	};

	private ArrayColumns() {
	}

	/** Whether a class is that of arrays of single values; bytes are one value. */
	static boolean isArray(Class<?> type) {
		Class<?> element = type.getComponentType();
		return element != null && !element.isArray() && ColumnType.isSimple(element);
	}

	static ColumnType type(Class<?> type) {
		return TYPES.get(type);
	}

	/** The type of the elements; null of what is no array. */
	static @Nullable ColumnType element(Class<?> type) {
		return isArray(type) ? ColumnType.find(type.getComponentType()) : null;
	}

	private static ColumnType create(Class<?> type) {
		Class<?> element = type.getComponentType();
		return new ColumnType(type, SqlType.ARRAY, reader(element, "A column of the result"),
				(value) -> convert(Arrays.asList((@Nullable Object[]) value), element), (value) -> value,
				TypeSpelling.of((value) -> convert(elements(value), element), "it must be a collection or an array"),
				null);
	}

	private static Collection<?> elements(Object values) {
		if (values instanceof Collection<?> collection) {
			return collection;
		}
		if (!values.getClass().isArray()) {
			throw new IllegalArgumentException("Neither a collection nor an array");
		}
		@Nullable Object[] elements = new Object[Array.getLength(values)];
		for (int i = 0; i < elements.length; i++) {
			elements[i] = Array.get(values, i);
		}
		return Arrays.asList(elements);
	}

	private static Object convert(Collection<?> elements, Class<?> type) {
		Object converted = Array.newInstance(type, elements.size());
		int place = 0;
		for (Object element : elements) {
			Array.set(converted, place++, (element != null) ? ScalarValues.convert(element, type) : null);
		}
		return converted;
	}

	/** The driver reads elements as it does columns, in rows of their own. */
	static ColumnReader reader(Class<?> element, String what) {
		ColumnReader reader = ColumnType.required(element).reader(what);
		return (row, column) -> {
			java.sql.Array array = row.getArray(column);
			if (array == null) {
				return null;
			}
			try {
				return read(array, element, reader, what);
			}
			finally {
				array.free();
			}
		};
	}

	private static Object read(java.sql.Array array, Class<?> element, ColumnReader reader, String what)
			throws SQLException {
		Object held = array.getArray();
		if (held.getClass().getComponentType() == element && isReadAsItIs(element)) {
			return held;
		}
		int size = Array.getLength(held);
		if (size > 0 && held.getClass().getComponentType().isArray()) {
			throw new DataRetrievalFailureException(
					what + " holds an array of several dimensions, where an array of single values was expected;"
							+ " mend the row, or leave the property out of the model");
		}
		Object read = Array.newInstance(element, size);
		try (ResultSet elements = array.getResultSet()) {
			for (int place = 0; elements.next(); place++) {
				Array.set(read, place, reader.read(elements, ELEMENT));
			}
		}
		return read;
	}

	/** Whether the driver has the elements in the form in which columns are read. */
	private static boolean isReadAsItIs(Class<?> element) {
		return switch (ColumnType.sqlType(element)) {
			case TEXT, BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, UUID -> true;
			case DATE, TIME, INSTANT, DATE_TIME, DURATION, BYTES, JSON, ARRAY -> false;
		};
	}

}
