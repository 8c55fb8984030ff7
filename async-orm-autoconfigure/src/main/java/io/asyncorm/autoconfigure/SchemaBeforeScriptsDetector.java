package io.asyncorm.autoconfigure;

import java.util.Set;

import io.asyncorm.schema.SchemaInitializer;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;
import org.springframework.core.env.Environment;

/**
 * Tells Spring Boot that what makes the tables of models comes after migrations, and
 * before the scripts that fill them, where a property defers these.
 */
final class SchemaBeforeScriptsDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

	/** Migrations are at 0 and 1, scripts next to the end. */
	private static final int ORDER = 100;

	private final Environment environment;

	SchemaBeforeScriptsDetector(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
		return SchemaOrder.isBeforeScripts(this.environment) ? Set.of(SchemaInitializer.class) : Set.of();
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
