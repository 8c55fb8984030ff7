package io.asyncorm.autoconfigure;

import java.util.Locale;
import java.util.Set;

import io.asyncorm.schema.SchemaInitializer;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Tells Spring Boot that what compares the database with the models comes after all that
 * initializes it, which are migrations and scripts, and before all that uses it.
 */
final class SchemaComparisonDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

	private static final Set<String> COMPARING = Set.of("validate", "diff");

	private final Environment environment;

	SchemaComparisonDetector(Environment environment) {
		this.environment = environment;
	}

	/** Whether the {@link SchemaInitializer} makes nothing itself. */
	static boolean isComparing(Environment environment) {
		return COMPARING.contains(environment.getProperty("async-orm.schema.action", "").toLowerCase(Locale.ROOT));
	}

	@Override
	protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
		return isComparing(this.environment) ? Set.of(SchemaInitializer.class, SchemaDiffCommand.class)
				: Set.of(SchemaDiffCommand.class);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
