package io.asyncorm.query;

/**
 * What is done about results that have more rows than
 * {@code async-orm.diagnostics.max-rows}, and no bound: the values of
 * {@code async-orm.diagnostics.max-rows-action}.
 *
 * @since 0.1.0
 */
public enum MaxRowsAction {

	/** Each line of code that reads so many rows is logged once, as a warning. */
	WARN,

	/**
	 * They fail with an {@link UnboundedResultException} while they are read, and the
	 * database is asked for no more rows than that.
	 */
	FAIL

}
