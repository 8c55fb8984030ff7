package io.asyncorm.mapping;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.asyncorm.model.CompositeKey;
import io.asyncorm.model.Conversion;
import io.asyncorm.type.ColumnReader;
import io.asyncorm.type.DocumentType;
import io.asyncorm.type.NumberType;
import io.asyncorm.type.ColumnType;
import io.asyncorm.model.ModelField;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;

/**
 * Chooses the {@link ColumnReader} of a column by the Java type of its values. Each is
 * chosen once, when a statement is first compiled. Immutable.
 */
final class ColumnReaders {

	private final JsonFormat json;

	private final UnaryOperator<SqlType> stored;

	ColumnReaders(JsonFormat json, UnaryOperator<SqlType> stored) {
		this.json = json;
		this.stored = stored;
	}

	/** The reader of a field's column. */
	ColumnReader of(ModelField field) {
		return converting(field.conversion(), stored(field));
	}

	/** The reader of what a field's column holds, without conversion. */
	ColumnReader stored(ModelField field) {
		ColumnReader stored = StoredReaders.find(field);
		return (stored != null) ? stored
				: of(field.type(), field.json() ? field.genericType() : null, "'" + field + "'");
	}

	/** The reader of a field of several columns, each of which is read by itself. */
	static ColumnReader composite(ModelField field, ColumnReader[] columns, int[] offsets) {
		return converting(field.conversion(), (row, first) -> {
			List<@Nullable Object> values = new ArrayList<>(columns.length);
			for (int i = 0; i < columns.length; i++) {
				Object value = columns[i].read(row, first + offsets[i]);
				if (value == null && !field.isEmbedded()) {
					return null;
				}
				values.add(value);
			}
			return field.isEmbedded() ? embedded(field, values) : CompositeKey.of(field, values);
		});
	}

	/**
	 * A value that is embedded, or null: where all of its columns are null, unless they
	 * all may be and it may not.
	 */
	private static @Nullable CompositeKey embedded(ModelField field, List<@Nullable Object> values) {
		ModelField missing = field.parts().missing(values);
		if (field.parts().isAbsent(values) || missing != null && values.stream().allMatch(Objects::isNull)) {
			return null;
		}
		if (missing != null) {
			throw new DataRetrievalFailureException("the column '" + missing.column() + "' of '" + field
					+ "' holds a null, but '" + missing.parts().path() + "' is not @Nullable, and '" + field
					+ "' is only null where all of its columns are: declare it so, or mend the row");
		}
		return CompositeKey.of(field, values);
	}

	/** The reader of a single value. */
	ColumnReader of(RowLayout.ValueLayout value) {
		RowLayout.CompositeLayout composite = value.composite();
		if (composite != null) {
			return composite(composite.field(), composite.columns().stream().map(this::of).toArray(ColumnReader[]::new),
					IntStream.range(0, value.width()).toArray());
		}
		return converting(value.conversion(), stored(value));
	}

	/** Adds the conversion of a property; null is not converted. */
	private static ColumnReader converting(@Nullable Conversion conversion, ColumnReader reader) {
		if (conversion == null) {
			return reader;
		}
		return (row, column) -> {
			Object stored = reader.read(row, column);
			return (stored != null) ? conversion.fromColumn(stored) : null;
		};
	}

	private ColumnReader stored(RowLayout.ValueLayout value) {
		if (value.zone() != null) {
			return StoredReaders.inZone(value.zone());
		}
		NumberType number = NumberType.find(value.type());
		if (number != null && NumberType.isInteger(value.type())) {
			return (row, column) -> readWhole(row, column, value.type(), number);
		}
		if (value.padded() && value.type() == String.class) {
			Conversion conversion = value.conversion();
			return StoredReaders.padded((conversion != null) ? conversion.javaType() : value.type());
		}
		DocumentType document = value.document();
		Type declared = (document != null) ? this.json.typeAt(document.declared(), document.path()) : null;
		return of(value.type(), declared, "A column of the result");
	}

	private ColumnReader of(Class<?> type, @Nullable Type document, String what) {
		if (document != null) {
			return (row, column) -> readDocument(row.getString(column), document, what);
		}
		ColumnReader other = StoredReaders.find(type, this.stored);
		if (other != null) {
			return other;
		}
		ColumnType columnType = ColumnType.find(type);
		return (columnType != null) ? columnType.reader(what) : ResultSet::getObject;
	}

	private @Nullable Object readDocument(@Nullable String document, Type type, String what) {
		try {
			return (document != null) ? this.json.read(document, type) : null;
		}
		catch (DataRetrievalFailureException ex) {
			throw new DataRetrievalFailureException(what + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Reads an integer that was computed: the database may have widened it, or returned a
	 * fraction, which is cut off as in Django.
	 */
	private static @Nullable Object readWhole(ResultSet row, int column, Class<?> type, NumberType narrowed)
			throws SQLException {
		Object value = row.getObject(column);
		if (type.isInstance(value)) {
			return value;
		}
		try {
			BigDecimal number = row.getBigDecimal(column);
			return (number != null) ? narrowed.exact(new BigDecimal(number.toBigInteger())) : null;
		}
		catch (ArithmeticException ex) {
			throw new DataRetrievalFailureException("Column " + column + " of the result holds a number that is no "
					+ type.getSimpleName() + ": make another type of it with as(...)", ex);
		}
	}

}
