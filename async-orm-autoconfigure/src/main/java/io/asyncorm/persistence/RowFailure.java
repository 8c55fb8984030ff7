package io.asyncorm.persistence;

import java.sql.SQLException;
import java.util.Objects;

/**
 * Signals that a bulk write failed: which row was to blame, as far as that is known, and
 * how many rows were committed before. Whoever ends the operation translates it, with its
 * cause.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class RowFailure extends SQLException {

	/** Stands for no row in particular. */
	public static final int UNKNOWN = -1;

	private final int index;

	private final long written;

	private RowFailure(int index, long written, Throwable cause) {
		super(cause.getMessage(), (cause instanceof SQLException error) ? error.getSQLState() : null,
				(cause instanceof SQLException error) ? error.getErrorCode() : 0, cause);
		this.index = index;
		this.written = written;
	}

	/** The failure of one row. */
	public static RowFailure of(int index, Exception cause) {
		return new RowFailure(index, 0, cause);
	}

	/** A failure after some rows were committed. */
	static RowFailure after(long written, Exception cause) {
		return (cause instanceof RowFailure row) ? new RowFailure(row.index, written, row.cause())
				: new RowFailure(UNKNOWN, written, cause);
	}

	/** The same at another place. */
	RowFailure at(int index) {
		return new RowFailure(index, this.written, cause());
	}

	/** The place of the row, counted from 0, or {@link #UNKNOWN}. */
	public int index() {
		return this.index;
	}

	/** How many rows were committed before. */
	public long written() {
		return this.written;
	}

	/** What went wrong. */
	public Exception cause() {
		return (Exception) Objects.requireNonNull(getCause());
	}

}
