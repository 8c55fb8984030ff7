package io.asyncorm.autoconfigure;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Executor;

import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.autoconfigure.converted.Price;
import io.asyncorm.autoconfigure.converted.PriceConverter;
import io.asyncorm.autoconfigure.converted.Product;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.repository.RepositoryProxyFactory;
import io.asyncorm.schema.SchemaInitializer;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceUtils;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AsyncOrmAutoConfiguration}.
 */
class AsyncOrmAutoConfigurationTests {

	private final ApplicationContextRunner runner = LibraryContexts.empty();

	private final ApplicationContextRunner library = LibraryContexts.library();

	@Test
	void setsUpEverything() {
		this.library.run((context) -> {
			assertThat(context).hasSingleBean(ModelRegistry.class)
				.hasSingleBean(VirtualThreadExecutor.class)
				.hasSingleBean(Dialect.class)
				.hasSingleBean(LookupRegistry.class)
				.hasSingleBean(RelationFactory.class)
				.hasSingleBean(OperationExecutor.class)
				.hasSingleBean(OperationDispatcher.class)
				.hasSingleBean(QuerySets.class)
				.hasSingleBean(RepositoryProxyFactory.class)
				.hasSingleBean(AsyncTransactions.class)
				.hasSingleBean(SchemaInitializer.class);
			assertThat(context.getBean(ModelRegistry.class).models())
				.extracting((model) -> model.type().getSimpleName())
				.containsExactlyInAnyOrder("Author", "Book");
		});
	}

	@Test
	void backsOffWithoutDataSource() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ModelRegistry.class)
				.doesNotHaveBean(VirtualThreadExecutor.class));
	}

	@Test
	void backsOffWithoutSpringJdbc() {
		this.library.withClassLoader(new FilteredClassLoader(DataSourceUtils.class))
			.run((context) -> assertThat(context).doesNotHaveBean(ModelRegistry.class));
	}

	@Test
	void backsOffWhenItIsDisabled() {
		this.library.withPropertyValues("async-orm.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ModelRegistry.class)
				.doesNotHaveBean(RepositoryProxyFactory.class)
				.doesNotHaveBean(RepositoryFactoryBean.class));
	}

	@Test
	void applicationTaskExecutorOfSpringBootStays() {
		this.library.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.run((context) -> assertThat(context).hasBean("applicationTaskExecutor").hasSingleBean(Executor.class));
	}

	@Test
	void modelsAreFoundWhereEntityScanSays() {
		this.runner.withUserConfiguration(ScanOnly.class)
			.run((context) -> assertThat(context.getBean(ModelRegistry.class).models()).hasSize(2));
	}

	@Test
	void convertersOfTheApplicationAreTaken() {
		this.runner.withUserConfiguration(Converted.class).run((context) -> {
			ModelField price = context.getBean(ModelRegistry.class).require(Product.class).findField("price");
			assertThat(price).isNotNull();
			assertThat(price.type()).isEqualTo(BigDecimal.class);
			assertThat(price.javaType()).isEqualTo(Price.class);
		});
	}

	@Test
	void transactionsNeedATransactionManager() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AsyncOrmAutoConfiguration.class, DataSourceAutoConfiguration.class))
			.withPropertyValues(TestDatabase.H2.create().toProperties())
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(QuerySets.class)
				.doesNotHaveBean(AsyncTransactions.class));
	}

	@Test
	void takesPartsOfTimesInTheZoneThatIsSet() {
		this.library.withPropertyValues("async-orm.time-zone=Asia/Tokyo")
			.run((context) -> assertThat(context.getBean(LookupRegistry.class).timeZone())
				.isEqualTo(ZoneId.of("Asia/Tokyo")));
		this.library
			.run((context) -> assertThat(context.getBean(LookupRegistry.class).timeZone()).isEqualTo(ZoneOffset.UTC));
	}

	@Test
	void contextThatIsStoppedAndStartedGoesOn() {
		this.library.withPropertyValues("async-orm.schema.action=create").run((context) -> {
			context.stop();
			context.start();

			assertThat(await(context.getBean(Authors.class).acount())).isZero();
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Book.class)
	static class ScanOnly {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Product.class)
	static class Converted {

		@Bean
		PriceConverter priceConverter() {
			return new PriceConverter();
		}

	}

}
