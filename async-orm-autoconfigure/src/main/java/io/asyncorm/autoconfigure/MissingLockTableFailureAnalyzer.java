package io.asyncorm.autoconfigure;

import io.asyncorm.dialect.MissingLockTableException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains at startup that there is no table for locks, and how it is made.
 */
final class MissingLockTableFailureAnalyzer extends AbstractFailureAnalyzer<MissingLockTableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingLockTableException cause) {
		return new FailureAnalysis(
				"Rows of a table are to be locked in place of advisory locks"
						+ " ('async-orm.database.advisory-locks'), and the database has no such table.",
				"Let a migration make it:%n%n    %s;"
					.formatted(String.join(";%n    ".formatted(), cause.getStatements())),
				cause);
	}

}
