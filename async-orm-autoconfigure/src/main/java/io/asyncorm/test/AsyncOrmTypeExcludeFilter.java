package io.asyncorm.test;

import java.util.Set;

import io.asyncorm.autoconfigure.AsyncOrmBuilderCustomizer;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.CurrentUser;
import io.asyncorm.model.NamingStrategy;
import io.asyncorm.model.ObjectValidator;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.query.TenantResolver;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.task.TaskDecorator;

/**
 * Leaves out what is not for repositories, which is all that neither decides about what
 * they send, nor goes with their operations from thread to thread.
 */
final class AsyncOrmTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<AsyncOrmTest> {

	private static final Set<Class<?>> FOR_REPOSITORIES = Set.of(AsyncOrmBuilderCustomizer.class,
			AttributeConverter.class, CurrentUser.class, DatabaseFunction.class, Dialect.class, JsonFormat.class,
			LifecycleCallbacks.class, Lookup.class, NamingStrategy.class, ObjectValidator.class, OperationRouting.class,
			TaskDecorator.class, TenantResolver.class);

	AsyncOrmTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return FOR_REPOSITORIES;
	}

}
