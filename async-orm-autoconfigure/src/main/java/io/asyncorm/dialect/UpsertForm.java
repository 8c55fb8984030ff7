package io.asyncorm.dialect;

/**
 * How a row is found, or else inserted, where a unique key keeps it from being there
 * twice. None of them has races, and each tells whether it inserted.
 *
 * @since 0.1.0
 */
public enum UpsertForm {

	/** By one statement, with changes within WITH, and ON CONFLICT. */
	CTE,

	/** By a select or an update, and an INSERT ... ON CONFLICT DO NOTHING. */
	ON_CONFLICT,

	/** By a select or an update, and an INSERT that may fail. */
	INSERT_AND_CATCH;

	/** Whether it is one statement. */
	public boolean isOneStatement() {
		return this == CTE;
	}

	/** Whether INSERT has ON CONFLICT. */
	public boolean hasOnConflict() {
		return this != INSERT_AND_CATCH;
	}

}
