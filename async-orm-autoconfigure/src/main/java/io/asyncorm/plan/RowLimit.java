package io.asyncorm.plan;

/**
 * How many rows a result may have that nobody has bounded, and what is done about more.
 * Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface RowLimit {

	/** How many rows are let be. */
	int rows();

	/** Whether more are refused, so that the database is not asked for them. */
	boolean refuses();

	/**
	 * There are more; told while they are read.
	 * @param operation what reads
	 * @param caller where it was called
	 * @throws RuntimeException if they are refused
	 */
	void exceeded(Operation<?> operation, CallSite caller);

}
