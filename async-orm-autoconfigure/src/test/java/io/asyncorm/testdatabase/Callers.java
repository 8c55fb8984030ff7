package io.asyncorm.testdatabase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Many threads that do something at the same time.
 */
public final class Callers {

	/** How long all of them together may take. */
	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private Callers() {
	}

	/**
	 * Starts all callers, each on a thread of its own, when all are there. What is not
	 * done after two minutes is interrupted, and fails the test.
	 */
	public static <R> List<R> atOnce(int callers, IntFunction<R> call) throws Exception {
		CountDownLatch ready = new CountDownLatch(callers);
		List<Callable<R>> tasks = new ArrayList<>();
		for (int i = 0; i < callers; i++) {
			int caller = i;
			tasks.add(() -> {
				ready.countDown();
				ready.await();
				return call.apply(caller);
			});
		}
		ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
		try {
			return results(threads.invokeAll(tasks, PATIENCE.toSeconds(), TimeUnit.SECONDS));
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static <R> List<R> results(List<Future<R>> futures) throws Exception {
		long late = futures.stream().filter(Future::isCancelled).count();
		if (late > 0) {
			throw new AssertionError(late + " of " + futures.size() + " callers were not done after " + PATIENCE);
		}
		List<R> results = new ArrayList<>();
		for (Future<R> future : futures) {
			results.add(future.get());
		}
		return results;
	}

}
