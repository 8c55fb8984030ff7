package io.asyncorm.autoconfigure.observation;

import java.util.Iterator;
import java.util.List;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
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

	private volatile @Nullable String errorType;

	private volatile @Nullable Merged merged;

	private @Nullable Timing timing;

	/**
	 * As they were given: they are the same in most calls, and asked for several times.
	 */
	private volatile KeyValues lowCardinality = KeyValues.empty();

	OperationContext(ObservedOperation operation, boolean block) {
		this.operation = operation;
		this.block = block;
	}

	ObservedOperation operation() {
		return this.operation;
	}

	void end(@Nullable Throwable failure) {
		this.outcome = CallOutcome.of(failure);
		this.errorType = (failure != null) ? failure.getClass().getName() : null;
	}

	void merge(Merged merged) {
		this.merged = merged;
	}

	void time(Timing timing) {
		this.timing = timing;
	}

	@Nullable Timing timing() {
		return this.timing;
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

	/**
	 * The class of the exception that it has failed with, as its caller sees it; null if
	 * it has not. {@link #getError()} may be a copy of that, without what the driver has
	 * thrown, which quotes values.
	 */
	public @Nullable String getErrorType() {
		return this.errorType;
	}

	/** The statement that it was a part of; null if it was sent by itself. */
	public @Nullable Merged getMerged() {
		return this.merged;
	}

	@Override
	public KeyValues getLowCardinalityKeyValues() {
		return this.lowCardinality;
	}

	@Override
	public @Nullable KeyValue getLowCardinalityKeyValue(String name) {
		return this.lowCardinality.stream().filter((each) -> each.getKey().equals(name)).findFirst().orElse(null);
	}

	@Override
	public OperationContext addLowCardinalityKeyValue(KeyValue keyValue) {
		this.lowCardinality = this.lowCardinality.and(keyValue);
		return this;
	}

	@Override
	public OperationContext addLowCardinalityKeyValues(KeyValues keyValues) {
		this.lowCardinality = replaces(keyValues, this.lowCardinality) ? keyValues : this.lowCardinality.and(keyValues);
		return this;
	}

	/** Both are in the order of their keys. */
	private static boolean replaces(KeyValues keyValues, KeyValues present) {
		Iterator<KeyValue> keys = present.iterator();
		for (KeyValue each : keyValues) {
			if (keys.hasNext() && !keys.next().getKey().equals(each.getKey())) {
				return false;
			}
		}
		return !keys.hasNext();
	}

	@Override
	public OperationContext removeLowCardinalityKeyValue(String name) {
		return removeLowCardinalityKeyValues(name);
	}

	@Override
	public OperationContext removeLowCardinalityKeyValues(String... names) {
		List<String> removed = List.of(names);
		this.lowCardinality = KeyValues
			.of(this.lowCardinality.stream().filter((each) -> !removed.contains(each.getKey())).toList());
		return this;
	}

	/** What who measures the call keeps from its start to its end. */
	interface Timing {

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
