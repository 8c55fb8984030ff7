package io.asyncorm.autoconfigure;

import io.asyncorm.assembly.UnroutedDataSourceException;
import io.asyncorm.query.OperationRouting;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains at startup that operations could reach the database of another tenant, and
 * what to do about it.
 */
final class UnroutedDataSourceFailureAnalyzer extends AbstractFailureAnalyzer<UnroutedDataSourceException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnroutedDataSourceException cause) {
		return new FailureAnalysis(cause.why(), UnroutedDataSourceException
			.mend("Declare a bean of type '%s'".formatted(OperationRouting.class.getName())), cause);
	}

}
