package io.asyncorm.autoconfigure;

import java.util.Set;

import io.asyncorm.plan.OperationExecutor;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDependsOnDatabaseInitializationDetector;

/**
 * Has the database prepared before the first operation can run.
 */
final class AsyncOrmDependsOnDatabaseInitializationDetector
		extends AbstractBeansOfTypeDependsOnDatabaseInitializationDetector {

	@Override
	protected Set<Class<?>> getDependsOnDatabaseInitializationBeanTypes() {
		return Set.of(OperationExecutor.class);
	}

}
