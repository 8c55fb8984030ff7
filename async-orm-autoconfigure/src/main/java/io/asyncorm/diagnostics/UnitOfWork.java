package io.asyncorm.diagnostics;

import java.util.List;
import java.util.concurrent.ForkJoinWorkerThread;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What reads are counted in that belong together: a web request, otherwise a transaction,
 * otherwise what a thread does, with the callbacks of the futures that it started. The
 * thread of a pool does one thing after the other, and nobody knows where the one ends
 * and the next begins: there each call stands for itself. Thread-safe.
 */
final class UnitOfWork {

	private static final boolean WEB = ClassUtils
		.isPresent("org.springframework.web.context.request.RequestContextHolder", UnitOfWork.class.getClassLoader());

	/** Whose threads serve one task after the other. */
	private static final List<String> POOLS = List.of("java.util.concurrent.", "org.apache.tomcat.",
			"org.eclipse.jetty.", "org.jboss.", "org.xnio.", "io.netty.", "io.vertx.", "reactor.");

	private static final ThreadLocal<UnitOfWork> OF_THREAD = new ThreadLocal<>();

	private final Kind kind;

	private final RepeatedReads reads;

	private UnitOfWork(Kind kind) {
		this.kind = kind;
		this.reads = new RepeatedReads(kind == Kind.THREAD);
	}

	/** That of the calling thread. */
	static UnitOfWork current() {
		UnitOfWork request = WEB ? Requests.current() : null;
		if (request != null) {
			return request;
		}
		return (TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager.isSynchronizationActive()) ? ofTransaction() : ofThread();
	}

	private static UnitOfWork ofTransaction() {
		for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
			if (each instanceof OfTransaction transaction) {
				return transaction.work();
			}
		}
		OfTransaction transaction = new OfTransaction(new UnitOfWork(Kind.TRANSACTION));
		TransactionSynchronizationManager.registerSynchronization(transaction);
		return transaction.work();
	}

	private static UnitOfWork ofThread() {
		UnitOfWork work = OF_THREAD.get();
		if (work == null) {
			work = new UnitOfWork(isPooled(Thread.currentThread()) ? Kind.CALL : Kind.THREAD);
			if (work.kind == Kind.THREAD) {
				OF_THREAD.set(work);
			}
		}
		return work;
	}

	private static boolean isPooled(Thread thread) {
		if (thread.isVirtual()) {
			return false;
		}
		StackTraceElement[] stack = thread.getStackTrace();
		int first = stack.length - 1;
		while (first > 0 && stack[first].getClassName().equals(Thread.class.getName())) {
			first--;
		}
		String className = stack[first].getClassName();
		return thread instanceof ForkJoinWorkerThread || POOLS.stream().anyMatch(className::startsWith);
	}

	/** A task that runs in the unit of work of the calling thread. */
	static Runnable carry(Runnable task) {
		UnitOfWork request = WEB ? Requests.current() : null;
		UnitOfWork work = (request != null) ? request : OF_THREAD.get();
		return (work != null) ? () -> work.run(task) : task;
	}

	private void run(Runnable task) {
		UnitOfWork outer = OF_THREAD.get();
		OF_THREAD.set(this);
		try {
			task.run();
		}
		finally {
			if (outer != null) {
				OF_THREAD.set(outer);
			}
			else {
				OF_THREAD.remove();
			}
		}
	}

	/** What was read in it so far. */
	RepeatedReads reads() {
		return this.reads;
	}

	boolean isRequest() {
		return this.kind == Kind.REQUEST;
	}

	private enum Kind {

		REQUEST, TRANSACTION, THREAD,

		/** A single call, of which nobody knows what it belongs to. */
		CALL

	}

	/** It is kept and forgotten with the transaction, also while that is suspended. */
	private record OfTransaction(UnitOfWork work) implements TransactionSynchronization {
	}

	/** Apart, as Spring's web support need not be on the class path. */
	private static final class Requests {

		private static final String ATTRIBUTE = UnitOfWork.class.getName();

		static @Nullable UnitOfWork current() {
			RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
			if (attributes == null) {
				return null;
			}
			synchronized (attributes) {
				if (attributes.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof UnitOfWork work) {
					return work;
				}
				UnitOfWork work = new UnitOfWork(Kind.REQUEST);
				attributes.setAttribute(ATTRIBUTE, work, RequestAttributes.SCOPE_REQUEST);
				return work;
			}
		}

	}

}
