package io.asyncorm.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.ResourcePropertySource;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless the test says itself which database it wants.
 */
final class TestDatabaseCondition extends SpringBootCondition {

	private static final String REPLACE = "spring.test.database.replace";

	private static final String URL = "spring.datasource.url";

	/** Of annotations of the test, and of its {@code @DynamicPropertySource}. */
	private static final List<String> OF_TEST = List.of("Inlined Test Properties", "Dynamic Test Properties");

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Test database");
		if (context.getEnvironment().containsProperty(REPLACE)) {
			return ConditionOutcome.noMatch(message.foundExactly(REPLACE));
		}
		PropertySource<?> source = sourceOfUrl(context.getEnvironment());
		return (source != null && isOfTest(source, context.getEnvironment()))
				? ConditionOutcome.noMatch(message.because(URL + " is set by the test"))
				: ConditionOutcome.match(message.because("the test names no database"));
	}

	private static @Nullable PropertySource<?> sourceOfUrl(Environment environment) {
		return (environment instanceof ConfigurableEnvironment configurable) ? configurable.getPropertySources()
			.stream()
			.filter((source) -> !source.getName().equals("configurationProperties"))
			.filter((source) -> source.containsProperty(URL))
			.findFirst()
			.orElse(null) : null;
	}

	/**
	 * Files that annotations of the test name come first, those of the application last.
	 */
	private static boolean isOfTest(PropertySource<?> source, Environment environment) {
		return OF_TEST.contains(source.getName()) || (source instanceof ResourcePropertySource
				&& environment instanceof ConfigurableEnvironment configurable
				&& configurable.getPropertySources()
					.stream()
					.takeWhile((other) -> !other.getName()
						.equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME))
					.anyMatch((other) -> other == source));
	}

}
