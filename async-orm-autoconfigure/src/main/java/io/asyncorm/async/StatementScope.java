package io.asyncorm.async;

import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.StatementListener;
import org.jspecify.annotations.Nullable;

/**
 * The code whose statements a test listens to: every operation that is called there, or
 * in the callbacks of its futures, tells the listener what it sends, on whatever thread
 * that is. Thread-safe.
 *
 * @since 0.1.0
 */
public final class StatementScope {

	private static final ThreadLocal<@Nullable StatementScope> CURRENT = new ThreadLocal<>();

	private final StatementListener listener;

	private final Queue<OperationFuture<?>> calls = new ConcurrentLinkedQueue<>();

	private final Lock lock = new ReentrantLock();

	private final Condition idle = this.lock.newCondition();

	/** How many threads complete futures, whose callbacks may call more. */
	private int running;

	private StatementScope(StatementListener listener) {
		this.listener = listener;
	}

	/**
	 * Runs code, listens to its statements, and waits until all that it called has ended.
	 * If it gives a future, that is awaited too, and what it fails with is thrown.
	 * @param listener hears of the statements, as does the one around it
	 */
	public static <T extends @Nullable Object> T listen(StatementListener listener, Callable<T> code) throws Exception {
		StatementScope outer = CURRENT.get();
		StatementScope scope = new StatementScope((outer != null) ? both(listener, outer.listener) : listener);
		T result = scope.call(code);
		if (result instanceof CompletionStage<?> stage) {
			Waiting.await(stage.toCompletableFuture());
		}
		scope.awaitCalls();
		return result;
	}

	private static StatementListener both(StatementListener inner, StatementListener outer) {
		return (operation, line, sql) -> {
			inner.sending(operation, line, sql);
			outer.sending(operation, line, sql);
		};
	}

	private <T extends @Nullable Object> T call(Callable<T> code) throws Exception {
		StatementScope outer = CURRENT.get();
		CURRENT.set(this);
		try {
			return code.call();
		}
		finally {
			CURRENT.set(outer);
		}
	}

	/**
	 * A future that has ended tells its callbacks after who waits for it, so that the
	 * threads that complete futures are waited for, too.
	 */
	private void awaitCalls() throws InterruptedException {
		while (!this.calls.isEmpty()) {
			for (OperationFuture<?> call = this.calls.poll(); call != null; call = this.calls.poll()) {
				call.awaitEnd();
			}
			awaitIdle();
		}
	}

	private void awaitIdle() throws InterruptedException {
		this.lock.lock();
		try {
			while (this.running > 0) {
				this.idle.await();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void count(int change) {
		this.lock.lock();
		try {
			this.running += change;
			this.idle.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A call of the calling thread, which tells the listener, if there is one, and the
	 * meter.
	 */
	static CallSite telling(CallSite caller) {
		StatementScope scope = CURRENT.get();
		CallSite metered = MeteredCode.metered(caller);
		return (scope != null) ? metered.telling(scope.listener) : metered;
	}

	/** Notes what the calling thread has called. */
	static void called(OperationFuture<?> call) {
		StatementScope scope = CURRENT.get();
		if (scope != null) {
			scope.calls.add(call);
		}
	}

	/** A task that runs in the scope of the calling thread. */
	static Runnable carry(Runnable task) {
		StatementScope scope = CURRENT.get();
		return (scope != null) ? () -> scope.run(task) : task;
	}

	private void run(Runnable task) {
		StatementScope outer = CURRENT.get();
		CURRENT.set(this);
		count(1);
		try {
			task.run();
		}
		finally {
			count(-1);
			CURRENT.set(outer);
		}
	}

}
