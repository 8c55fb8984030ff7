package io.asyncorm.async;

import java.util.List;

/**
 * The work behind a future that is complete when it is returned, as within the caller's
 * transaction.
 */
record FinishedWork(String name, VirtualThreadExecutor threads) implements Work {

	@Override
	public boolean stop() {
		return true;
	}

	@Override
	public List<Task<?>> unfinishedTasks() {
		return List.of();
	}

	@Override
	public boolean isReportable() {
		return false;
	}

	@Override
	public void explain(Throwable failure) {
	}

}
