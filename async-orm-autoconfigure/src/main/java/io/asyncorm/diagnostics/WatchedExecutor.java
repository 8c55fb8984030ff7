package io.asyncorm.diagnostics;

import java.util.Set;
import java.util.function.Supplier;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationCursor;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.plan.RunningOperation;
import io.asyncorm.query.MergeKind;
import org.jspecify.annotations.Nullable;

/**
 * Notes the origin of the objects that are read.
 *
 * @param executor reads them
 */
record WatchedExecutor(OperationExecutor executor) implements OperationExecutor {

	@Override
	public boolean joinsCallerTransaction() {
		return this.executor.joinsCallerTransaction();
	}

	@Override
	public Object transactionKey() {
		return this.executor.transactionKey();
	}

	@Override
	public OperationSession joinCallerTransaction() {
		return new Session(this.executor.joinCallerTransaction());
	}

	@Override
	public OperationSession endCallerTransaction() {
		return this.executor.endCallerTransaction();
	}

	@Override
	public OperationSession openSession() {
		return new Session(this.executor.openSession());
	}

	@Override
	public String sql(Operation<?> operation) {
		return this.executor.sql(operation);
	}

	/** None: it has to be seen of what list an object is that is read. */
	@Override
	public boolean tellsCallers() {
		return this.executor.tellsCallers();
	}

	@Override
	public Set<MergeKind> mergeable() {
		return Set.of();
	}

	private record Session(OperationSession session) implements OperationSession {

		@Override
		public <R> R execute(Operation<R> operation, CallSite caller) {
			return new ReadOrigin(operation, caller).reading(() -> this.session.execute(operation, caller));
		}

		@Override
		public <R> OperationCursor<R> open(Operation.Rows<R> operation, int chunkSize, CallSite caller) {
			return new Cursor<>(this.session.open(operation, chunkSize, caller), new ReadOrigin(operation, caller));
		}

		@Override
		public RunningOperation running() {
			return this.session.running();
		}

		@Override
		public long nanosLeft() {
			return this.session.nanosLeft();
		}

		@Override
		public void timedOut(RuntimeException failure) {
			this.session.timedOut(failure);
		}

		@Override
		public <T> T guard(Supplier<T> work) {
			return this.session.guard(work);
		}

		@Override
		public <T> T lend(String name, Supplier<T> beginning) {
			return this.session.lend(name, beginning);
		}

		@Override
		public void takeBack(boolean ended) {
			this.session.takeBack(ended);
		}

		@Override
		public void release() {
			this.session.release();
		}

	}

	private record Cursor<R>(OperationCursor<R> cursor, ReadOrigin origin) implements OperationCursor<R> {

		@Override
		public @Nullable R next() {
			return this.origin.<@Nullable R>reading(this.cursor::next);
		}

		@Override
		public boolean isOpen() {
			return this.cursor.isOpen();
		}

		@Override
		public void close() {
			this.cursor.close();
		}

	}

}
