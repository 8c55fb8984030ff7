package io.asyncorm.async;

/**
 * Work that was done on the thread of its caller, before there was a future.
 */
record FinishedWork(String name, VirtualThreadExecutor threads) implements Work {

	@Override
	public boolean stop() {
		return true;
	}

	@Override
	public void explain(Throwable failure) {
	}

}
