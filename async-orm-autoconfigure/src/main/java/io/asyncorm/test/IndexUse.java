package io.asyncorm.test;

/**
 * What a test demands of the statements that it sends to large tables.
 *
 * @since 0.1.0
 */
public enum IndexUse {

	/** Nothing. */
	ANY,

	/**
	 * That an index can serve each of them, on every table whose model is
	 * {@code @Model(large = true)}. The test fails with the lines of those that none can,
	 * and with the missing index.
	 */
	REQUIRED

}
