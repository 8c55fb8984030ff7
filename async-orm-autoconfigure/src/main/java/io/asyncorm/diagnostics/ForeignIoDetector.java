package io.asyncorm.diagnostics;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.plan.CallSite;
import io.asyncorm.query.ForeignIoAction;
import io.asyncorm.query.ForeignIoException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Speaks of lines of code that call other services, or send messages or mail, inside a
 * transaction: its connection and its locks wait for somebody else. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ForeignIoDetector {

	private static final Log logger = LogFactory.getLog(ForeignIoDetector.class);

	/** What is between such a line and the observation of what it has called. */
	private static final List<String> LIBRARIES = List.of("feign.", "io.grpc.", "io.micrometer.", "io.netty.",
			"jakarta.", "kotlin.", "kotlinx.", "okhttp3.", "org.apache.", "org.eclipse.jetty.", "org.springframework.",
			"reactor.");

	private static final String SYNCHRONIZATIONS = "org.springframework.transaction.support.TransactionSynchronizationUtils";

	/** Transactional event listeners run after the completion. */
	private static final Set<String> AFTERWARDS = Set.of("invokeAfterCommit", "invokeAfterCompletion");

	private final ForeignIoAction action;

	/** The lines that were warned of, with what they call. */
	private final Set<Object> warned = ConcurrentHashMap.newKeySet();

	/**
	 * @param action what is done about them
	 */
	public ForeignIoDetector(ForeignIoAction action) {
		this.action = action;
	}

	/** Whether anything is done about them. */
	public boolean isOn() {
		return this.action != ForeignIoAction.OFF;
	}

	/**
	 * Something begins in the calling thread, which is in a transaction. What runs after
	 * it has ended, as transactional event listeners do, is let be, though Spring keeps
	 * the transaction until then.
	 * @param what what it is called, such as {@code http.client.requests}
	 * @throws ForeignIoException if that is not wanted
	 */
	public void begins(String what) {
		List<StackTraceElement> stack = CallSite.userFrames();
		if (stack.isEmpty() || stack.stream().anyMatch(ForeignIoDetector::isAfterTransaction)) {
			return;
		}
		StackTraceElement line = stack.stream()
			.filter((frame) -> LIBRARIES.stream().noneMatch(frame.getClassName()::startsWith))
			.findFirst()
			.orElse(stack.get(stack.size() - 1));
		String message = "Foreign I/O in a transaction: '" + what + "' begins at " + line
				+ ", and a connection with all its locks waits for it. Do it before the transaction or after it, as in"
				+ " transactions.onCommit(...), or say that it is meant: transactions.atomic(allowForeignIo(), ...).";
		if (this.action == ForeignIoAction.FAIL) {
			throw new ForeignIoException(message + " Nothing was sent");
		}
		if (this.warned.add(List.of(what, line))) {
			logger.warn(message);
		}
	}

	private static boolean isAfterTransaction(StackTraceElement frame) {
		return frame.getClassName().equals(SYNCHRONIZATIONS) && AFTERWARDS.contains(frame.getMethodName());
	}

}
