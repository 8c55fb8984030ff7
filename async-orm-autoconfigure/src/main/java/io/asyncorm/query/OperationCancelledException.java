package io.asyncorm.query;

import java.util.concurrent.CancellationException;

/**
 * Thrown when an operation, block or stream was cancelled, and not by its future: by an
 * operator, through the actuator's endpoint, as the application was shutting down, or by
 * the server, which has refused a commit that was cancelled while it was under way. What
 * the calling code cancels in time is another {@code CancellationException}.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class OperationCancelledException extends CancellationException {

	public OperationCancelledException(String message) {
		super(message);
	}

}
