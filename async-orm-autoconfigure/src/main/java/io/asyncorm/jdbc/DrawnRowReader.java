package io.asyncorm.jdbc;

import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
	private final long[] read;

	private int count;

	/** The key of each row that was sent; null before the first of these was read. */
	private long @Nullable [] sent;

	DrawnRowReader(ModelMetadata<M> model, String operation, int rows) {
		this.model = model;
		this.operation = operation;
		this.read = new long[rows];
	}

	/**
	 * Reads the next row.
	 * @param key its key
	 * @param keys all keys that were drawn, in the order of the rows; null in most rows
	 */
	M read(long key, @Nullable Array keys, SqlWork<M> row) throws SQLException {
		if (keys != null) {
			this.sent = Arrays.stream((Long[]) keys.getArray()).mapToLong(Long::longValue).toArray();
		}
		try {
			M object = row.run();
			this.read[this.count++] = key;
			return object;
		}
		catch (DataRetrievalFailureException | RefusedObjectException ex) {
			throw RowFailure.of(place(key), ex);
		}
	}

	/** Before the keys are known, rows have come in order so far. */
	private int place(long key) {
		long[] keys = this.sent;
		for (int i = 0; keys != null && i < keys.length; i++) {
			if (keys[i] == key) {
				return i;
			}
		}
		return this.count;
	}

	/**
	 * The objects in the order in which they were sent: mostly that is the one in which
	 * they came.
	 */
	List<M> complete(List<M> objects) throws SQLException {
		long[] keys = this.sent;
		if (keys != null && Arrays.equals(keys, this.read)) {
			return objects;
		}
		Map<Long, M> byKey = new HashMap<>();
		for (int i = 0; i < objects.size(); i++) {
			byKey.put(this.read[i], objects.get(i));
		}
		List<M> ordered = new ArrayList<>(this.read.length);
		for (int i = 0; i < this.read.length; i++) {
			M object = (keys != null) ? byKey.get(keys[i]) : null;
			if (object == null) {
				throw RowFailure.of(i, BulkRowReader.missing(this.operation, this.model));
			}
			ordered.add(object);
		}
		return ordered;
	}

}
