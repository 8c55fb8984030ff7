package io.asyncorm.autoconfigure;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.jdbc.DatabaseUnreachableException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

/**
 * Explains at startup that there is no connection to the database.
 */
final class DatabaseUnreachableFailureAnalyzer extends AbstractFailureAnalyzer<DatabaseUnreachableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DatabaseUnreachableException cause) {
		Throwable reason = (cause.getCause() != null) ? cause.getCause() : cause;
		return (reason instanceof IllegalStateException) ? ofChoice(reason, cause) : new FailureAnalysis(
				"async-orm cannot connect to its database%s, which it asks at startup what it is: %s"
					.formatted((cause.getAddress() != null) ? " at '" + cause.getAddress() + "'" : "", told(reason)),
				"Start the database, or correct 'spring.datasource.url', '.username' and '.password'. If it need not be "
						+ "there at startup, declare a bean of type '%s'.".formatted(Dialect.class.getName()),
				cause);
	}

	/** The driver may leave to what was behind it which host there is not. */
	private static String told(Throwable reason) {
		Throwable root = NestedExceptionUtils.getMostSpecificCause(reason);
		return (root == reason) ? String.valueOf(reason.getMessage())
				: "%s (%s: %s)".formatted(reason.getMessage(), root.getClass().getSimpleName(), root.getMessage());
	}

	/** Of a router, which chooses none, and so connects to none. */
	private static FailureAnalysis ofChoice(Throwable reason, DatabaseUnreachableException cause) {
		return new FailureAnalysis(
				"The DataSource gave no connection at startup, when it is asked what its database is: "
						+ reason.getMessage(),
				"If it chooses by a key, give the one to start with as the last argument of your routing:"
						+ " OperationRouting.of(Tenant::current, Tenant::set, Tenant::clear, \"main\"). Or give the"
						+ " DataSource a default.",
				cause);
	}

}
