package io.asyncorm.async;

import java.util.List;
import java.util.Objects;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.plan.UniqueLookup;
import org.jspecify.annotations.Nullable;

/**
 * The task of one operation: it waits for a lane and runs there, in the caller's context.
 * A lookup may run with others, as one statement.
 */
final class OperationTask<R> extends Task<R> {

	private final Operation<R> operation;

	private final Route route;

	private final Runnable inCallerContext;

	private final @Nullable UniqueLookup lookup;

	private final TaskKind kind;

	private @Nullable OperationSession lane;

	/** Asked and set by the lanes alone. */
	private @Nullable LookupGroup group;

	private List<OperationTask<?>> companions = List.of();

	private long nanos;

	private int lookups;

	private volatile @Nullable MergedLookups merged;

	OperationTask(Operation<R> operation, Lanes lanes, CallOptions options) {
		this(operation, lanes, options, CallSite.ofCaller(), lanes.mergesLookups() ? UniqueLookup.of(operation) : null);
	}

	OperationTask(Operation<R> operation, Lanes lanes, CallOptions options, CallSite callSite,
			@Nullable UniqueLookup lookup) {
		super(operation.name(), lanes, callSite, lanes.limit(options));
		this.operation = operation;
		this.kind = TaskKind.OPERATION.of(options);
		this.route = lanes.threads().route();
		this.lookup = lookup;
		this.inCallerContext = lanes.threads().inCallerContext(this::execute);
	}

	@Override
	TaskKind kind() {
		return this.kind;
	}

	/** The lookup that it is; null if it is none that could be merged. */
	@Nullable UniqueLookup lookup() {
		return this.lookup;
	}

	UniqueLookup requireLookup() {
		return Objects.requireNonNull(this.lookup);
	}

	/** Those that it could run with; null if there are none. */
	@Nullable LookupGroup group() {
		return this.group;
	}

	void setGroup(@Nullable LookupGroup group) {
		this.group = group;
	}

	/** Those that run with it. */
	List<OperationTask<?>> companions() {
		return this.companions;
	}

	void accompany(List<OperationTask<?>> companions) {
		this.companions = companions;
	}

	/** Tells how long it took to run with those. */
	void measured(long nanos, int lookups) {
		this.nanos = nanos;
		this.lookups = lookups;
	}

	/** It has a permit; asked by the lanes alone. */
	void entered() {
		if (this.group != null) {
			this.group.started();
		}
	}

	/** It has no permit any more. */
	void left() {
		if (this.group != null) {
			this.group.ended(this.nanos, this.lookups);
			this.lookups = 0;
		}
	}

	/**
	 * Runs on the lane, in the context of the caller, which may choose the connection.
	 */
	void run(OperationSession session) {
		this.lane = session;
		runInContext(this.inCallerContext);
	}

	/** Whether the connection of one is right for the other. */
	boolean sharesConnectionWith(OperationTask<?> other) {
		return this.route.equals(other.route);
	}

	Route route() {
		return this.route;
	}

	/** Runs by itself after all. */
	void runAlone(OperationSession session) {
		this.merged = null;
		run(session);
	}

	/** Begins to run as a part of a statement, unless it was stopped. */
	boolean begin(MergedLookups merged) {
		this.merged = merged;
		return begin();
	}

	@Override
	boolean isPart() {
		return this.merged != null;
	}

	@Override
	void stopped() {
		MergedLookups current = this.merged;
		if (current != null) {
			current.leave();
		}
	}

	/** Takes its result from the rows of a merged statement. */
	void take(UniqueLookup.@Nullable Found found) {
		Operation.Read<?, R> read = (Operation.Read<?, R>) this.operation;
		try {
			finish((found != null) ? found.resultOf(read) : UniqueLookup.nothing(read), null);
		}
		catch (RuntimeException ex) {
			finish(null, ex);
		}
	}

	private void execute() {
		OperationSession session = this.lane;
		if (session != null && enter(session)) {
			try {
				R result = session.execute(this.operation, callSite());
				use(null);
				finish(result, null);
			}
			catch (Throwable ex) {
				use(null);
				finish(null, ex);
			}
		}
	}

}
