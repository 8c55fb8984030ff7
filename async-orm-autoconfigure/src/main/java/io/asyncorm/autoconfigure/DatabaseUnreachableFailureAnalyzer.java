package io.asyncorm.autoconfigure;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.jdbc.DatabaseUnreachableException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains at startup that there is no connection to the database.
 */
final class DatabaseUnreachableFailureAnalyzer extends AbstractFailureAnalyzer<DatabaseUnreachableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DatabaseUnreachableException cause) {
		return new FailureAnalysis(
				"async-orm cannot connect to its database, which it asks at startup what it is: "
						+ ((cause.getCause() != null) ? cause.getCause().getMessage() : cause.getMessage()),
				"Start the database, or correct 'spring.datasource.url', '.username' and '.password'. If it need not be "
						+ "there at startup, declare a bean of type '%s'.".formatted(Dialect.class.getName()),
				cause);
	}

}
