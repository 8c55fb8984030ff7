package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.util.List;

import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.persistence.RowFailure;
import io.asyncorm.persistence.SqlWork;
import io.asyncorm.persistence.UnknownOrderException;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * Reads what a bulk insert returns whose keys a sequence makes. They are made in the
 * order of the rows, so where they come back rising, that is their order. Used by one
 * thread, for one statement.
 */
final class OrderedRowReader<M> {

	private final ModelMetadata<M> model;

	private final String operation;

	private long last;

	private int read;

	private boolean rising = true;

	OrderedRowReader(ModelMetadata<M> model, String operation) {
		this.model = model;
		this.operation = operation;
	}

	/**
	 * Reads the next row.
	 * @param key its key
	 */
	M read(long key, SqlWork<M> row) throws SQLException {
		try {
			M object = row.run();
			this.rising &= this.read == 0 || key > this.last;
			this.last = key;
			this.read++;
			return object;
		}
		catch (DataRetrievalFailureException | RefusedObjectException ex) {
			throw RowFailure.of(this.read, ex);
		}
	}

	/** Refuses objects of which it is not known which is which. */
	List<M> complete(List<M> objects, int rows) throws SQLException {
		if (this.read != rows || !this.rising) {
			throw new UnknownOrderException(
					this.operation + ": " + this.read + " rows of '" + this.model.table() + "' came back for " + rows
							+ ", or their keys do not rise, so that they were undone. A trigger that"
							+ " returns null keeps rows out, or makes other keys: the next call finds out which");
		}
		return objects;
	}

}
