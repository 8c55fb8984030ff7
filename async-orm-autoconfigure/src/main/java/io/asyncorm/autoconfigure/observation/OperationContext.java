package io.asyncorm.autoconfigure.observation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call that is observed. It never holds the values that are sent.
 *
 * @since 0.1.0
 */
public final class OperationContext extends Observation.Context {

	private final ObservedOperation operation;

	private final boolean block;

	private volatile CallOutcome outcome = CallOutcome.UNKNOWN;

	private volatile @Nullable Merged merged;

	OperationContext(ObservedOperation operation, boolean block) {
		this.operation = operation;
		this.block = block;
	}

	ObservedOperation operation() {
		return this.operation;
	}

	void end(@Nullable Throwable failure) {
		this.outcome = CallOutcome.of(failure);
	}

	void merge(Merged merged) {
		this.merged = merged;
	}

	/** The name of the method, such as {@code aget}, or {@code atomic} of a block. */
	public String getMethod() {
		return this.operation.method();
	}

	/**
	 * The name of the model, or of the repository of a method with {@code @Query}; null
	 * of a block.
	 */
	public @Nullable String getModel() {
		return this.operation.model();
	}

	/** The table of the model; null if there is none. */
	public @Nullable String getTable() {
		return this.operation.table();
	}

	/** The database, as OpenTelemetry calls it, such as {@code postgresql}. */
	public String getSystem() {
		return this.operation.system();
	}

	/** The name of the data source. */
	public String getDataSource() {
		return this.operation.dataSource();
	}

	/** Whether it is code of the user that calls operations, such as a transaction. */
	public boolean isBlock() {
		return this.block;
	}

	/** How it has ended; {@link CallOutcome#UNKNOWN} before. */
	public CallOutcome getOutcome() {
		return this.outcome;
	}

	/** The statement that it was a part of; null if it was sent by itself. */
	public @Nullable Merged getMerged() {
		return this.merged;
	}

	/**
	 * A statement for several callers.
	 *
	 * @param statement its number, the same for all who were part of it
	 * @param operations how many these were
	 */
	public record Merged(long statement, int operations) {

	}

}
