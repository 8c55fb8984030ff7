package io.asyncorm.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/** Makes many calls, of which only so many are under way at once. */
final class InFlight {

	private static final int AT_ONCE = 50;

	private InFlight() {
	}

	/** Makes the calls, and returns their results when there are all. */
	static List<Object> of(int calls, IntFunction<CompletableFuture<?>> call) {
		Semaphore free = new Semaphore(AT_ONCE);
		List<CompletableFuture<?>> futures = new ArrayList<>(calls);
		for (int i = 0; i < calls; i++) {
			free.acquireUninterruptibly();
			CompletableFuture<?> future = call.apply(i);
			future.whenComplete((result, failure) -> free.release());
			futures.add(future);
		}
		List<Object> results = new ArrayList<>(calls);
		futures.forEach((future) -> results.add(future.join()));
		return results;
	}

}
