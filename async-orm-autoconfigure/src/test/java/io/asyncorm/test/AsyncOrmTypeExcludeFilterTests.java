package io.asyncorm.test;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.AsyncOrmBuilderCustomizer;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.CurrentUser;
import io.asyncorm.model.NamingStrategy;
import io.asyncorm.model.ObjectValidator;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.query.TenantResolver;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.ResolvableType;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AsyncOrmTypeExcludeFilter}.
 */
class AsyncOrmTypeExcludeFilterTests {

	/** What is asked for and comes by auto-configurations of Spring Boot. */
	private static final Set<Class<?>> SPRING_BOOT = Set.of(DataSourcePoolMetadataProvider.class,
			PlatformTransactionManager.class, Validator.class);

	private final MetadataReaderFactory readers = new SimpleMetadataReaderFactory();

	private final AsyncOrmTypeExcludeFilter filter = new AsyncOrmTypeExcludeFilter(Sliced.class);

	@ParameterizedTest
	@ValueSource(classes = { Naming.class, Settings.class, Json.class, Validation.class, Speaking.class, Tenants.class,
			Users.class, Routing.class, Carrying.class })
	void whatDecidesAboutStatementsIsNotLeftOut(Class<?> type) throws IOException {
		assertThat(this.filter.match(this.readers.getMetadataReader(type.getName()), this.readers)).isFalse();
	}

	@Test
	void whatIsNotForRepositoriesIsLeftOut() throws IOException {
		assertThat(this.filter.match(this.readers.getMetadataReader(Sliced.class.getName()), this.readers)).isTrue();
	}

	@Test
	void nothingIsLeftOutThatTheApplicationIsAskedFor() {
		Set<Class<?>> asked = new HashSet<>();
		Set<Class<?>> made = new HashSet<>(SPRING_BOOT);
		for (Class<?> configuration : configurations(AsyncOrmAutoConfiguration.class)) {
			for (Method method : configuration.getDeclaredMethods()) {
				if (method.isAnnotationPresent(Bean.class)) {
					made.add(method.getReturnType());
					Stream.of(method.getGenericParameterTypes())
						.map(ResolvableType::forType)
						.filter((parameter) -> parameter.toClass() == ObjectProvider.class)
						.forEach((parameter) -> asked.add(parameter.getGeneric().toClass()));
				}
			}
		}
		asked.removeAll(made);

		assertThat(asked).contains(AttributeConverter.class);
		assertThat(this.filter.getKnownIncludes()).containsAll(asked);
	}

	/** One, and what it imports. */
	private static Set<Class<?>> configurations(Class<?> configuration) {
		Set<Class<?>> all = new HashSet<>(Set.of(configuration));
		Import imported = configuration.getAnnotation(Import.class);
		if (imported != null) {
			Stream.of(imported.value()).forEach((type) -> all.addAll(configurations(type)));
		}
		return all;
	}

	@AsyncOrmTest
	abstract static class Sliced {

	}

	abstract static class Naming implements NamingStrategy {

	}

	abstract static class Settings implements AsyncOrmBuilderCustomizer {

	}

	abstract static class Json implements JsonFormat {

	}

	abstract static class Validation implements ObjectValidator {

	}

	abstract static class Speaking implements Dialect {

	}

	abstract static class Tenants implements TenantResolver {

	}

	abstract static class Users implements CurrentUser {

	}

	abstract static class Routing implements OperationRouting {

	}

	abstract static class Carrying implements TaskDecorator {

	}

}
