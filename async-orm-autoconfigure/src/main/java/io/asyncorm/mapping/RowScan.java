package io.asyncorm.mapping;

import java.sql.ResultSet;

import io.asyncorm.model.LoadedTargets;

/**
 * Reads the rows of one result set, one after the other, by a {@link RowReader}.
 * Immutable.
 *
 * @since 0.1.0
 */
public final class RowScan {

	private final RowReader reader;

	private final LoadedTargets targets;

	RowScan(RowReader reader, LoadedTargets targets) {
		this.reader = reader;
		this.targets = targets;
	}

	/** Reads the row that the result set stands on. */
	public ReadRow read(ResultSet row) {
		return this.reader.read(row, 1, this.targets);
	}

}
