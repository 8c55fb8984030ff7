package io.asyncorm.testdatabase;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Many threads that do something at the same time.
 */
public final class Callers {

	private Callers() {
	}

	/** Starts all callers, each on a thread of its own, when all are there. */
	public static <R> List<R> atOnce(int callers, IntFunction<R> call) throws Exception {
		CountDownLatch ready = new CountDownLatch(callers);
		List<Future<R>> futures = new ArrayList<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < callers; i++) {
				int caller = i;
				Callable<R> task = () -> {
					ready.countDown();
					ready.await();
					return call.apply(caller);
				};
				futures.add(threads.submit(task));
			}
		}
		List<R> results = new ArrayList<>();
		for (Future<R> future : futures) {
			results.add(future.get());
		}
		return results;
	}

}
