package io.asyncorm.autoconfigure;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.UnsupportedDatabaseException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains at startup that a database has no dialect, and what to do about it.
 */
final class UnsupportedDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedDatabaseException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedDatabaseException cause) {
		return new FailureAnalysis(
				"The database '%s' is not supported by async-orm, which speaks PostgreSQL, H2 and MariaDB."
					.formatted(cause.getProductName()),
				"Connect 'spring.datasource.url' to one of these, declare a bean of type '%s' for this database, or "
					.formatted(Dialect.class.getName()) + "switch async-orm off with 'async-orm.enabled=false'.",
				cause);
	}

}
