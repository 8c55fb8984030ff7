package io.asyncorm.autoconfigure;

import io.asyncorm.async.AsyncDispatcher;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Closes the dispatcher when its application context is closed: after web servers and
 * executors, whose last requests and tasks may still start operations, and before any
 * bean is destroyed, as callbacks may use them.
 */
final class DispatcherShutdown implements SmartLifecycle {

	/**
	 * Lifecycles stop from the highest phase to the lowest; executors are in the middle.
	 */
	static final int PHASE = Integer.MAX_VALUE / 2 - 1024;

	private final AsyncDispatcher dispatcher;

	private final ConfigurableApplicationContext context;

	private volatile boolean running;

	DispatcherShutdown(AsyncDispatcher dispatcher, ConfigurableApplicationContext context) {
		this.dispatcher = dispatcher;
		this.context = context;
	}

	@Override
	public void start() {
		this.running = true;
	}

	/** A context that is only stopped may be started again, which a dispatcher cannot. */
	@Override
	public void stop() {
		this.running = false;
		if (this.context.isClosed()) {
			this.dispatcher.close();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
