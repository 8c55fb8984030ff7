package io.asyncorm.autoconfigure;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.plan.Observers;
import io.asyncorm.testdatabase.TestDatabase;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contexts with the auto-configuration, a data source and a transaction manager over a
 * new database in H2.
 */
final class LibraryContexts {

	private LibraryContexts() {
	}

	/** In which no package is scanned. */
	static ApplicationContextRunner empty() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class, DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
			.withPropertyValues(TestDatabase.H2.create().toProperties());
	}

	/** With the models and repositories of the library. */
	static ApplicationContextRunner library() {
		return empty().withUserConfiguration(Library.class);
	}

	/** Nobody is told of operations and statements. */
	static void observeNothing(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		assertThat(context.getBean(Assembly.class).observers()).isEqualTo(Observers.NONE);
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class Library {

	}

}
