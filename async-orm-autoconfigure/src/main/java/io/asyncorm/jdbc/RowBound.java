package io.asyncorm.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.RowLimit;
import io.asyncorm.plan.SqlFrame;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows of a result that nobody has bounded. Used for one statement.
 */
final class RowBound {

	private final RowLimit limit;

	private final Operation<?> operation;

	private final CallSite caller;

	private long rows;

	private RowBound(RowLimit limit, Operation<?> operation, CallSite caller) {
		this.limit = limit;
		this.operation = operation;
		this.caller = caller;
	}

	/**
	 * A reader of the rows of an operation that counts them, if somebody wants to know.
	 * @param limit null if nobody does
	 */
	static <T extends @Nullable Object> ResultRow<T> counted(@Nullable RowLimit limit, Operation<?> operation,
			OperationConnection connection, ResultRow<T> row) {
		return (limit == null || isBounded(operation, connection.caller())) ? row
				: new RowBound(limit, operation, connection.caller()).counted(row);
	}

	/** As {@link #counted}, where the columns are looked at first. */
	static <R> ResultRow<RowsReader<?, R>> reader(@Nullable RowLimit limit, Operation.Sql<R> operation,
			OperationConnection connection, ResultRow<RowsReader<?, R>> reader) {
		if (limit == null || operation.frame() instanceof SqlFrame.Part part && part.limit() != null) {
			return reader;
		}
		RowBound bound = new RowBound(limit, operation, connection.caller());
		return bound.<RowsReader<?, R>>asking((rows) -> bound.counted(reader.read(rows)));
	}

	/**
	 * What is sliced says how many rows it wants; what is read for several callers at
	 * once is a few rows for each.
	 */
	private static boolean isBounded(Operation<?> operation, CallSite caller) {
		return caller.isForSeveral()
				|| operation instanceof Operation.Queried<?> queried && queried.query().shape().isSliced();
	}

	private <T extends @Nullable Object> ResultRow<T> counted(ResultRow<T> row) {
		return asking((result) -> {
			count();
			return row.read(result);
		});
	}

	/** One row more than there may be shows that there are too many. */
	private <T extends @Nullable Object> ResultRow<T> asking(ResultRow<T> row) {
		int most = (this.limit.refuses() && this.limit.rows() < Integer.MAX_VALUE) ? this.limit.rows() + 1 : 0;
		return new ResultRow<>() {

			@Override
			public T read(ResultSet result) throws SQLException {
				return row.read(result);
			}

			@Override
			public int most() {
				return most;
			}

		};
	}

	private <E extends @Nullable Object, R> RowsReader<E, R> counted(RowsReader<E, R> reader) {
		return new RowsReader<>(counted(reader.row()), reader.result());
	}

	private void count() {
		if (++this.rows == this.limit.rows() + 1L) {
			this.limit.exceeded(this.operation, this.caller);
		}
	}

}
