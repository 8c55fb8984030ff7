package io.asyncorm.async;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationSession;
import org.jspecify.annotations.Nullable;

/**
 * Runs an operation that calls a listener of the user while it runs: in the place of
 * another operation, and on a thread of its own. It goes on with a
 * {@link HeldConnection}, which it takes over from the task before it, or takes when it
 * first needs one.
 */
final class ListenedTask<R> extends ConnectedTask<R> {

	private final Operation<R> operation;

	private final TaskKind kind;

	ListenedTask(Operation<R> operation, Lanes lanes, CallOptions options) {
		super(operation.name(), lanes, KnownCaller.take().tagged(options.tag()), lanes.limit(options));
		this.operation = operation;
		this.kind = TaskKind.BLOCK.of(options);
	}

	@Override
	TaskKind kind() {
		return this.kind;
	}

	@Override
	String role() {
		return "listened";
	}

	@Override
	@Nullable R work(OperationSession session) {
		if (!enter(session)) {
			throw Expiry.unfinished(name());
		}
		return session.execute(this.operation, callSite());
	}

}
