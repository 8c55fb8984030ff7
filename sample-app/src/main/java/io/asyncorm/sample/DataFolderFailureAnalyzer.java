package io.asyncorm.sample;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what is wrong with a data folder in words, without a stack trace.
 */
final class DataFolderFailureAnalyzer extends AbstractFailureAnalyzer<DataFolderException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DataFolderException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.getAction(), cause);
	}

}
