package io.asyncorm.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.asyncorm.dialect.RenderedSql;
import org.jspecify.annotations.Nullable;

/**
 * Sends much by a statement that is executed several times, one part after the other, and
 * makes use of the time that the server takes for each: meanwhile the values of the next
 * part are encoded, and the rows of the last one are read. Used by one thread.
 */
final class StatementParts {

	/**
	 * What tells the text of every other statement from that of the first: the rows of
	 * one are still read while the other is executed, and a driver keeps one prepared
	 * statement for each text.
	 */
	private static final String OTHER = " ";

	private final String operation;

	private final OperationConnection connection;

	private final RenderedSql sql;

	private final StatementRunner runner;

	private final ParameterBinder binder;

	private final SqlLog log;

	/**
	 * @param operation what it is for
	 */
	StatementParts(String operation, OperationConnection connection, RenderedSql sql, StatementRunner runner,
			ParameterBinder binder, SqlLog log) {
		this.operation = operation;
		this.connection = connection;
		this.sql = sql;
		this.runner = runner;
		this.binder = binder;
		this.log = log;
	}

	/** Executes all parts, of which there is one at least; returns the rows of all. */
	<T> List<T> query(List<Part<T>> parts) throws SQLException {
		try (BoundStatement even = prepare(""); BoundStatement odd = prepare(OTHER)) {
			List<T> result = new ArrayList<>(parts.stream().mapToInt(Part::size).sum());
			List<@Nullable Object> values = this.binder.encoded(even, this.sql.parameters(), parts.get(0).values());
			Sent<T> last = null;
			for (int i = 0; i < parts.size(); i++) {
				Sent<T> sent = send((i % 2 == 0) ? even : odd, parts.get(i), values);
				try {
					if (i + 1 < parts.size()) {
						values = this.binder.encoded(even, this.sql.parameters(), parts.get(i + 1).values());
					}
					if (last != null) {
						read(last, result);
					}
				}
				catch (Throwable ex) {
					sent.abandon(ex);
					throw ex;
				}
				sent.await();
				last = sent;
			}
			if (last != null) {
				read(last, result);
			}
			return result;
		}
	}

	private BoundStatement prepare(String suffix) throws SQLException {
		return this.runner.prepare(this.connection, this.sql.text() + suffix, this.sql.parameters());
	}

	private <T> Sent<T> send(BoundStatement bound, Part<T> part, List<@Nullable Object> values) throws SQLException {
		SentStatement sent = this.log.begin(this.operation, this.connection.caller(), this.sql, part.values());
		try {
			this.binder.bind(bound, this.sql.parameters(), values);
			return new Sent<>(part, StatementRunner.begin(this.connection, bound), sent);
		}
		catch (Throwable ex) {
			sent.failed(ex);
			throw ex;
		}
	}

	private <T> void read(Sent<T> sent, List<T> result) throws SQLException {
		sent.read(result);
		this.connection.answered(0);
	}

	/**
	 * A part.
	 *
	 * @param size how many rows it returns, or about as many
	 * @param values what the parameters stand for, by the number of their slots
	 * @param row reads a row
	 * @param rows what becomes of all rows of the part
	 */
	record Part<T>(int size, List<@Nullable Object> values, ResultRow<T> row, Completion<T> rows) {

	}

	/** Holds the rows of a part against what was sent. */
	@FunctionalInterface
	interface Completion<T> {

		List<T> complete(List<T> rows) throws SQLException;

	}

	/** A part that was sent. */
	private record Sent<T>(Part<T> part, Execution<ResultSet> execution, SentStatement statement) {

		void await() throws SQLException {
			try {
				this.execution.await();
				this.statement.pause(0);
			}
			catch (Throwable ex) {
				this.statement.failed(ex);
				throw ex;
			}
		}

		/**
		 * Adds what becomes of its rows, which takes no list of its own in most cases.
		 */
		void read(List<T> result) throws SQLException {
			this.statement.resume();
			int first = result.size();
			try (ResultSet rows = this.execution.await()) {
				while (rows.next()) {
					result.add(this.part.row().read(rows));
				}
				List<T> read = result.subList(first, result.size());
				this.statement.done(read.size());
				List<T> complete = this.part.rows().complete(read);
				if (complete != read) {
					read.clear();
					result.addAll(complete);
				}
			}
			catch (Throwable ex) {
				this.statement.failed(ex);
				throw ex;
			}
		}

		/** Waits, as nothing may be under way when the transaction ends. */
		void abandon(Throwable failure) {
			try {
				await();
				this.statement.end();
			}
			catch (SQLException | RuntimeException ex) {
				failure.addSuppressed(ex);
			}
		}

	}

}
