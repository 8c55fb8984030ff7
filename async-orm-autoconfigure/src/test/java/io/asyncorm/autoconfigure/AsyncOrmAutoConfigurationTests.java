package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.asyncorm.assembly.ExecutionSettings;
import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.DispatcherSettings;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.autoconfigure.converted.Price;
import io.asyncorm.autoconfigure.converted.PriceConverter;
import io.asyncorm.autoconfigure.converted.Product;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.autoconfigure.library.Named;
import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.H2Dialect;
import io.asyncorm.jackson.AsyncOrmModule;
import io.asyncorm.jdbc.JdbcDdlExecutor;
import io.asyncorm.jdbc.JdbcOperationExecutor;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.query.Ref;
import io.asyncorm.queryset.QuerySetRelations;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.repository.RepositoryProxyFactory;
import io.asyncorm.schema.SchemaGenerator;
import io.asyncorm.schema.SchemaInitializer;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import io.asyncorm.transaction.DefaultAsyncTransactions;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.task.TaskDecorator;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.transaction.PlatformTransactionManager;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AsyncOrmAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AsyncOrmAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class, DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
		.withPropertyValues(TestDatabase.H2.create().toProperties());

	private static final ThreadLocal<String> seen = ThreadLocal.withInitial(() -> "nothing");

	private final CapturedOutput output;

	private final ApplicationContextRunner library = this.runner.withUserConfiguration(Library.class);

	AsyncOrmAutoConfigurationTests(CapturedOutput output) {
		this.output = output;
	}

	@Test
	void addsTheJacksonModuleWithTheModels() {
		ApplicationContextRunner runner = this.library
			.withConfiguration(AutoConfigurations.of(AsyncOrmJacksonAutoConfiguration.class));

		runner.run((context) -> {
			JsonMapper mapper = JsonMapper.builder()
				.addModules(context.getBeansOfType(JacksonModule.class).values())
				.build();
			assertThat(mapper.writeValueAsString(Ref.of(Author.class, 7))).isEqualTo("7");
		});
		runner.withUserConfiguration(OwnModule.class)
			.run((context) -> assertThat(context).hasSingleBean(AsyncOrmModule.class).hasBean("ownModule"));
		runner.withPropertyValues("async-orm.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(AsyncOrmModule.class));
		runner.withClassLoader(new FilteredClassLoader(JacksonModule.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("asyncOrmModule"));
	}

	@Test
	void warnsWhereTheDataSourceMayChooseByCaller() {
		this.library.withUserConfiguration(Routed.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.output)
				.containsOnlyOnce("The DataSource may choose or prepare connections by their caller");
		});
		this.library.withUserConfiguration(Routed.class)
			.withBean(TaskDecorator.class, () -> (task) -> task)
			.run((context) -> assertThat(this.output)
				.containsOnlyOnce("The DataSource may choose or prepare connections by their caller"));
	}

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
				.doesNotHaveBean(SchemaInitializer.class);
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

	@ParameterizedTest
	@ValueSource(classes = { OwnModels.class, OwnThreads.class, OwnDialect.class, OwnLookups.class, OwnJson.class,
			OwnRelations.class, OwnExecutor.class, OwnDispatcher.class, OwnQuerySets.class, OwnProxies.class,
			OwnTransactions.class, OwnSchema.class })
	void everyBeanIsReplacedByTheApplications(Class<?> configuration) {
		this.library.withUserConfiguration(configuration)
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
	void modelsAreFoundWhereEntityScanSays() {
		this.runner.withUserConfiguration(ScanOnly.class)
			.run((context) -> assertThat(context.getBean(ModelRegistry.class).models()).hasSize(2));
	}

	@Test
	void repositoriesAreFoundWhereTheApplicationSays() {
		for (Class<?> application : List.of(Enabled.class, ComponentScanned.class)) {
			this.runner.withUserConfiguration(application)
				.run((context) -> assertThat(context).hasSingleBean(Books.class).hasSingleBean(Authors.class));
		}
		this.runner.withUserConfiguration(Enabled.class)
			.withPropertyValues("async-orm.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Books.class));
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
	void repositoriesAreInjectedAndWork() {
		this.library.withBean(Service.class).withPropertyValues("async-orm.schema.action=create").run((context) -> {
			Service service = context.getBean(Service.class);

			Author author = await(service.authors().acreate(kw("name", "Ann")));
			await(service.books().acreate("Async Django", 320, Ref.to(author)));

			assertThat(await(service.books().afirst("django"))).hasValueSatisfying((book) -> {
				assertThat(book.pages()).isEqualTo(320);
				assertThat(await(book.author().aget())).isEqualTo(author);
			});
		});
	}

	@Test
	void interfaceWithTypeParametersIsNoRepository() {
		this.library.run((context) -> assertThat(context.getBeansOfType(Named.class)).containsOnlyKeys("authors"));
	}

	@Test
	void repositoryOfTheApplicationIsTaken() {
		this.library.withUserConfiguration(OwnRepository.class)
			.run((context) -> assertThat(context).getBeanNames(Books.class).containsExactly("own"));
	}

	@Test
	void repositoryWhoseNameIsTakenIsNamedByItsClass() {
		this.library.withBean("books", String.class, () -> "taken")
			.run((context) -> assertThat(context).getBeanNames(Books.class).containsExactly(Books.class.getName()));
	}

	@Test
	void startupIsReportedInOneLine() {
		this.library
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=7", "async-orm.execution.reserved=2")
			.run((context) -> assertThat(this.output).containsOnlyOnce("async-orm: ")
				.containsPattern(
						"INFO .* async-orm: 2 models, 2 repositories, H2, 5 lanes that keep their connections, "
								+ "set up in \\d+ ms"));
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
	void connectionsAreNotKeptBehindAnUnknownDataSource() {
		DatabaseAddress database = TestDatabase.H2.create();
		this.library
			.withBean(DataSource.class,
					() -> new SimpleDriverDataSource(new Driver(), database.url(), database.username(),
							database.password()))
			.withPropertyValues("async-orm.execution.lanes=3")
			.run((context) -> assertThat(this.output).contains("3 lanes that do not keep connections"));
	}

	@Test
	void scriptsFindTheTablesOfTheModels() {
		this.library.withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
			.withPropertyValues("async-orm.schema.action=create", "spring.sql.init.mode=always",
					"spring.sql.init.data-locations=classpath:io/asyncorm/autoconfigure/authors.sql")
			.run((context) -> assertThat(await(context.getBean(Authors.class).filter("name", "From a script").acount()))
				.isEqualTo(1));
	}

	@Test
	void migrationsComeBeforeTheFirstOperation() {
		this.library.withBean(FirstQuery.class)
			.withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
			.withPropertyValues("spring.sql.init.mode=always",
					"spring.sql.init.schema-locations=classpath:io/asyncorm/autoconfigure/tables.sql")
			.run((context) -> assertThat(context.getBean(FirstQuery.class).count).isZero());
	}

	@Test
	void contextThatIsStoppedAndStartedGoesOn() {
		this.library.withPropertyValues("async-orm.schema.action=create").run((context) -> {
			context.stop();
			context.start();

			assertThat(await(context.getBean(Authors.class).acount())).isZero();
		});
	}

	@Test
	void contextOfTheCallerIsPropagatedByMicrometer() {
		this.library.withPropertyValues("async-orm.schema.action=create")
			.run((context) -> assertThat(seenInCallback(context)).isEqualTo("caller"));
	}

	@Test
	void nothingIsPropagatedWithoutMicrometer() {
		this.library.withClassLoader(new FilteredClassLoader(ContextSnapshotFactory.class))
			.withPropertyValues("async-orm.schema.action=create")
			.run((context) -> assertThat(seenInCallback(context)).isEqualTo("nothing"));
	}

	@Test
	void decoratorOfTheApplicationIsTaken() {
		this.library.withPropertyValues("async-orm.schema.action=create")
			.withBean(TaskDecorator.class, () -> (task) -> () -> {
				seen.set("decorated");
				task.run();
			})
			.run((context) -> assertThat(seenInCallback(context)).isEqualTo("decorated"));
	}

	private static String seenInCallback(ApplicationContext context) {
		ContextRegistry.getInstance().registerThreadLocalAccessor("seen", seen);
		seen.set("caller");
		try {
			return await(context.getBean(Authors.class).acount().thenApplyAsync((count) -> seen.get()));
		}
		finally {
			seen.remove();
			ContextRegistry.getInstance().removeThreadLocalAccessor("seen");
		}
	}

	@Test
	void everyPropertyIsDocumented() throws IOException {
		String metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json")
			.getContentAsString(StandardCharsets.UTF_8);
		DocumentContext json = JsonPath.parse(metadata);

		assertThat(json.<List<String>>read("$.properties[?(@.description)].name")).containsExactlyInAnyOrder(
				"async-orm.database.pooler", "async-orm.enabled", "async-orm.execution.lanes",
				"async-orm.execution.queue-capacity", "async-orm.execution.reserved",
				"async-orm.execution.shutdown-timeout", "async-orm.lookups.disabled", "async-orm.query.max-hops",
				"async-orm.schema.action", "async-orm.sql.slow", "async-orm.time-zone");
		assertThat(json.<List<String>>read("$.properties[*].name")).hasSize(11);
	}

	@Test
	void documentedDefaultsAreThoseOfTheBuilder() throws IOException {
		DocumentContext json = JsonPath.parse(new ClassPathResource("META-INF/spring-configuration-metadata.json")
			.getContentAsString(StandardCharsets.UTF_8));
		ExecutionSettings defaults = ExecutionSettings.DEFAULTS;

		assertThat(documentedDefault(json, "async-orm.execution.queue-capacity")).isEqualTo(defaults.queueCapacity());
		assertThat(documentedDefault(json, "async-orm.execution.reserved")).isEqualTo(defaults.reserved());
		assertThat(documentedDefault(json, "async-orm.execution.shutdown-timeout"))
			.isEqualTo(DurationStyle.SIMPLE.print(defaults.shutdownTimeout(), ChronoUnit.SECONDS));
		assertThat(documentedDefault(json, "async-orm.query.max-hops"))
			.isEqualTo(ModelRegistry.of(List.of(Author.class)).require(Author.class).maxHops());
		assertThat(ZoneId.of((String) documentedDefault(json, "async-orm.time-zone")).normalized())
			.isEqualTo(LookupRegistry.standard().timeZone().normalized());
	}

	private static Object documentedDefault(DocumentContext json, String property) {
		return json.<List<Object>>read("$.properties[?(@.name=='" + property + "')].defaultValue").get(0);
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class Library {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Book.class)
	static class ScanOnly {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Book.class)
	@EnableAsyncRepositories(basePackageClasses = Book.class)
	static class Enabled {

	}

	@Configuration(proxyBeanMethods = false)
	@ComponentScan(basePackages = "io.asyncorm.autoconfigure.library",
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*"))
	static class ComponentScanned {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Product.class)
	static class Converted {

		@Bean
		PriceConverter priceConverter() {
			return new PriceConverter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRepository {

		@Bean
		Books own(RepositoryProxyFactory proxies) {
			return proxies.create(Books.class);
		}

	}

	record Service(Authors authors, Books books) {

	}

	static class FirstQuery {

		private final long count;

		FirstQuery(Authors authors) {
			this.count = await(authors.acount());
		}

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
		AsyncTransactions own(PlatformTransactionManager transactionManager, DataSource dataSource,
				OperationExecutor executor, AsyncDispatcher dispatcher) {
			return new DefaultAsyncTransactions(transactionManager, dataSource, executor, dispatcher);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSchema {

		@Bean(initMethod = "start", destroyMethod = "stop")
		SchemaInitializer own(DataSource dataSource, ModelRegistry models, Dialect dialect) {
			return new SchemaInitializer(models, new SchemaGenerator(dialect), SchemaAction.CREATE_DROP,
					new JdbcDdlExecutor(dataSource, dialect));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnModule {

		@Bean
		AsyncOrmModule ownModule() {
			return new AsyncOrmModule();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Routed {

		@Bean
		DataSource routed() {
			DataSource tenant = TestDatabase.H2.create(2);
			AbstractRoutingDataSource router = new AbstractRoutingDataSource() {

				@Override
				protected Object determineCurrentLookupKey() {
					return "tenant";
				}

			};
			router.setTargetDataSources(Map.of("tenant", tenant));
			router.afterPropertiesSet();
			return router;
		}

	}

}
