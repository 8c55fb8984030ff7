package io.asyncorm.autoconfigure;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless {@code @EnableAsyncRepositories} names the primary data source, which
 * then is set up as that says.
 */
final class UndeclaredDataSourceCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		String primary = (beans != null) ? DeclaredDataSources.primary(beans) : null;
		boolean declared = primary != null && DeclaredDataSources.isDeclared(primary, context.getRegistry());
		ConditionMessage.Builder message = ConditionMessage.forCondition("@EnableAsyncRepositories");
		return declared ? ConditionOutcome.noMatch(message.because("dataSourceRef is '" + primary + "'"))
				: ConditionOutcome.match(message.because("it does not name the primary data source"));
	}

}
