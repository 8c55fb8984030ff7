package io.asyncorm.async;

import org.jspecify.annotations.Nullable;

/**
 * Work that runs on a thread of its own instead of a lane's, as it runs code of the user,
 * and that takes its connection itself.
 */
abstract class ThreadTask<T extends @Nullable Object> extends Task<T> {

	ThreadTask(String name, Lanes lanes, CallSite callSite) {
		super(name, lanes, callSite);
	}

	/** What its thread is called. */
	abstract String role();

	/** Runs it, unless it was stopped before. */
	abstract void run();

}
