package io.asyncorm.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says at startup where a setting belongs that an {@link AsyncOrmBuilderCustomizer} gives
 * to the builder.
 */
final class MisplacedSettingFailureAnalyzer extends AbstractFailureAnalyzer<MisplacedSettingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MisplacedSettingException cause) {
		return new FailureAnalysis(cause.fault(), cause.advice(), cause);
	}

}
