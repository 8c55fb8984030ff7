package io.asyncorm.query;

import java.util.concurrent.CancellationException;

/**
 * Thrown when an operation, block or stream was cancelled, and not by its future: by an
 * operator, through the actuator's endpoint, or as the application was shutting down. A
 * commit that was under way has been refused by the server. What the calling code cancels
 * itself is another {@code CancellationException}.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class OperationCancelledException extends CancellationException {

	public OperationCancelledException(String message) {
		super(message);
	}

}
