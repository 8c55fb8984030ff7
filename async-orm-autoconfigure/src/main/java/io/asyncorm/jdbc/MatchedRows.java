package io.asyncorm.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.persistence.RowFailure;
import io.asyncorm.persistence.Write;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.type.ColumnType;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * Tells which of the rows that an insert returns is which, where they come in any order:
 * by the key of each. Used by one thread, for one statement.
 */
final class MatchedRows<M> {

	private final String operation;

	private final ModelMetadata<M> model;

	private final List<ModelField> fields;

	/** What the rows are known by, in the order in which they were sent. */
	private final List<List<@Nullable Object>> sent = new ArrayList<>();

	private final List<List<@Nullable Object>> found = new ArrayList<>();

	MatchedRows(String operation, ModelMetadata<M> model, Write.InsertRows insert) {
		this.operation = operation;
		this.model = model;
		this.fields = insert.matched();
		for (List<Change> row : insert.rows()) {
			this.sent.add(known(row));
		}
	}

	private List<@Nullable Object> known(List<Change> row) {
		List<@Nullable Object> known = new ArrayList<>(this.fields.size());
		for (ModelField field : this.fields) {
			Object value = null;
			for (Change change : row) {
				value = (change.field() == field) ? change.constant() : value;
			}
			known.add(comparable(field, value));
		}
		return known;
	}

	private static @Nullable Object comparable(ModelField field, @Nullable Object value) {
		return (value != null) ? field.comparable(value) : null;
	}

	/**
	 * Reads a row.
	 * @param reader makes the object
	 */
	M read(ResultSet row, ObjectReader<M> reader) throws SQLException {
		List<@Nullable Object> known = new ArrayList<>(this.fields.size());
		for (ModelField field : this.fields) {
			known.add(comparable(field, stored(row, this.model.fields().indexOf(field) + 1, field)));
		}
		try {
			M object = reader.read(row);
			this.found.add(known);
			return object;
		}
		catch (DataRetrievalFailureException | RefusedObjectException ex) {
			int place = this.sent.indexOf(known);
			throw RowFailure.of((place >= 0) ? place : this.found.size(), ex);
		}
	}

	private static @Nullable Object stored(ResultSet row, int column, ModelField field) throws SQLException {
		ColumnType type = ColumnType.find(field.type());
		return (type != null) ? type.reader("'" + field + "'").read(row, column) : row.getObject(column);
	}

	/**
	 * The objects in the order in which their rows were sent. One alone is known without
	 * its key, of which the database may have another spelling.
	 */
	List<M> inOrder(List<M> objects) throws SQLException {
		if (objects.size() == 1 && this.sent.size() == 1) {
			return objects;
		}
		return BulkRowReader.inOrder(objects, this.found::get, this.sent, this.operation, this.model);
	}

	/** Makes the object of a row. */
	@FunctionalInterface
	interface ObjectReader<M> {

		M read(ResultSet row) throws SQLException;

	}

}
