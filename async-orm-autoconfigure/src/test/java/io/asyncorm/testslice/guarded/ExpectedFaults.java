package io.asyncorm.testslice.guarded;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds what a test fails with against what it says that it does.
 */
final class ExpectedFaults implements TestExecutionExceptionHandler, AfterEachCallback {

	private static final Namespace NAMESPACE = Namespace.create(ExpectedFaults.class);

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		if (!context.getRequiredTestMethod().isAnnotationPresent(Fault.class)) {
			throw failure;
		}
		context.getStore(NAMESPACE).put("message", failure.getMessage());
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Fault fault = context.getRequiredTestMethod().getAnnotation(Fault.class);
		if (fault != null) {
			assertThat(context.getStore(NAMESPACE).get("message", String.class)).contains(fault.value());
		}
	}

	/** What a test fails with. */
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Fault {

		String[] value();

	}

}
