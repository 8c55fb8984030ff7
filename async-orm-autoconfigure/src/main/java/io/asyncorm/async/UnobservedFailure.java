package io.asyncorm.async;

import java.lang.ref.Cleaner;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The failure of a future that nobody has looked at yet. It is logged if the future is
 * discarded so: nobody would ever hear of it. Thread-safe.
 */
final class UnobservedFailure implements Runnable {

	private static final Log logger = LogFactory.getLog(UnobservedFailure.class);

	private final String name;

	private final Throwable failure;

	private volatile boolean observed;

	private UnobservedFailure(String name, Throwable failure) {
		this.name = name;
		this.failure = failure;
	}

	static UnobservedFailure of(String name, Throwable failure) {
		return new UnobservedFailure(name, failure);
	}

	/** Logs the failure when this future is discarded, unless it was observed by then. */
	void watch(OperationFuture<?> future) {
		Discarded.CLEANER.register(future, this);
	}

	void observe() {
		this.observed = true;
	}

	/** The future was discarded. */
	@Override
	public void run() {
		if (!this.observed) {
			logger.warn("'" + this.name + "' failed, and its future was discarded without being awaited: use await(),"
					+ " gather() or a dependent stage, such as exceptionally()", this.failure);
		}
	}

	/** Made with the first failure, as it has a thread. */
	private static final class Discarded {

		private static final Cleaner CLEANER = Cleaner
			.create(Thread.ofPlatform().daemon().name("async-orm-discarded-futures").factory());

	}

}
