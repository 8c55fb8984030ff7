package io.asyncorm.autoconfigure;

import io.asyncorm.dialect.UnsafePoolerException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains at startup that a pooler would mix up prepared statements, and what to do
 * about it.
 */
final class UnsafePoolerFailureAnalyzer extends AbstractFailureAnalyzer<UnsafePoolerException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsafePoolerException cause) {
		String replica = cause.getReplica();
		return new FailureAnalysis(
				"Between the driver and " + ((replica != null) ? "the replica '" + replica + "'" : "the database")
						+ " stands a pooler, such as PgBouncer, that may run each transaction "
						+ "in another session, while the driver prepares statements that stay in one: reads would give "
						+ "the rows of other statements.",
				"Add '%s' to %s, as in 'jdbc:postgresql://host/name?%1$s'. If the pooler carries ".formatted(
						cause.getDriverParameter(),
						(replica != null) ? "the URL of the replica's pool" : "'spring.datasource.url'")
						+ "prepared statements (PgBouncer 1.21 or newer with 'max_prepared_statements', or a pooler in "
						+ "session mode), set 'async-orm.database.pooler=carries-prepared-statements' instead.",
				cause);
	}

}
