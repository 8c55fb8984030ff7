package io.asyncorm.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Mergeable;
import io.asyncorm.plan.Merged;
import io.asyncorm.plan.MergedStatement;
import io.asyncorm.plan.ObservedCall;
import io.asyncorm.plan.Observers;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationObserver;
import io.asyncorm.query.MergeKind;
import io.asyncorm.query.OperationCancelledException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MergedOperations}: callers that leave, and what fails.
 */
@Timeout(60)
class MergedOperationsTests {

	private final StubExecutor executor = new StubExecutor();

	private final Told told = new Told();

	private final List<OperationTask<String>> tasks = new ArrayList<>();

	private boolean decoratorFails;

	private final Lanes lanes = new Lanes(DispatcherSettings.of(1, 2), Set.of(), new VirtualThreadExecutor((work) -> {
		if (this.decoratorFails) {
			throw new IllegalStateException("no context");
		}
		return work;
	}), (task) -> {
	}, new Monitor(new ReplicaCallers().observing(new Observers(this.told, null))));

	private Runnable whileMerging = () -> {
	};

	@Test
	void writersWhoAllWantedToStopHearThatItIsStored() {
		Operation<String> all = this.executor.operation("all", (session) -> {
			this.tasks.forEach((task) -> assertThat(task.stop()).isFalse());
			return "stored";
		});

		MergedOperations merged = run(all, true);

		assertThat(merged.apart()).isEmpty();
		assertThat(this.tasks).allSatisfy((task) -> assertThat(task.result()).isEqualTo("stored"));
	}

	@Test
	void writersWhomAnOperatorStopsHearByWhom() {
		Operation<String> all = this.executor.operation("all", (session) -> {
			this.tasks.forEach((task) -> {
				task.noteCancel("stopped by an operator");
				task.stop();
			});
			throw new QueryTimeoutException("cancelled in the server");
		});

		run(all, true);

		assertThat(this.tasks)
			.allSatisfy((task) -> assertThat(task.failure()).isInstanceOf(OperationCancelledException.class)
				.hasMessage("stopped by an operator"));
		assertThat(this.lanes.monitor().statistics(this.lanes).cancelled()).isEqualTo(2);
	}

	@Test
	void whatAllHaveLeftIsNeitherSentNorCounted() {
		this.whileMerging = () -> this.tasks.forEach(Task::stop);

		MergedOperations merged = run(failing(), false);

		assertThat(merged.hasFailed()).isFalse();
		assertThat(merged.size()).isZero();
		assertThat(merged.apart()).isEmpty();
	}

	@Test
	void whatIsLeftAloneIsNotCounted() {
		prepare(failing(), false);
		this.tasks.get(1).stop();

		MergedOperations merged = MergedOperations.run(this.tasks.get(0), this.lanes, this.executor.openSession());

		assertThat(merged.size()).isZero();
		assertThat(merged.apart()).containsExactly(this.tasks.get(0));
	}

	@Test
	void aStatementThatFailsIsCounted() {
		MergedOperations merged = run(failing(), false);

		assertThat(merged.hasFailed()).isTrue();
		assertThat(merged.size()).isEqualTo(2);
		assertThat(merged.apart()).containsExactlyElementsOf(this.tasks);
	}

	@Test
	void itHasNoContextOfAnyCaller() {
		this.whileMerging = () -> this.decoratorFails = true;

		run(this.executor.operation("all", (session) -> "done"), false);

		assertThat(this.tasks).allSatisfy((task) -> assertThat(task.result()).isEqualTo("done"));
	}

	@Test
	void whatGoesBackToTheQueueIsUnfinished() {
		prepare(failing(), false);
		OperationTask<String> first = this.tasks.get(0);
		this.lanes.admit(first);

		this.lanes.ran(first, 1, MergedOperations.run(first, this.lanes, this.executor.openSession()));

		assertThat(first.companions()).isEmpty();
		assertThat(this.lanes.unfinished()).containsExactlyInAnyOrderElementsOf(this.tasks);
	}

	@Test
	void anObserverIsToldOnceOfTheStatementAndOfThoseWhoAreObserved() {
		prepare(this.executor.operation("all", (session) -> "done"), false);
		this.tasks.get(1).observe(this.lanes.monitor().called("part", false));

		MergedOperations.run(this.tasks.get(0), this.lanes, this.executor.openSession());

		assertThat(this.told.statements).singleElement().satisfies((statement) -> {
			assertThat(statement.name()).isEqualTo("all");
			assertThat(statement.kind()).isEqualTo(MergeKind.LOOKUPS);
			assertThat(statement.operations()).isEqualTo(2);
			assertThat(statement.callers()).extracting((caller) -> caller.unwrap(ToldCall.class))
				.containsExactly(new ToldCall("part", this.told.ends));
		});
		assertThat(this.told.ends).containsExactly("all: null");
	}

	@Test
	void anObserverOfWritesToAReplicatedDatabaseKnowsItsOwnCalls() throws Exception {
		ReplicaCallers callers = new ReplicaCallers();
		OperationObserver observer = Objects
			.requireNonNull(callers.observing(new Observers(this.told, null)).operations());

		ObservedCall write = callers.startWrite(() -> observer.called("write", false));

		assertThat(Objects.requireNonNull(write).unwrap(ToldCall.class))
			.isEqualTo(new ToldCall("write", this.told.ends));
	}

	@Test
	void whereNobodyIsObservedNobodyIsTold() {
		run(this.executor.operation("all", (session) -> "done"), false);

		assertThat(this.told.statements).isEmpty();
	}

	@Test
	void anObserverHearsThatAStatementHasFailed() {
		observed(failing());

		assertThat(this.told.ends).containsExactly("all: java.lang.IllegalStateException");
	}

	@Test
	void anObserverHearsThatAllCallersHaveLeftTheStatement() {
		observed(this.executor.operation("all", (session) -> {
			this.tasks.forEach(Task::stop);
			throw new IllegalStateException("cancelled in the server");
		}));

		assertThat(this.told.ends).filteredOn((end) -> end.startsWith("all"))
			.containsExactly("all: java.util.concurrent.CancellationException");
	}

	@Test
	void anObserverThatThrowsIsNoMatterOfTheStatement() {
		this.told.fails = true;

		observed(this.executor.operation("all", (session) -> "done"));

		assertThat(this.tasks).allSatisfy((task) -> assertThat(task.result()).isEqualTo("done"));
	}

	private void observed(Operation<String> all) {
		prepare(all, false);
		this.tasks.forEach((task) -> task.observe(this.lanes.monitor().called("part", false)));
		MergedOperations.run(this.tasks.get(0), this.lanes, this.executor.openSession());
	}

	private Operation<String> failing() {
		return this.executor.operation("all", (session) -> {
			throw new IllegalStateException("failed");
		});
	}

	private MergedOperations run(Operation<String> all, boolean write) {
		prepare(all, write);
		return MergedOperations.run(this.tasks.get(0), this.lanes, this.executor.openSession());
	}

	private void prepare(Operation<String> all, boolean write) {
		for (int i = 0; i < 2; i++) {
			Operation<String> part = this.executor.operation("part", (session) -> "alone");
			this.tasks.add(new OperationTask<>(part, this.lanes, CallOptions.DEFAULTS, CallSite.none(),
					new Part(all, write, () -> this.whileMerging.run())));
		}
		this.tasks.get(0).accompany(List.of(this.tasks.get(1)));
	}

	/** What an observer was told. */
	private static final class Told implements OperationObserver {

		private final List<MergedStatement> statements = new ArrayList<>();

		private final Queue<String> ends = new ConcurrentLinkedQueue<>();

		private boolean fails;

		@Override
		public ObservedCall called(String name, boolean block) {
			return new ToldCall(name, this.ends);
		}

		@Override
		public ObservedCall merged(MergedStatement statement) {
			if (this.fails) {
				throw new IllegalStateException("observer");
			}
			this.statements.add(statement);
			return new ToldCall(statement.name(), this.ends);
		}

	}

	private record ToldCall(String name, Queue<String> ends) implements ObservedCall {

		@Override
		public <R extends @Nullable Object> R during(Callable<R> work) throws Exception {
			return work.call();
		}

		@Override
		public void ended(@Nullable Throwable failure) {
			this.ends.add(this.name + ": " + ((failure != null) ? failure.getClass().getName() : null));
		}

	}

	/** Gives each what the statement gives. */
	private record Part(Operation<String> all, boolean isWrite, Runnable whileMerging) implements Mergeable {

		@Override
		public MergeKind kind() {
			return MergeKind.LOOKUPS;
		}

		@Override
		public Object shape() {
			return this.all;
		}

		@Override
		public Collection<?> values() {
			return List.of();
		}

		@Override
		public Merged<?> merge(List<Mergeable> parts) {
			this.whileMerging.run();
			return new Merged<>(this.all, (result, place) -> result);
		}

	}

}
