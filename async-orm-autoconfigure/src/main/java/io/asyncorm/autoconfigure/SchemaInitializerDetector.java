package io.asyncorm.autoconfigure;

import java.util.Set;

import io.asyncorm.schema.SchemaInitializer;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/**
 * Tells Spring Boot that the {@link SchemaInitializer} initializes the database: after
 * migrations, and before the scripts that may fill its tables.
 */
final class SchemaInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

	/** Migrations are at 0 and 1, scripts next to the end. */
	private static final int ORDER = 100;

	@Override
	protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
		return Set.of(SchemaInitializer.class, SchemaDiffCommand.class);
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
