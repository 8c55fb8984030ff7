package io.asyncorm.dialect;

import java.util.List;

/**
 * Thrown at startup when the rows of a table are to be locked in place of advisory locks,
 * and there is no such table.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial") // lists of texts are
public class MissingLockTableException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final List<String> statements;

	/**
	 * @param table the name of the table
	 * @param statements make the table
	 */
	public MissingLockTableException(String table, List<String> statements) {
		super("The rows of '" + table + "' are to be locked in place of advisory locks, and the database has no such"
				+ " table. Make it: " + String.join("; ", statements));
		this.statements = List.copyOf(statements);
	}

	/** Returns the statements that make the table. */
	public List<String> getStatements() {
		return this.statements;
	}

}
