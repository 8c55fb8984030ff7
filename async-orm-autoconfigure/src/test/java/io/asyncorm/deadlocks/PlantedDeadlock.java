package io.asyncorm.deadlocks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.PessimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two transactions that lock something each, and then wait for what the other has.
 *
 * @param first what one of them does
 * @param second what the other one does
 */
record PlantedDeadlock(Side first, Side second) {

	/** Has both meet, in transactions as they are given. */
	Outcome meet(Function<Runnable, CompletableFuture<?>> transaction, Runnable meanwhile)
			throws InterruptedException, TimeoutException {
		return meet(transaction, transaction, meanwhile);
	}

	/**
	 * Has both meet.
	 * @param one runs the first in a transaction
	 * @param another runs the second in a transaction
	 * @param meanwhile called when both have begun
	 */
	Outcome meet(Function<Runnable, CompletableFuture<?>> one, Function<Runnable, CompletableFuture<?>> another,
			Runnable meanwhile) throws InterruptedException, TimeoutException {
		CyclicBarrier both = new CyclicBarrier(2);
		List<CompletableFuture<?>> ends = List.of(one.apply(() -> this.first.run(both)),
				another.apply(() -> this.second.run(both)));
		meanwhile.run();
		List<Side> sides = List.of(this.first, this.second);
		List<@Nullable Throwable> failures = new ArrayList<>();
		for (CompletableFuture<?> end : ends) {
			failures.add(failure(end));
		}
		int failed = (failures.get(0) != null) ? 0 : 1;
		assertThat(failures.get(failed)).isInstanceOf(PessimisticLockingFailureException.class);
		assertThat(failures.get(1 - failed)).isNull();
		return new Outcome(String.valueOf(failures.get(failed)), sides.get(failed), sides.get(1 - failed));
	}

	/** Has both meet once, however often they are run. */
	List<CompletableFuture<?>> begin(Function<Runnable, CompletableFuture<?>> transaction) {
		CountDownLatch both = new CountDownLatch(2);
		return Stream.of(this.first, this.second).<CompletableFuture<?>>map((side) -> transaction.apply(() -> {
			side.locking().run();
			both.countDown();
			await(both);
			side.waiting().run();
		})).toList();
	}

	static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable Throwable failure(CompletableFuture<?> end) throws InterruptedException, TimeoutException {
		try {
			end.get(60, TimeUnit.SECONDS);
			return null;
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
	}

	/** What it has failed with; null if it has not. */
	static @Nullable Throwable failureOf(CompletableFuture<?> end) {
		try {
			return failure(end);
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A transaction.
	 *
	 * @param locks the name of the method that locks
	 * @param locking calls it
	 * @param waits the name of the method that waits
	 * @param waiting calls it
	 */
	record Side(String locks, Runnable locking, String waits, Runnable waiting) {

		private void run(CyclicBarrier both) {
			this.locking.run();
			try {
				both.await(60, TimeUnit.SECONDS);
			}
			catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
				throw new IllegalStateException(ex);
			}
			this.waiting.run();
		}

	}

	/**
	 * What became of it.
	 *
	 * @param message of the one that was rolled back
	 */
	record Outcome(String message, Side failed, Side other) {

		/**
		 * Whether the report says of both transactions which line has locked and which
		 * has waited, in the right columns.
		 */
		boolean isRight() {
			String locks = this.failed.locks().equals(this.failed.waits()) ? "locks, waits " : "locks ";
			return row(false, "waits ", this.failed.waits()) && row(true, "waits ", this.other.waits())
					&& row(false, locks, this.failed.locks()) && row(true, locks, this.other.locks());
		}

		private boolean row(boolean right, String does, String method) {
			return this.message.lines()
				.filter((line) -> right == (line.indexOf(" | ") >= 0 && !line.matches("  [^ |].*")))
				.anyMatch((line) -> line.contains(does) && line.contains("." + method + "(Planted.java:"));
		}

	}

}
