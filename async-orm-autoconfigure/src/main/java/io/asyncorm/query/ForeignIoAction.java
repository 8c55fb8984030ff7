package io.asyncorm.query;

/**
 * What is done about calls of other services, messages and mail that are sent inside a
 * transaction: the values of {@code async-orm.diagnostics.foreign-io}.
 *
 * @since 0.1.0
 */
public enum ForeignIoAction {

	/** Nothing: nobody looks for them. */
	OFF,

	/** Each line of code that does so is logged once, as a warning. */
	WARN,

	/** They fail with a {@link ForeignIoException} before anything is sent. */
	FAIL

}
