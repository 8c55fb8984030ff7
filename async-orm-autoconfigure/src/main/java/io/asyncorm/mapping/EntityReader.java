package io.asyncorm.mapping;

import java.sql.ResultSet;
import java.sql.SQLException;

import io.asyncorm.type.ColumnReader;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;

/**
 * Constructs an object of a model from its columns in a row, together with the related
 * objects that are selected with it. Immutable and safe for use by several threads.
 */
final class EntityReader {

	private final ModelMetadata<?> model;

	private final Cell key;

	private final PropertyReader[] properties;

	EntityReader(ModelMetadata<?> model, Cell key, PropertyReader[] properties) {
		this.model = model;
		this.key = key;
		this.properties = properties;
	}

	/**
	 * The object, or null if its key is null: an outer join found none.
	 * @param first the number of the column that the whole layout begins at
	 */
	@Nullable Object read(ResultSet row, int first) throws SQLException {
		Object key = this.key.read(row, first);
		if (key == null) {
			return null;
		}
		@Nullable Object[] arguments = new Object[this.properties.length];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = this.properties[i].read(row, first, key);
		}
		return this.model.construct(arguments);
	}

	@Override
	public String toString() {
		return this.model.name();
	}

	/** Reads the value of one parameter of the constructor. */
	@FunctionalInterface
	interface PropertyReader {

		@Nullable Object read(ResultSet row, int first, Object key) throws SQLException;

	}

	/**
	 * The column of one field.
	 *
	 * @param field the field
	 * @param reader reads its type
	 * @param offset where the column stands, counted from the first of the layout
	 */
	record Cell(ModelField field, ColumnReader reader, int offset) {

		@Nullable Object read(ResultSet row, int first) throws SQLException {
			return this.reader.read(row, first + this.offset);
		}

		/**
		 * Refuses a null in a property that is not {@code @Nullable}, which the
		 * constructor might accept.
		 */
		@Nullable Object readChecked(ResultSet row, int first) throws SQLException {
			Object value = read(row, first);
			if (value == null && !this.field.nullable()) {
				throw new DataRetrievalFailureException("The column '" + this.field.column() + "' holds a null, but '"
						+ this.field + "' is not @Nullable: declare it so, or mend the row");
			}
			return value;
		}

	}

}
