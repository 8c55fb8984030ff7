package io.asyncorm.persistence;

import java.sql.SQLException;
import java.util.List;

import io.asyncorm.plan.Operation.Change;

/**
 * Rows of a bulk write that go into one statement.
 */
interface Batch {

	int size();

	/** Where a row stands in the list that the user gave. */
	int place(int row);

	/** What is written to a row. */
	List<Change> changes(int row);

	/**
	 * Writes some of the rows, or all of them, by one statement.
	 * @param from the first row
	 * @param to the row behind the last
	 * @throws RowFailure with the place of a row in the list that the user gave, if it is
	 * known
	 */
	void write(int from, int to, WriteSession session) throws SQLException;

}
