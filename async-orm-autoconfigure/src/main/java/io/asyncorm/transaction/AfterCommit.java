package io.asyncorm.transaction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.jdbc.Synchronizations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.transaction.support.TransactionSynchronization;

/**
 * What is done once the transaction of a thread is committed, in order, on a thread of
 * its own: on this one, operations would still join what is over. Used by one thread.
 */
final class AfterCommit implements TransactionSynchronization {

	private static final Log logger = LogFactory.getLog(AfterCommit.class);

	private final AsyncDispatcher dispatcher;

	private final List<Runnable> work = new ArrayList<>();

	/** How much there was to do when each savepoint was set. */
	private final Map<Object, Integer> savepoints = new HashMap<>();

	private AfterCommit(AsyncDispatcher dispatcher) {
		this.dispatcher = dispatcher;
	}

	/** That of the calling thread's transaction. */
	static AfterCommit of(AsyncDispatcher dispatcher) {
		return Synchronizations.findOrRegister(AfterCommit.class, (present) -> present.dispatcher == dispatcher,
				() -> new AfterCommit(dispatcher));
	}

	/** Does what is to be done after a commit where there is none to wait for. */
	static void start(AsyncDispatcher dispatcher, Runnable work) {
		dispatcher.startInCallerContext("after-commit", () -> run(work));
	}

	/** Work for the tenant of the calling code, whatever that of the transaction is. */
	void add(Runnable work) {
		this.work.add(this.dispatcher.forTenantOfCaller(work));
	}

	@Override
	public void savepoint(Object savepoint) {
		this.savepoints.put(savepoint, this.work.size());
	}

	/** A savepoint that is not known is older than all of the work. */
	@Override
	public void savepointRollback(Object savepoint) {
		int before = this.savepoints.getOrDefault(savepoint, 0);
		this.work.subList(before, this.work.size()).clear();
	}

	@Override
	public void afterCompletion(int status) {
		if (status == STATUS_COMMITTED && !this.work.isEmpty()) {
			List<Runnable> all = List.copyOf(this.work);
			this.dispatcher.startInCallerContext("after-commit", () -> all.forEach(AfterCommit::run));
		}
	}

	private static void run(Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("What was to be done after the commit failed; the commit stands", ex);
		}
	}

}
