package io.asyncorm.autoconfigure;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.autoconfigure.billing.Invoices;
import io.asyncorm.testdatabase.WithoutLibraries;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications start, and ask the database, without the libraries that an application
 * need not have.
 */
@Timeout(180)
class OptionalLibrariesTests {

	/** With what is built on the library. */
	@ParameterizedTest
	@CsvSource(delimiter = ':',
			textBlock = """
					reactor.core.publisher.Mono          : (reactor-|spring-(boot-)?(webflux|reactor)|kotlinx-coroutines-reactor).*
					org.springframework.data.domain.Page : spring-(boot-)?data-.*
					""")
	void anApplicationWorksWithoutThem(String type, String absent) throws Exception {
		assertThat(WithoutLibraries.call(absent, Billing.class)).isEqualTo("0 invoices, without " + type);
	}

	/** An application with all auto-configurations of this library. */
	static final class Billing implements Callable<String> {

		@Override
		public String call() throws Exception {
			CompletableFuture<String> found = new CompletableFuture<>();
			LibraryContexts.empty()
				.withUserConfiguration(AllOfOurs.class)
				.withPropertyValues("async-orm.schema.action=create")
				.run((context) -> found
					.complete(await(context.getBean(Invoices.class).apage("A", 0, 7)).total() + " invoices, without "
							+ Stream.of("reactor.core.publisher.Mono", "org.springframework.data.domain.Page")
								.filter((type) -> !ClassUtils.isPresent(type, getClass().getClassLoader()))
								.collect(Collectors.joining(" "))));
			return found.get();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Invoices.class)
	@Import(OurAutoConfigurations.class)
	static class AllOfOurs {

	}

	/** By their names, as applications import them. */
	static final class OurAutoConfigurations implements DeferredImportSelector {

		@Override
		public String[] selectImports(AnnotationMetadata importing) {
			return ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
				.getCandidates()
				.stream()
				.filter((name) -> name.startsWith("io.asyncorm."))
				.toArray(String[]::new);
		}

	}

}
