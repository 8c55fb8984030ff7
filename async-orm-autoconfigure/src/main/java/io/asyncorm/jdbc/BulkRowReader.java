package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.persistence.RowFailure;
import io.asyncorm.persistence.SqlWork;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * Reads what a bulk insert returns in order, and holds it against what was sent: one
 * stored row for each, in order. Used by one thread, for one statement.
 */
final class BulkRowReader<M> {

	private final ModelMetadata<M> model;

	private final String operation;

	private final int rows;

	private int read;

	BulkRowReader(ModelMetadata<M> model, String operation, int rows) {
		this.model = model;
		this.operation = operation;
		this.rows = rows;
	}

	/**
	 * Reads the next row.
	 * @param number the number of the row that was sent, counted from 1
	 * @param stored whether there is such a row
	 */
	M read(int number, boolean stored, SqlWork<M> row) throws SQLException {
		if (!stored || number != this.read + 1) {
			throw RowFailure.of(this.read, missing(this.operation, this.model));
		}
		try {
			M object = row.run();
			this.read++;
			return object;
		}
		catch (DataRetrievalFailureException | RefusedObjectException ex) {
			throw RowFailure.of(this.read, ex);
		}
	}

	/** Refuses to have got fewer rows than were sent. */
	List<M> complete(List<M> objects) throws SQLException {
		if (objects.size() < this.rows) {
			throw RowFailure.of(objects.size(), missing(this.operation, this.model));
		}
		return objects;
	}

	/**
	 * Puts stored objects into the order in which their rows were sent: mostly that is
	 * the one in which they came.
	 * @param found the objects
	 * @param key tells the key of each of them, by its place
	 * @param sent the keys of all rows that were sent
	 */
	static <M> List<M> inOrder(List<M> found, IntFunction<@Nullable Object> key, List<?> sent, String operation,
			ModelMetadata<M> model) throws SQLException {
		boolean inOrder = found.size() == sent.size();
		for (int i = 0; inOrder && i < sent.size(); i++) {
			inOrder = Objects.equals(sent.get(i), key.apply(i));
		}
		if (inOrder) {
			return found;
		}
		Map<@Nullable Object, M> byKey = HashMap.newHashMap(found.size());
		for (int i = 0; i < found.size(); i++) {
			byKey.put(key.apply(i), found.get(i));
		}
		List<M> ordered = new ArrayList<>(sent.size());
		for (Object each : sent) {
			M object = byKey.get(each);
			if (object == null) {
				throw RowFailure.of(ordered.size(), missing(operation, model));
			}
			ordered.add(object);
		}
		return ordered;
	}

	/**
	 * What is said of a row that did not come back from a statement that is committed.
	 */
	static DataRetrievalFailureException keptOut(ModelMetadata<?> model) {
		return new DataRetrievalFailureException("the database returned no row of '" + model.table()
				+ "' for the insert. A trigger that returns null keeps the row out, or has put it into another table;"
				+ " what it wrote there is stored");
	}

	/** What a row is refused for that did not come back. */
	static DataRetrievalFailureException missing(String operation, ModelMetadata<?> model) {
		return new DataRetrievalFailureException(operation + ": the database returned no row of '" + model.table()
				+ "' for the insert, so that it was undone. A trigger that returns null keeps the row out, or has put"
				+ " it into another table, or changes what the row is known by: let it return the row as it was given");
	}

}
