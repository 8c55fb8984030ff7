package io.asyncorm.dialect;

/**
 * What an error means for the connection that it came from.
 *
 * @since 0.1.0
 */
public enum ConnectionFate {

	/** The connection is of no use any more. */
	LOST,
	/**
	 * The error speaks of the statement; the connection may have been closed all the
	 * same, by its pool or by the server.
	 */
	KEPT,
	/** The error does not tell: the connection has to be asked. */
	UNKNOWN

}
