package io.asyncorm.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * Tells native images of the methods and fields of the library itself that handles lead
 * to, of the field that says whether a proxy of Spring's has another pool for reading,
 * and of the file in which HikariCP says its version, and the method by which it knows
 * virtual threads.
 */
final class LibraryRuntimeHints implements RuntimeHintsRegistrar {

	/** Private to their packages. */
	private static final List<String> HANDLED = List.of("io.asyncorm.async.OperationFuture",
			"io.asyncorm.mapping.EntityReader$Cell", "io.asyncorm.mapping.Construction",
			"io.asyncorm.mapping.EntityReader$PropertyReader", "io.asyncorm.model.ObjectConstructor");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (String type : HANDLED) {
			hints.reflection()
				.registerType(TypeReference.of(type), MemberCategory.INVOKE_DECLARED_METHODS,
						MemberCategory.ACCESS_DECLARED_FIELDS);
		}
		hints.reflection().registerType(LazyConnectionDataSourceProxy.class, MemberCategory.ACCESS_DECLARED_FIELDS);
		hints.reflection()
			.registerTypeIfPresent(classLoader, "com.zaxxer.hikari.util.ConcurrentBag",
					MemberCategory.INVOKE_DECLARED_METHODS);
		hints.resources().registerPattern("META-INF/maven/com.zaxxer/HikariCP/pom.properties");
	}

}
