package io.asyncorm.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * An open cursor: a statement whose rows are read chunk by chunk. Used by one thread.
 */
final class OpenRows<R> {

	private static final Log logger = LogFactory.getLog(OpenRows.class);

	private final BoundStatement statement;

	private final ResultSet rows;

	private final RowsReader<?, R> reader;

	private final int chunkSize;

	private final SentStatement sent;

	OpenRows(BoundStatement statement, ResultSet rows, RowsReader<?, R> reader, int chunkSize, SentStatement sent) {
		this.statement = statement;
		this.rows = rows;
		this.reader = reader;
		this.chunkSize = chunkSize;
		this.sent = sent;
	}

	/** Reads the next chunk; null if there are no more rows. */
	@Nullable R next(OperationConnection connection) throws SQLException {
		return this.reader.next(connection, this.statement.statement(), this.rows, this.chunkSize, this.sent);
	}

	/** The connection has closed it. */
	void end() {
		this.sent.end();
	}

	/** Whatever went wrong before may have closed it. */
	void close() {
		try (this.statement; this.rows) {
			this.sent.end();
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Rows could not be closed", ex);
		}
	}

}
