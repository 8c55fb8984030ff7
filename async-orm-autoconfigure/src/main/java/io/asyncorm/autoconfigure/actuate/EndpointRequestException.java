package io.asyncorm.autoconfigure.actuate;

/**
 * Says what is wrong with a request.
 */
final class EndpointRequestException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	EndpointRequestException(String message) {
		super(message);
	}

}
