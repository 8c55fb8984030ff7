package io.asyncorm.async;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Mergeable;
import io.asyncorm.plan.ObservedCall;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationSession;
import org.jspecify.annotations.Nullable;

/**
 * The task of one operation: it waits for a lane and runs there, in the caller's context.
 * It may run with others, as one statement.
 */
final class OperationTask<R> extends Task<R> {

	private final Operation<R> operation;

	private final Runnable inCallerContext;

	private final @Nullable Mergeable mergeable;

	private final TaskKind kind;

	private final boolean forSeveral;

	private @Nullable OperationSession lane;

	/** Asked and set by the lanes alone. */
	private @Nullable MergeGroup group;

	private List<OperationTask<?>> companions = List.of();

	private List<OperationTask<?>> apart = List.of();

	/** What it and its companions became. */
	private MergeGroup.@Nullable Statement statement;

	private long nanos;

	private int operations;

	private boolean failed;

	/** It was to be stopped, but cannot be taken out of what it is a part of. */
	private boolean leaving;

	private volatile @Nullable MergedOperations merged;

	/** Not merged where somebody counts the statements: how busy the lanes are varies. */
	OperationTask(Operation<R> operation, Lanes lanes, CallOptions options, CallSite callSite) {
		this(operation, lanes, options, callSite,
				(callSite.listener() == null) ? lanes.mergeable(operation, options) : null);
	}

	OperationTask(Operation<R> operation, Lanes lanes, CallOptions options, CallSite callSite,
			@Nullable Mergeable mergeable) {
		super(operation.name(), lanes, callSite, lanes.limit(options), lanes.threads());
		this.operation = operation;
		this.kind = TaskKind.OPERATION.of(options);
		this.mergeable = mergeable;
		this.forSeveral = false;
		this.inCallerContext = lanes.threads().inCallerContext(route(), this::execute);
	}

	/** Runs for several callers, in the context of none. */
	OperationTask(Operation<R> operation, Lanes lanes, CallSite callSite) {
		super(operation.name(), lanes, callSite, lanes.limit(CallOptions.DEFAULTS), lanes.threadsWithoutContext());
		this.operation = operation;
		this.kind = TaskKind.OPERATION;
		this.mergeable = null;
		this.forSeveral = true;
		this.inCallerContext = this::execute;
	}

	@Override
	TaskKind kind() {
		return this.kind;
	}

	/** What it has in common with those that it can run with; null if it runs alone. */
	MergeGroup.@Nullable Key groupKey() {
		return (this.mergeable != null && this.kind == TaskKind.OPERATION) ? MergeGroup.Key.of(this.mergeable, route())
				: null;
	}

	Mergeable requireMergeable() {
		return Objects.requireNonNull(this.mergeable);
	}

	/** Those that it could run with; null if there are none. */
	@Nullable MergeGroup group() {
		return this.group;
	}

	void setGroup(@Nullable MergeGroup group) {
		this.group = group;
	}

	/** Those that run with it, or have, if they do not go back to the queue. */
	List<OperationTask<?>> companions() {
		return this.companions;
	}

	void accompany(List<OperationTask<?>> companions) {
		this.companions = companions;
	}

	/** It has run by itself. */
	void ran(long nanos) {
		this.nanos = nanos;
		this.operations = 1;
		this.failed = false;
	}

	/** It has run with its companions; noted by the lanes alone. */
	void ran(long nanos, MergedOperations merged) {
		this.nanos = nanos;
		this.operations = merged.size();
		this.failed = merged.hasFailed();
		this.apart = merged.apart();
		if (!this.apart.isEmpty()) {
			Set<OperationTask<?>> back = new HashSet<>(this.apart);
			this.companions = this.companions.stream().filter((companion) -> !back.contains(companion)).toList();
		}
	}

	/** Whether it goes back to the queue itself. */
	boolean isApart() {
		return !this.apart.isEmpty() && this.apart.contains(this);
	}

	/** Those that are to go back to the queue, perhaps itself. */
	List<OperationTask<?>> apart() {
		return this.apart;
	}

	/** Those that go back to the queue, which then has them. */
	List<OperationTask<?>> takeApart() {
		List<OperationTask<?>> taken = this.apart;
		this.apart = List.of();
		return taken;
	}

	/** It has a permit; asked by the lanes alone. */
	void entered() {
		if (this.group != null) {
			if (this.statement != null) {
				this.group.started(this.statement);
			}
			else {
				this.group.starts();
			}
		}
	}

	/** Its lane begins with it and those that go along. */
	void begins(List<OperationTask<?>> companions) {
		if (this.group != null) {
			this.companions = companions;
			this.statement = new MergeGroup.Statement(1 + companions.size(), System.nanoTime());
			this.group.hasStarted();
			this.group.started(this.statement);
		}
	}

	/** It has no permit any more. */
	void left() {
		if (this.group != null) {
			if (this.statement != null) {
				this.group.ended(this.statement, this.nanos, this.operations, this.failed);
				this.operations = 0;
			}
			else {
				this.group.hasStarted();
			}
		}
	}

	/**
	 * Runs on the lane, in the context of the caller, which may choose the connection.
	 */
	void run(OperationSession session) {
		this.lane = session;
		runInContext(this.inCallerContext);
	}

	/** Begins to run as a part of a statement, unless it was stopped. */
	boolean beginAsPart(MergedOperations merged) {
		this.merged = merged;
		return begin(TaskState.PART);
	}

	@Override
	boolean leave() {
		MergedOperations current = this.merged;
		if (current != null && !this.leaving) {
			this.leaving = true;
			current.leave();
		}
		return !requireMergeable().isWrite();
	}

	@Override
	boolean isLeaving() {
		return this.leaving;
	}

	/** It is sent as a part of a statement. */
	void merged(long number, int operations) {
		ObservedCall observed = observed();
		if (observed != null) {
			observed.merged(number, operations);
		}
	}

	/** Those who wrote could not leave, and are to hear how it has ended. */
	@Override
	boolean keepsOutcome() {
		return this.forSeveral;
	}

	/** Takes its result out of that of a merged statement. */
	@SuppressWarnings("unchecked") // what was merged knows what its parts give
	void take(Object result) {
		finish((R) result, null);
	}

	private void execute() {
		OperationSession session = this.lane;
		if (session != null && enter(session)) {
			try {
				ObservedCall observed = observed();
				finish((observed != null) ? observed.during(() -> session.execute(this.operation, callSite()))
						: session.execute(this.operation, callSite()), null);
			}
			catch (Throwable ex) {
				finish(null, ex);
			}
			finally {
				use(null);
			}
		}
	}

}
