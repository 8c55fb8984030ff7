package io.asyncorm.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Lists the beans that {@code @EnableAsyncRepositories} could name.
 */
final class UnknownBeanNameFailureAnalyzer extends AbstractFailureAnalyzer<UnknownBeanNameException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownBeanNameException cause) {
		return new FailureAnalysis(cause.fault(), cause.advice(), cause);
	}

}
