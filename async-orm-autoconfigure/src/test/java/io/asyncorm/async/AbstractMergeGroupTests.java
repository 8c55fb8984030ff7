package io.asyncorm.async;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Mergeable;
import io.asyncorm.plan.Merged;
import io.asyncorm.plan.Observers;
import io.asyncorm.query.MergeKind;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A group, and calls that lanes run, or would.
 */
abstract class AbstractMergeGroupTests {

	final MergeGroup group = new MergeGroup(MergeKind.LOOKUPS);

	final StubExecutor executor = new StubExecutor();

	final VirtualThreadExecutor threads = new VirtualThreadExecutor();

	final List<Task<?>> started = new CopyOnWriteArrayList<>();

	/** Whether what has a lane has to wait until it begins. */
	volatile boolean lanesAreBusy;

	static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Lanes lanes(int lanes, int queue) {
		DispatcherSettings settings = DispatcherSettings.of(lanes, queue).withTimeout(Duration.ZERO);
		AtomicReference<Lanes> created = new AtomicReference<>();
		created.set(new Lanes(settings, Set.of(MergeKind.LOOKUPS), this.threads, (task) -> {
			this.started.add(task);
			begin(created.get(), task);
		}, new Monitor(Observers.NONE)));
		return created.get();
	}

	/** Its lane begins, unless that is busy with something else. */
	void begin(Lanes lanes, @Nullable Task<?> task) {
		if (task instanceof OperationTask<?> operation && !this.lanesAreBusy) {
			lanes.begin(operation);
		}
	}

	List<OperationTask<String>> calls(Lanes lanes, int count, String table, Object key) {
		List<OperationTask<String>> calls = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			calls.add(call(lanes, table, key));
		}
		return calls;
	}

	OperationTask<String> call(Lanes lanes, Object table, Object key) {
		OperationTask<String> call = new OperationTask<>(this.executor.operation("call", (session) -> "done"), lanes,
				CallOptions.DEFAULTS, CallSite.none(), new Lookup(table, key));
		lanes.admit(call);
		return call;
	}

	/** One statement is under way then. */
	void statementForTwo(Lanes lanes) {
		List<OperationTask<String>> calls = new ArrayList<>();
		for (int i = 1; i <= 4; i++) {
			calls.add(call(lanes, "author", i));
		}
		assertThat(end(lanes, calls.get(0))).isEqualTo(calls.get(2));
		assertThat(calls.get(2).companions()).isEqualTo(List.of(calls.get(3)));
		assertThat(end(lanes, calls.get(1))).isNull();
	}

	/** What has the lane of an operation next. */
	@Nullable Task<?> end(Lanes lanes, OperationTask<?> task) {
		task.ran(1_000);
		Task<?> next = lanes.handOver(task, new HeldConnection(this.executor, DispatcherSettings.of(1, 1)));
		begin(lanes, next);
		return next;
	}

	void statement(long nanos, int operations, boolean failed) {
		MergeGroup.Statement statement = statementOf(1);
		this.group.started(statement);
		this.group.ended(statement, nanos, operations, failed);
	}

	/** One that has just begun, however long the test takes. */
	static MergeGroup.Statement statementOf(int operations) {
		return new MergeGroup.Statement(operations, System.nanoTime() + Duration.ofHours(1).toNanos());
	}

	/** A busy machine may take longer than anybody is held. */
	void withinTheHold(Runnable scenario) {
		for (int attempts = 100;; attempts--) {
			this.started.clear();
			long begin = System.nanoTime();
			try {
				scenario.run();
				return;
			}
			catch (AssertionError ex) {
				if (attempts == 0 || System.nanoTime() - begin < MergeGroup.LONGEST_HOLD) {
					throw ex;
				}
			}
		}
	}

	static void await(BooleanSupplier condition) {
		long begin = System.nanoTime();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime() - begin).isLessThan(Duration.ofSeconds(20).toNanos());
			Thread.onSpinWait();
		}
	}

	boolean isMerging() {
		MergeGroup.Statement statement = statementOf(1);
		this.group.started(statement);
		this.group.started(statement);
		boolean held = this.group.isHeld();
		this.group.ended(statement, 0, 0, false);
		this.group.ended(statement, 0, 0, false);
		return held;
	}

	/** Equal to all others; its hash wants others to have the lanes meanwhile. */
	record Shape(Lanes lanes, AtomicInteger hashed) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Shape;
		}

		@Override
		public int hashCode() {
			this.hashed.incrementAndGet();
			assertThat(CompletableFuture.supplyAsync(this.lanes::waitingCount)).succeedsWithin(Duration.ofSeconds(5));
			return 1;
		}

	}

	/** A call of a row by its key, that is never sent. */
	record Lookup(Object shape, Object key) implements Mergeable {

		@Override
		public MergeKind kind() {
			return MergeKind.LOOKUPS;
		}

		@Override
		public Collection<?> values() {
			return List.of(this.key);
		}

		@Override
		public boolean isWrite() {
			return false;
		}

		@Override
		public Merged<?> merge(List<Mergeable> parts) {
			throw new UnsupportedOperationException("Calls of a test are not sent");
		}

	}

}
