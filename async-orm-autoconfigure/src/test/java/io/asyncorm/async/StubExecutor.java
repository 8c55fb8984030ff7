package io.asyncorm.async;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationCursor;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.plan.RunningOperation;
import io.asyncorm.plan.SqlRows;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;

/**
 * Runs operations that are code of a test, and counts connections.
 */
public final class StubExecutor implements OperationExecutor {

	private static final SqlRows<Object> NO_ROWS = new SqlRows.Scalars<>(Object.class, (rows) -> rows);

	private final Map<String, Body<?>> bodies = new ConcurrentHashMap<>();

	private final ThreadLocal<Boolean> transaction = ThreadLocal.withInitial(() -> false);

	final AtomicInteger held = new AtomicInteger();

	final AtomicInteger mostHeld = new AtomicInteger();

	final AtomicInteger taken = new AtomicInteger();

	final AtomicInteger cancels = new AtomicInteger();

	final AtomicInteger aborts = new AtomicInteger();

	/** An operation that runs the body. */
	public <R> Operation<R> operation(String name, Body<R> body) {
		String key = name + "#" + this.bodies.size();
		this.bodies.put(key, body);
		@SuppressWarnings("unchecked") // the rows are never looked at
		SqlRows<R> rows = (SqlRows<R>) NO_ROWS;
		return new Operation.Sql<>(name, key, List.of(), rows);
	}

	/** An operation of this as one that reads chunks of rows; null is after the last. */
	@SuppressWarnings("unchecked") // it gives what its body does
	static <E> Operation.Rows<List<E>> rows(Operation<@Nullable List<E>> operation) {
		return (Operation.Rows<List<E>>) (Operation<?>) operation;
	}

	/** From now on, the calling thread holds a transaction, or none. */
	void joinCallingThread(boolean joins) {
		this.transaction.set(joins);
	}

	@Override
	public boolean joinsCallerTransaction() {
		return this.transaction.get();
	}

	@Override
	public OperationSession joinCallerTransaction() {
		return new StubSession();
	}

	@Override
	public OperationSession endCallerTransaction() {
		return new StubSession();
	}

	@Override
	public String sql(Operation<?> operation) {
		throw new UnsupportedOperationException("Operations of a stub have no SQL");
	}

	@Override
	public OperationSession openSession() {
		return new StubSession();
	}

	/** What an operation does. */
	@FunctionalInterface
	public interface Body<R> {

		R run(StubSession session) throws Exception;

	}

	/** A session whose statements wait for permits. */
	public final class StubSession implements OperationSession {

		private final Semaphore cancelled = new Semaphore(0);

		private final Semaphore ended = new Semaphore(0);

		private final AtomicInteger executed = new AtomicInteger();

		private boolean holding;

		@Override
		public <R> R execute(Operation<R> operation, CallSite caller) {
			take();
			this.cancelled.drainPermits();
			this.ended.drainPermits();
			return run(operation);
		}

		private void take() {
			if (!this.holding) {
				this.holding = true;
				StubExecutor.this.taken.incrementAndGet();
				int now = StubExecutor.this.held.incrementAndGet();
				StubExecutor.this.mostHeld.accumulateAndGet(now, Math::max);
			}
		}

		@Override
		public <T> T lend(String name, Supplier<T> beginning) {
			take();
			return beginning.get();
		}

		@Override
		public void takeBack(boolean ended) {
			if (!ended) {
				StubExecutor.this.aborts.incrementAndGet();
			}
			release();
		}

		@Override
		public <R> OperationCursor<R> open(Operation.Rows<R> operation, int chunkSize, CallSite caller) {
			return new OperationCursor<>() {

				private boolean open = true;

				@Override
				public R next() {
					return execute(operation);
				}

				@Override
				public boolean isOpen() {
					return this.open;
				}

				@Override
				public void close() {
					this.open = false;
				}

			};
		}

		@SuppressWarnings("unchecked") // the body was given with the operation
		private <R> R run(Operation<R> operation) {
			Body<R> body = (Body<R>) StubExecutor.this.bodies.get(((Operation.Sql<R>) operation).sql());
			try {
				return body.run(this);
			}
			catch (RuntimeException ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			finally {
				this.executed.incrementAndGet();
				this.ended.release();
			}
		}

		/** What a statement does that only a cancel ends. */
		<R> R runUntilCancelled(int times) throws InterruptedException {
			if (!this.cancelled.tryAcquire(times, 20, TimeUnit.SECONDS)) {
				throw new AssertionError("Nobody cancelled the statement");
			}
			throw new QueryTimeoutException("canceling statement due to user request");
		}

		@Override
		public RunningOperation running() {
			int number = this.executed.get();
			return new RunningOperation() {

				@Override
				public boolean stop() {
					return true;
				}

				/** As a server ignores a cancel that comes too early, it is repeated. */
				@Override
				public void cancel() {
					try {
						do {
							StubExecutor.this.cancels.incrementAndGet();
							StubSession.this.cancelled.release();
						}
						while (StubSession.this.executed.get() == number
								&& !StubSession.this.ended.tryAcquire(20, TimeUnit.MILLISECONDS)
								&& StubSession.this.executed.get() == number);
					}
					catch (InterruptedException ex) {
						throw new IllegalStateException(ex);
					}
				}

				@Override
				public void abort() {
					StubExecutor.this.aborts.incrementAndGet();
				}

			};
		}

		@Override
		public void release() {
			if (this.holding) {
				this.holding = false;
				StubExecutor.this.held.decrementAndGet();
			}
		}

	}

}
