package io.asyncorm.jdbc;

import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.persistence.RowFailure;
import io.asyncorm.persistence.SqlWork;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * Reads what a bulk insert returns whose keys were drawn beforehand, and puts the stored
 * objects into the order of their keys. Used by one thread, for one statement.
 */
final class DrawnRowReader<M> {

	private final ModelMetadata<M> model;

	private final String operation;

	/** The key of each row that was read. */
	private final List<Long> read = new ArrayList<>();

	/** The key of each row that was sent; empty before the first of these was read. */
	private List<Long> sent = List.of();

	DrawnRowReader(ModelMetadata<M> model, String operation) {
		this.model = model;
		this.operation = operation;
	}

	/**
	 * Reads the next row.
	 * @param key its key
	 * @param keys all keys that were drawn, in the order of the rows; null in most rows
	 */
	M read(long key, @Nullable Array keys, SqlWork<M> row) throws SQLException {
		if (keys != null) {
			this.sent = Arrays.asList((Long[]) keys.getArray());
		}
		try {
			M object = row.run();
			this.read.add(key);
			return object;
		}
		catch (DataRetrievalFailureException | RefusedObjectException ex) {
			throw RowFailure.of(place(key), ex);
		}
	}

	/** Before the keys are known, rows have come in order so far. */
	private int place(long key) {
		int place = this.sent.indexOf(key);
		return (place >= 0) ? place : this.read.size();
	}

	/** The objects in the order in which they were sent. */
	List<M> complete(List<M> objects, int rows) throws SQLException {
		List<?> keys = this.sent.isEmpty() ? Collections.nCopies(rows, null) : this.sent;
		return BulkRowReader.inOrder(objects, this.read::get, keys, this.operation, this.model);
	}

}
