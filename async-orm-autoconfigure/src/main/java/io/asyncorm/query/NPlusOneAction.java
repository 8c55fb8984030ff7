package io.asyncorm.query;

/**
 * What is done about N+1 queries, which read the objects of a list, or what is related to
 * them, one by one: the values of {@code async-orm.diagnostics.n-plus-one}. Looking for
 * them takes time, so this is for development and tests.
 *
 * @since 0.1.0
 */
public enum NPlusOneAction {

	/** Nothing: nobody looks for them. */
	OFF,

	/** Each line of code that makes such queries is logged once, as a warning. */
	WARN,

	/**
	 * From the third one on such queries fail with an {@link NPlusOneException}, and are
	 * not sent.
	 */
	FAIL

}
