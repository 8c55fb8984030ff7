package io.asyncorm.query;

/**
 * What a comment in each statement says, so that the activity of the database, its
 * statistics and its log speak of lines of the application.
 *
 * @since 0.1.0
 */
public enum SqlTag {

	/** The method that was called: {@code op='Book.alist'}. */
	OPERATION,

	/** The line of the application that called it: {@code site='Home.java:41'}. */
	SITE

}
