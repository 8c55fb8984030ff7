package io.asyncorm.mapping;

import java.sql.ResultSet;

import io.asyncorm.model.LoadedTargets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one result set, one after the other, by a {@link RowReader}. What the
 * constructors of its objects are given stands in the same array for each row. Used by
 * one thread.
 *
 * @since 0.1.0
 */
public final class RowScan {

	private final RowReader reader;

	private final LoadedTargets targets;

	private final @Nullable Object[] arguments;

	RowScan(RowReader reader, LoadedTargets targets, @Nullable Object[] arguments) {
		this.reader = reader;
		this.targets = targets;
		this.arguments = arguments;
	}

	/** Reads the row that the result set stands on. */
	public ReadRow read(ResultSet row) {
		return this.reader.read(row, 1, this.targets, this.arguments);
	}

}
