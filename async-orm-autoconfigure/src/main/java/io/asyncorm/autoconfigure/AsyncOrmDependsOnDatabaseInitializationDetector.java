package io.asyncorm.autoconfigure;

import java.util.Set;

import io.asyncorm.assembly.Engine;
import io.asyncorm.plan.OperationExecutor;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDependsOnDatabaseInitializationDetector;

/**
 * Makes operations depend on the initialization of the database, such as migrations.
 */
final class AsyncOrmDependsOnDatabaseInitializationDetector
		extends AbstractBeansOfTypeDependsOnDatabaseInitializationDetector {

	@Override
	protected Set<Class<?>> getDependsOnDatabaseInitializationBeanTypes() {
		return Set.of(OperationExecutor.class, Engine.class);
	}

}
