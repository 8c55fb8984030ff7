package io.asyncorm.async;

import java.lang.reflect.Method;

import org.springframework.util.ReflectionUtils;

/**
 * Detects event loops, on which neither {@code await(...)} nor an operation in a
 * transaction of the thread may block: those of Reactor, Netty and Vert.x. By class name,
 * since their libraries may not be on the class path.
 */
final class NonBlockingThread {

	private static final String REACTOR = "reactor.core.scheduler.NonBlocking";

	private static final String NETTY = "io.netty.util.concurrent.FastThreadLocalThread";

	/** A subclass of Netty's, for workers too. */
	private static final String VERTX = "io.vertx.core.impl.VertxThread";

	private NonBlockingThread() {
	}

	/** Fails if the calling thread must not block for a future, and says what to do. */
	static void refuseWaiting() {
		Thread thread = Thread.currentThread();
		if (isNonBlocking(thread)) {
			throw new IllegalStateException(
					("await(...) would block the thread '%s', an event loop, and everything else that it "
							+ "serves. Return the future instead (WebFlux: Mono.fromFuture(...)), compose it with thenApply or "
							+ "thenCompose, or move to a virtual thread first.")
						.formatted(thread.getName()));
		}
	}

	/**
	 * Fails if the calling thread must not block for an operation that joins its
	 * transaction, and says what to do.
	 */
	static void refuseJoining(String operation) {
		Thread thread = Thread.currentThread();
		if (isNonBlocking(thread)) {
			throw new IllegalStateException(
					("'%s' joins the transaction of the thread '%s' and would block it: it is an "
							+ "event loop, on which nothing else is served meanwhile. Nothing was sent. Use "
							+ "transactions.atomic(...), which has a thread of its own, instead of @Transactional or a "
							+ "TransactionTemplate there, or move to a virtual thread before the transaction begins.")
						.formatted(operation, thread.getName()));
		}
	}

	private static boolean isNonBlocking(Thread thread) {
		return !thread.isVirtual() && switch (kindOf(thread.getClass())) {
			case ORDINARY -> false;
			case REACTOR -> true;
			case NETTY -> !permitsBlockingCalls(thread);
			case VERTX -> thread.getName().startsWith("vert.x-eventloop");
		};
	}

	/** Asks Netty's {@code permitBlockingCalls()}, which subclasses may override. */
	private static boolean permitsBlockingCalls(Thread thread) {
		Method method = ReflectionUtils.findMethod(thread.getClass(), "permitBlockingCalls");
		if (method == null) {
			return false;
		}
		ReflectionUtils.makeAccessible(method);
		return Boolean.TRUE.equals(ReflectionUtils.invokeMethod(method, thread));
	}

	private static Kind kindOf(Class<?> threadType) {
		Kind kind = Kind.ORDINARY;
		for (Class<?> type = threadType; type != null && type != Thread.class; type = type.getSuperclass()) {
			if (implementsReactorsMarker(type)) {
				return Kind.REACTOR;
			}
			if (type.getName().equals(VERTX)) {
				return Kind.VERTX;
			}
			if (type.getName().equals(NETTY)) {
				kind = Kind.NETTY;
			}
		}
		return kind;
	}

	private static boolean implementsReactorsMarker(Class<?> type) {
		if (type.getName().equals(REACTOR)) {
			return true;
		}
		for (Class<?> implemented : type.getInterfaces()) {
			if (implementsReactorsMarker(implemented)) {
				return true;
			}
		}
		return false;
	}

	private enum Kind {

		ORDINARY, REACTOR, NETTY, VERTX

	}

}
