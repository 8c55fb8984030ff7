package io.asyncorm.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says at startup what is wrong with how an application is set up, and what to do.
 */
final class StartupFaultFailureAnalyzer extends AbstractFailureAnalyzer<StartupFaultException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, StartupFaultException cause) {
		return new FailureAnalysis(cause.fault(), cause.advice(), cause);
	}

}
