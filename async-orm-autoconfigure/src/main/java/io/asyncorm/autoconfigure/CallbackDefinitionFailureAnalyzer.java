package io.asyncorm.autoconfigure;

import io.asyncorm.queryset.CallbackDefinitionException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says at startup which lifecycle callbacks are for no model.
 */
final class CallbackDefinitionFailureAnalyzer extends AbstractFailureAnalyzer<CallbackDefinitionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CallbackDefinitionException cause) {
		return new FailureAnalysis(cause.fault(), cause.advice(), cause);
	}

}
