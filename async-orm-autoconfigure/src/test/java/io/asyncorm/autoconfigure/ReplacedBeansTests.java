package io.asyncorm.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.DispatcherSettings;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.H2Dialect;
import io.asyncorm.jdbc.JdbcCatalogReader;
import io.asyncorm.jdbc.JdbcDdlExecutor;
import io.asyncorm.jdbc.JdbcOperationExecutor;
import io.asyncorm.jdbc.TransactionCharacteristics;
import io.asyncorm.jdbc.TransactionFailures;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.NamingStrategy;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.queryset.QuerySetRelations;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.repository.RepositoryProxyFactory;
import io.asyncorm.schema.MigrationFolder;
import io.asyncorm.schema.Migrations;
import io.asyncorm.schema.SchemaComparison;
import io.asyncorm.schema.SchemaGenerator;
import io.asyncorm.schema.SchemaInitializer;
import io.asyncorm.transaction.AsyncTransactions;
import io.asyncorm.transaction.DefaultAsyncTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the beans of {@link AsyncOrmAutoConfiguration} that an application declares
 * itself.
 */
class ReplacedBeansTests {

	@ParameterizedTest
	@ValueSource(classes = { OwnModels.class, OwnThreads.class, OwnDialect.class, OwnLookups.class, OwnJson.class,
			OwnRelations.class, OwnExecutor.class, OwnDispatcher.class, OwnQuerySets.class, OwnProxies.class,
			OwnTransactions.class, OwnSchema.class })
	void everyBeanIsReplacedByTheApplications(Class<?> configuration) {
		LibraryContexts.library()
			.withUserConfiguration(configuration)
			.withPropertyValues("async-orm.schema.action=create")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				Object own = context.getBean("own");
				Class<?> replaced = configuration.getDeclaredMethods()[0].getReturnType();
				assertThat(context.getBeanNamesForType(replaced)).containsExactly("own");
				assertThat(own).isInstanceOf(replaced);
			});
	}

	@Test
	void aNamingStrategyNamesTheTables() {
		NamingStrategy naming = new NamingStrategy() {

			@Override
			public String table(String model) {
				return "t_" + NamingStrategy.super.table(model);
			}

		};

		LibraryContexts.library()
			.withBean(NamingStrategy.class, () -> naming)
			.withPropertyValues("async-orm.schema.action=create")
			.run((context) -> assertThat(context.getBean(ModelRegistry.class).models()).extracting(ModelMetadata::table)
				.containsExactlyInAnyOrder("t_author", "t_book"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnModels {

		@Bean
		ModelRegistry own() {
			return ModelRegistry.of(List.of(Author.class, Book.class));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnThreads {

		@Bean
		VirtualThreadExecutor own() {
			return new VirtualThreadExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDialect {

		@Bean
		Dialect own() {
			return new H2Dialect();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnLookups {

		@Bean
		LookupRegistry own() {
			return LookupRegistry.standard();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnJson {

		@Bean
		JsonFormat own() {
			return JsonFormat.detect();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRelations {

		@Bean
		RelationFactory own(ObjectProvider<QuerySets> querySets) {
			return new QuerySetRelations(querySets::getObject);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnExecutor {

		@Bean
		OperationExecutor own(DataSource dataSource, Dialect dialect, ModelRegistry models, RelationFactory relations,
				JsonFormat json) {
			return new JdbcOperationExecutor(dataSource, dialect, models, new QueryCompiler(), relations, json);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDispatcher {

		@Bean
		OperationDispatcher own(OperationExecutor executor, VirtualThreadExecutor threads) {
			return new AsyncDispatcher(executor, threads, DispatcherSettings.of(1, 1));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnQuerySets {

		@Bean
		QuerySets own(ModelRegistry models, LookupRegistry lookups, OperationDispatcher dispatcher) {
			return new QuerySets(models, lookups, dispatcher);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnProxies {

		@Bean
		RepositoryProxyFactory own(QuerySets querySets) {
			return new RepositoryProxyFactory(querySets);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnTransactions {

		@Bean
		AsyncTransactions own(PlatformTransactionManager transactionManager, DataSource dataSource, Dialect dialect,
				ModelRegistry models, OperationExecutor executor, AsyncDispatcher dispatcher) {
			return new DefaultAsyncTransactions(transactionManager,
					new TransactionFailures(dataSource, dialect, models),
					new TransactionCharacteristics(dataSource, dialect, null), executor, dispatcher);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSchema {

		@Bean(initMethod = "start", destroyMethod = "stop")
		SchemaInitializer own(DataSource dataSource, ModelRegistry models, Dialect dialect) {
			return new SchemaInitializer(models, new SchemaGenerator(dialect), SchemaAction.CREATE_DROP,
					new JdbcDdlExecutor(dataSource, dialect),
					new SchemaComparison(models, dialect, new JdbcCatalogReader(dataSource, dialect, null, false)),
					Migrations.in(Path.of(MigrationFolder.DEFAULT)));
		}

	}

}
