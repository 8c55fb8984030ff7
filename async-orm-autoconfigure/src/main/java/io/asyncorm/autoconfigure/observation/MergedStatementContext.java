package io.asyncorm.autoconfigure.observation;

import java.util.List;

import io.asyncorm.plan.MergedStatement;
import io.asyncorm.query.MergeKind;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a statement that is sent for several calls. It never holds the values
 * that are sent.
 *
 * @since 0.1.0
 */
public final class MergedStatementContext extends Observation.Context {

	private final ObservedOperation operation;

	private final MergedStatement statement;

	private final List<OperationContext> callers;

	private volatile CallOutcome outcome = CallOutcome.UNKNOWN;

	private volatile @Nullable String errorType;

	MergedStatementContext(ObservedOperation operation, MergedStatement statement, List<OperationContext> callers) {
		this.operation = operation;
		this.statement = statement;
		this.callers = callers;
	}

	ObservedOperation operation() {
		return this.operation;
	}

	void end(@Nullable Throwable failure) {
		this.outcome = CallOutcome.of(failure);
		this.errorType = (failure != null) ? failure.getClass().getName() : null;
	}

	/** The name of the method that was called, such as {@code aget}. */
	public String getMethod() {
		return this.operation.method();
	}

	/** The name of the model. */
	public @Nullable String getModel() {
		return this.operation.model();
	}

	/** Why the calls could become one statement. */
	public MergeKind getKind() {
		return this.statement.kind();
	}

	/** Its number, which those of its callers tell as well. */
	public long getStatement() {
		return this.statement.number();
	}

	/** For how many calls it is sent. */
	public int getOperations() {
		return this.statement.operations();
	}

	/** Those of the calls that are observed. */
	public List<OperationContext> getCallers() {
		return this.callers;
	}

	/** How it has ended; {@link CallOutcome#UNKNOWN} before. */
	public CallOutcome getOutcome() {
		return this.outcome;
	}

	/**
	 * The class of the exception that it has failed with; null if it has not. Its callers
	 * do not see it: each of them is then sent by itself.
	 */
	public @Nullable String getErrorType() {
		return this.errorType;
	}

}
