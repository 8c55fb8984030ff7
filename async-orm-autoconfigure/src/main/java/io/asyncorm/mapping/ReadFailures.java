package io.asyncorm.mapping;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;

import io.asyncorm.model.MessageText;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.UnreadableRowException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * Names model, field and key in what constructors, converters and the driver throw while
 * a row is read. What they quote of the data is only in the cause.
 */
final class ReadFailures {

	private ReadFailures() {
	}

	/** A column could not be read. */
	static UnreadableRowException ofColumn(ModelField field, @Nullable Object key, ResultSet row, int column,
			Throwable cause) {
		String reason = reason(cause, row, column,
				"'" + field + "', a " + field.type().getTypeName() + ", cannot be read of the column");
		return of(field.model(), field.name(), key, reason, origin(cause));
	}

	/** What our own readers and converters have explained already. */
	private static Throwable origin(Throwable cause) {
		Throwable thrown = (cause instanceof DataRetrievalFailureException) ? cause.getCause() : null;
		return (thrown != null) ? thrown : cause;
	}

	/** A column holds a null that the property does not allow. */
	static UnreadableRowException ofNull(ModelField field, Object key) {
		return of(field.model(), field.name(), key,
				"the column '" + field.columns().stream().map(ModelField::column).collect(Collectors.joining("' or '"))
						+ "' holds a null, but '" + field + "' is not @Nullable: declare it so, or mend the row",
				null);
	}

	/** The constructor failed. */
	static UnreadableRowException ofObject(ModelMetadata<?> model, @Nullable Object key, Throwable cause) {
		return of(model, null, key, "its constructor failed with " + cause, cause);
	}

	/** There is a row, but it holds no object. */
	static UnreadableRowException ofMissingKey(EntityReader reader) {
		return new UnreadableRowException("A row holds no '" + reader + "': its key is null", reader.toString(), null,
				null, null);
	}

	/** A value that is no field of an object could not be read. */
	static DataRetrievalFailureException ofValue(ResultSet row, int column, Throwable cause) {
		return new DataRetrievalFailureException(reason(cause, row, column, "A value cannot be read of the column"),
				cause);
	}

	private static UnreadableRowException of(ModelMetadata<?> model, @Nullable String field, @Nullable Object key,
			String reason, @Nullable Throwable cause) {
		String which = (key != null) ? "'" + model + "' with the key " + MessageText.name(key.toString())
				: "A row of '" + model + "'";
		return new UnreadableRowException(which + " cannot be read: " + reason, model.name(), field, key, cause);
	}

	/** Our own readers and converters say it themselves. */
	private static String reason(Throwable cause, ResultSet row, int column, String otherwise) {
		return (cause instanceof DataRetrievalFailureException) ? String.valueOf(cause.getMessage())
				: otherwise + describe(row, column) + ": " + cause.getClass().getName();
	}

	private static String describe(ResultSet row, int column) {
		try {
			return " '" + row.getMetaData().getColumnLabel(column) + "' of type '"
					+ row.getMetaData().getColumnTypeName(column) + "'";
		}
		catch (SQLException ex) {
			return " " + column;
		}
	}

}
