package io.asyncorm.async;

import java.util.List;
import java.util.function.BiConsumer;

import io.asyncorm.plan.OperationSession;
import org.jspecify.annotations.Nullable;

/**
 * What lanes do: a virtual thread with a connection runs one operation after the other
 * until none is waiting. No user code runs there before. Thread-safe.
 */
final class Lane {

	private final Lanes lanes;

	/** Goes on with the connection; with null, nothing does. */
	private final BiConsumer<@Nullable Task<?>, HeldConnection> successor;

	Lane(Lanes lanes, BiConsumer<@Nullable Task<?>, HeldConnection> successor) {
		this.lanes = lanes;
		this.successor = successor;
	}

	/**
	 * Runs the first operation and those that wait. A future is completed only after the
	 * permit was handed on or released: code that waits for one operation and then starts
	 * another finds the lane and the connection free.
	 * @return the last operation, whose future is not complete yet; null if it went back
	 * to the queue
	 */
	@Nullable OperationTask<?> run(OperationTask<?> first, HeldConnection connection) {
		OperationTask<?> task = first;
		while (true) {
			if (task.group() != null) {
				this.lanes.begin(task);
			}
			execute(task, connection);
			boolean back = task.isApart();
			List<OperationTask<?>> companions = task.companions();
			Task<?> next = this.lanes.handOver(task, connection);
			companions.forEach(Task::publish);
			if (next instanceof OperationTask<?> operation) {
				if (!back) {
					task.publish();
				}
				task = operation;
			}
			else {
				this.successor.accept(next, connection);
				return back ? null : task;
			}
		}
	}

	private void execute(OperationTask<?> task, HeldConnection connection) {
		try {
			run(task, connection.sessionFor(task.route()));
			// whatever the context of the caller left behind is not for the next one
			Thread.interrupted();
		}
		catch (RuntimeException | Error ex) {
			fail(task, ex);
			task.companions().forEach((companion) -> fail(companion, ex));
		}
	}

	private static void fail(OperationTask<?> task, Throwable failure) {
		task.begin();
		task.finish(null, failure);
	}

	private void run(OperationTask<?> task, OperationSession session) {
		if (task.group() == null) {
			task.run(session);
			return;
		}
		long start = System.nanoTime();
		if (task.companions().isEmpty()) {
			task.run(session);
			task.ran(System.nanoTime() - start);
		}
		else {
			MergedOperations merged = MergedOperations.run(task, this.lanes, session);
			this.lanes.ran(task, System.nanoTime() - start, merged);
		}
	}

}
