package io.asyncorm.autoconfigure;

import java.util.Set;

import io.asyncorm.schema.SchemaInitializer;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;
import org.springframework.core.env.Environment;

/**
 * Tells Spring Boot that the {@link SchemaInitializer} initializes the database: after
 * migrations, and before the scripts that may fill its tables, unless it only compares.
 */
final class SchemaInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

	/** Migrations are at 0 and 1, scripts next to the end. */
	private static final int ORDER = 100;

	private final Environment environment;

	SchemaInitializerDetector(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
		return SchemaComparisonDetector.isComparing(this.environment) ? Set.of() : Set.of(SchemaInitializer.class);
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
