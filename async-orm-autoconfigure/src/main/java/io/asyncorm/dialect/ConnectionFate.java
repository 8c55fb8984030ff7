package io.asyncorm.dialect;

/**
 * Whether a connection can be used again after an error.
 *
 * @since 0.1.0
 */
public enum ConnectionFate {

	/** The connection is lost. */
	LOST,
	/**
	 * The error is one of the statement; the connection may have been closed all the
	 * same, by its pool or by the server.
	 */
	KEPT,
	/** Unknown: the connection has to be checked. */
	UNKNOWN

}
