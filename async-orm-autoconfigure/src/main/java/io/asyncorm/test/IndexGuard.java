package io.asyncorm.test;

import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.asyncorm.async.StatementScope;
import io.asyncorm.autoconfigure.Database;
import io.asyncorm.autoconfigure.Databases;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Asks the database, for each statement that a test has sent, whether an index can serve
 * it on large tables: what {@link AsyncOrmTest#indexes()} demands.
 */
final class IndexGuard implements InvocationInterceptor {

	@Override
	public void interceptTestMethod(Invocation<@Nullable Void> invocation,
			ReflectiveInvocationContext<Method> invocationContext, ExtensionContext context) throws Throwable {
		guard(invocation, context);
	}

	@Override
	public void interceptTestTemplateMethod(Invocation<@Nullable Void> invocation,
			ReflectiveInvocationContext<Method> invocationContext, ExtensionContext context) throws Throwable {
		guard(invocation, context);
	}

	private static void guard(Invocation<@Nullable Void> invocation, ExtensionContext context) throws Throwable {
		AsyncOrmTest test = TestContextAnnotationUtils.findMergedAnnotation(context.getRequiredTestClass(),
				AsyncOrmTest.class);
		if (test == null || test.indexes() != IndexUse.REQUIRED) {
			invocation.proceed();
			return;
		}
		Queue<SentQuery> sent = new ConcurrentLinkedQueue<>();
		StatementScope.listen((operation, line, sql) -> sent.add(new SentQuery(operation, line, sql)),
				() -> StatementLedger.proceed(invocation));
		List<String> faults = faults(SpringExtension.getApplicationContext(context), sent);
		if (!faults.isEmpty()) {
			throw new AssertionError(((faults.size() == 1) ? "1 statement" : faults.size() + " statements")
					+ " cannot use an index on a large table:\n  " + String.join("\n  ", faults));
		}
	}

	private static List<String> faults(ApplicationContext context, Queue<SentQuery> sent) throws SQLException {
		List<String> faults = new ArrayList<>();
		for (Database database : context.getBean(Databases.class).all()) {
			Set<String> large = new TreeSet<>();
			for (ModelMetadata<?> model : database.assembly().models().models()) {
				Model declaration = model.type().getAnnotation(Model.class);
				if (declaration != null && declaration.large()) {
					large.add(model.table());
				}
			}
			if (!large.isEmpty()) {
				faults.addAll(new LargeTables(database.assembly().dataSource(), database.assembly().dialect(), large)
					.faults(sent));
			}
		}
		return faults;
	}

}
