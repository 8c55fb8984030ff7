package io.asyncorm.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.autoconfigure.billing.Invoice;
import io.asyncorm.autoconfigure.billing.Invoices;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Applications with several data sources, some of which cannot start.
 */
final class SeveralDataSources {

	private SeveralDataSources() {
	}

	@Configuration(proxyBeanMethods = false)
	static class Pools {

		@Bean
		@Primary
		HikariDataSource library(Environment environment) {
			return environment.getProperty("library", TestDatabase.class, TestDatabase.H2)
				.create(3 + lanes(environment));
		}

		@Bean
		HikariDataSource billing(Environment environment) {
			return environment.getProperty("billing", TestDatabase.class, TestDatabase.H2)
				.create(environment.getProperty("billing-size", Integer.class, 3));
		}

		private static int lanes(Environment environment) {
			return environment.getProperty("async-orm.execution.lanes", Integer.class, 0);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EqualPools {

		@Bean
		HikariDataSource library() {
			return TestDatabase.H2.create(3);
		}

		@Bean
		HikariDataSource billing() {
			return TestDatabase.H2.create(3);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pools.class)
	@ImportAutoConfiguration({ AsyncOrmAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class })
	@AutoConfigurationPackage(basePackageClasses = { Book.class, Invoice.class })
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing")
	static class PrimaryAndBilling {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class OnlyLibrary {

		@Bean
		HikariDataSource library() {
			return TestDatabase.H2.create(3);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(EqualPools.class)
	@EnableAsyncRepositories(basePackageClasses = Book.class, dataSourceRef = "library")
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing")
	static class BothNamed {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pools.class)
	@EnableAsyncRepositories(basePackageClasses = Book.class, dataSourceRef = "library")
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing")
	static class PrimaryNamed {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pools.class)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	@EnableAsyncRepositories(basePackageClasses = Book.class, dataSourceRef = "billing")
	@EnableAsyncRepositories(basePackageClasses = Book.class)
	static class Archived {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pools.class)
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing",
			transactionManagerRef = "billingManager")
	static class Managed {

		@Bean
		JdbcTransactionManager billingManager(@Qualifier("billing") DataSource billing) {
			return new JdbcTransactionManager(billing);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class LibraryPackage {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing")
	static class Routed {

		static final ThreadLocal<@Nullable String> TENANT = new ThreadLocal<>();

		@Bean
		HikariDataSource library() {
			return TestDatabase.H2.create(3);
		}

		@Bean(defaultCandidate = false)
		DataSource billing() {
			AbstractRoutingDataSource router = new AbstractRoutingDataSource() {

				@Override
				protected @Nullable Object determineCurrentLookupKey() {
					return TENANT.get();
				}

			};
			router.setTargetDataSources(Map.of("tenant", TestDatabase.H2.create(2)));
			return router;
		}

		@Bean(defaultCandidate = false)
		@Qualifier("billing")
		OperationRouting routing() {
			return OperationRouting.of(TENANT::get, TENANT::set, TENANT::remove, "tenant");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AsyncOrmAutoConfiguration.class)
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing")
	static class Unrouted {

		@Bean
		DataSource billing() {
			return new DelegatingDataSource(TestDatabase.H2.create(2));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pools.class)
	@ImportAutoConfiguration(AsyncOrmAutoConfiguration.class)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "biling")
	static class Misspelled {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pools.class)
	@EnableAsyncRepositories(basePackages = "com.example.biling", dataSourceRef = "billing")
	@EnableAsyncRepositories("com.example.lending")
	static class Astray {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(EqualPools.class)
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing",
			transactionManagerRef = "billingManager")
	static class Unmanaged {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pools.class)
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing",
			transactionManagerRef = "libraryManager")
	static class ManagedByAnother {

		@Bean
		JdbcTransactionManager libraryManager(@Qualifier("library") DataSource library) {
			return new JdbcTransactionManager(library);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Callbacks {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@Bean
		LifecycleCallbacks<Author> ofAuthors() {
			return new AuthorCallbacks(this.seen);
		}

		@Bean
		LifecycleCallbacks<Invoice> ofInvoices() {
			return new InvoiceCallbacks(this.seen);
		}

	}

	record AuthorCallbacks(List<String> seen) implements LifecycleCallbacks<Author> {

		@Override
		public void afterCreate(Author stored) {
			this.seen.add(stored.name());
		}

	}

	record InvoiceCallbacks(List<String> seen) implements LifecycleCallbacks<Invoice> {

		@Override
		public void afterCreate(Invoice stored) {
			this.seen.add(stored.number());
		}

	}

	record Service(Authors authors, Books books, Invoices invoices, AsyncTransactions transactions,
			@Qualifier("billing") AsyncTransactions billing) {

	}

	record Archive(Authors authors, @Qualifier("billing") Authors archived) {

	}

}
