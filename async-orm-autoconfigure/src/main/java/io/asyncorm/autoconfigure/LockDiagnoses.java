package io.asyncorm.autoconfigure;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.deadlock.LockDiagnosis;
import io.asyncorm.dialect.SessionLocks;
import io.asyncorm.jdbc.SessionActivity;
import io.asyncorm.plan.Observers;

/**
 * Has the locks of each data source followed whose database tells of them.
 *
 * @param threads run what is asked
 */
record LockDiagnoses(VirtualThreadExecutor threads) implements ObserverFactory {

	@Override
	public Observers observers(String dataSource, Assembly assembly) {
		SessionLocks locks = assembly.dialect().sessionLocks();
		if (locks == null) {
			return Observers.NONE;
		}
		VirtualThreadExecutor routed = (assembly.routing() != null) ? this.threads.with(assembly.routing())
				: this.threads;
		SessionActivity activity = new SessionActivity(assembly.dataSource(), assembly.dialect(), assembly.models(),
				assembly.json());
		return new Observers(null, new LockDiagnosis(locks, assembly.models(), activity::lines, new Threads(routed)));
	}

	private record Threads(VirtualThreadExecutor executor) implements LockDiagnosis.Threads {

		@Override
		public void start(Runnable task) {
			this.executor.start("locks", task);
		}

		@Override
		public Runnable inPresentContext(Runnable task) {
			return this.executor.inCallerContext(task);
		}

	}

}
