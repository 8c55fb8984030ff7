package io.asyncorm.autoconfigure;

import java.util.Set;

import io.asyncorm.schema.SchemaInitializer;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Tells Spring Boot that what makes the tables of models, or compares them, comes after
 * all else that initializes the database, which are migrations and scripts, and before
 * all that uses it.
 */
final class SchemaInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

	private final Environment environment;

	SchemaInitializerDetector(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
		return SchemaOrder.isBeforeScripts(this.environment) ? Set.of(SchemaDiffCommand.class)
				: Set.of(SchemaInitializer.class, SchemaDiffCommand.class);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
