package io.asyncorm.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Maps the rows of a result set to the result of an operation, all at once or chunk by
 * chunk.
 *
 * @param row reads one
 * @param result makes a result of those that were read together
 */
record RowsReader<E extends @Nullable Object, R>(ResultRow<E> row, Function<List<E>, R> result) {

	/**
	 * Reads the next rows of a statement; null if there are none. There is no look behind
	 * the last of them.
	 */
	@Nullable R next(OperationConnection connection, Statement statement, ResultSet rows, int most, SentStatement sent)
			throws SQLException {
		List<E> elements = fetch(connection, statement, rows, most, sent);
		return elements.isEmpty() ? null : this.result.apply(elements);
	}

	private List<E> fetch(OperationConnection connection, Statement statement, ResultSet rows, int most,
			SentStatement sent) throws SQLException {
		sent.resume();
		try {
			List<E> elements = connection.executing(statement, () -> read(rows, most));
			connection.answered(0);
			sent.pause(elements.size());
			if (elements.isEmpty()) {
				sent.end();
			}
			return elements;
		}
		catch (Throwable ex) {
			sent.failed(ex);
			throw ex;
		}
	}

	private List<E> read(ResultSet rows, int most) throws SQLException {
		List<E> elements = new ArrayList<>();
		while (elements.size() < most && DriverFailure.next(rows)) {
			elements.add(this.row.read(rows));
		}
		return elements;
	}

	/** Reads all rows. */
	R readAll(OperationConnection connection, ResultSet rows, SentStatement sent) throws SQLException {
		List<E> elements = read(rows, Integer.MAX_VALUE);
		connection.answered(0);
		sent.done(elements.size());
		return this.result.apply(elements);
	}

}
