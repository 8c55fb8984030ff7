package io.asyncorm.async;

import io.asyncorm.plan.CallSite;
import org.jspecify.annotations.Nullable;

/**
 * A task that runs user code, and therefore on a thread of its own instead of a lane. It
 * takes its connection itself.
 */
abstract class ThreadTask<T extends @Nullable Object> extends Task<T> {

	ThreadTask(String name, Lanes lanes, CallSite callSite) {
		super(name, lanes, callSite);
	}

	/** The role in its thread's name. */
	abstract String role();

	/** Runs it, unless it was stopped before. */
	abstract void run();

}
