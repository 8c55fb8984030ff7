package io.asyncorm.autoconfigure;

import java.util.concurrent.Callable;

/**
 * Something failed at startup that is of one of several data sources.
 */
@SuppressWarnings("serial")
final class DataSourceFailureException extends RuntimeException {

	private final String dataSource;

	private DataSourceFailureException(String dataSource, Exception cause) {
		super("Data source '" + dataSource + "': " + cause.getMessage(), cause);
		this.dataSource = dataSource;
	}

	/** Says with which data source it failed, if it does. */
	static <T> T naming(String dataSource, Callable<T> step) {
		try {
			return step.call();
		}
		catch (Exception ex) {
			throw new DataSourceFailureException(dataSource, ex);
		}
	}

	/** The name of its bean. */
	String dataSource() {
		return this.dataSource;
	}

}
