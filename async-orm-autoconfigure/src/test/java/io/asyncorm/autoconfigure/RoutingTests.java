package io.asyncorm.autoconfigure;

import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Replica;
import io.asyncorm.assembly.InvalidSettingException;
import io.asyncorm.assembly.LanePlan;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for data sources that may choose connections by their caller, and for what has to
 * be said of them.
 */
@ExtendWith(OutputCaptureExtension.class)
class RoutingTests {

	private final ApplicationContextRunner library = LibraryContexts.library();

	@ParameterizedTest
	@ValueSource(classes = { Routed.class, RoutedByThread.class, Wrapped.class })
	void dataSourceThatMayChooseIsRefused(Class<?> configuration) {
		this.library.withUserConfiguration(configuration)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("may choose or prepare connections by the thread that asks for them")
				.hasMessageContaining("OperationRouting.of("));
	}

	/** It may carry other things. */
	@Test
	void taskDecoratorIsNoProofThatTheKeyIsCarried() {
		this.library.withUserConfiguration(Routed.class)
			.withBean(TaskDecorator.class, () -> (task) -> task)
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void dataSourceThatMayChooseIsRefusedWithoutSpringBoot() {
		try (HikariDataSource pool = TestDatabase.H2.create(2)) {
			AsyncOrm.Builder builder = AsyncOrm.builder(new DelegatingDataSource(pool))
				.models(Author.class, Book.class);

			assertThatIllegalStateException().isThrownBy(builder::build)
				.withMessageContaining(DelegatingDataSource.class.getName())
				.withMessageContaining("Give AsyncOrm.builder(...) a routing");

			builder.routing(OperationRouting.none()).build().close();
		}
	}

	@Test
	void keyOrDeclarationIsAccepted() {
		this.library.withUserConfiguration(Routed.class)
			.withBean(OperationRouting.class, () -> OperationRouting.of(() -> "tenant", (key) -> {
			}, () -> {
			}))
			.run((context) -> assertThat(context.getBean(LanePlan.class).keepConnections()).isTrue());
		this.library.withUserConfiguration(Wrapped.class)
			.withBean(OperationRouting.class, OperationRouting::none)
			.run((context) -> assertThat(context.getBean(LanePlan.class).keepConnections()).isTrue());
		this.library.withUserConfiguration(Routed.class)
			.withBean(OperationRouting.class, OperationRouting::byContext)
			.run((context) -> assertThat(context.getBean(LanePlan.class).keepConnections()).isFalse());
	}

	@Test
	void failureSaysWhatToDo(CapturedOutput output) {
		FailingStart.start(Application.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The DataSource, a '" + RoutingTests.class.getName() + "$")
			.contains("rows would be written to the database of another tenant")
			.contains("Declare a bean of type 'io.asyncorm.query.OperationRouting', which carries the key");
	}

	@Test
	void aReplicaThatGivesAllTheSameIsRefusedWhereThePrimaryChooses() {
		try (HikariDataSource pool = TestDatabase.H2.create(2)) {
			AsyncOrm.Builder builder = AsyncOrm.builder(router(() -> "tenant"))
				.models(Author.class, Book.class)
				.routing(OperationRouting.byContext());

			assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(() -> builder.replica(Replica.of("standby", pool)).build())
				.withMessageContaining("'replica' cannot be standby")
				.withMessageContaining("it must choose by the same key");
			LazyConnectionDataSourceProxy proxy = new LazyConnectionDataSourceProxy(router(() -> "tenant"));
			proxy.setReadOnlyDataSource(router(() -> "tenant"));
			assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(() -> builder.replica(Replica.behind("standby", proxy)).build())
				.withMessageContaining("name a DataSource for the replica that chooses by the same key");
			assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(
						() -> builder.replica(Replica.of("standby", router(() -> "tenant")).untilReplayed()).build())
				.withMessageContaining("set a stickiness instead");
			builder.replica(Replica.of("standby", router(() -> "tenant"))).build().close();
			builder.routing(OperationRouting.none()).replica(Replica.of("standby", pool)).build().close();
		}
	}

	@Test
	void startupKeyChoosesTheDatabaseThatIsAskedAtTheStart() {
		this.library.withUserConfiguration(RoutedByThread.class)
			.withBean(OperationRouting.class,
					() -> OperationRouting.of(RoutedByThread.CURRENT::get, RoutedByThread.CURRENT::set,
							RoutedByThread.CURRENT::remove, "tenant"))
			.withPropertyValues("async-orm.schema.action=create-drop")
			.run((context) -> assertThat(context).hasNotFailed());

		assertThat(RoutedByThread.CURRENT.get()).isNull();
	}

	@Test
	void routerThatHasNoKeyAtTheStartIsReportedWithWhatToDo(CapturedOutput output) {
		FailingStart.start(WithoutStartupKey.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The DataSource gave no connection at startup, when it is asked what its database is: "
					+ "Cannot determine target DataSource for lookup key [null]")
			.contains("OperationRouting.of(Tenant::current, Tenant::set, Tenant::clear, \"main\")");
	}

	private static DataSource router(Supplier<@Nullable String> key) {
		AbstractRoutingDataSource router = new AbstractRoutingDataSource() {

			@Override
			protected @Nullable Object determineCurrentLookupKey() {
				return key.get();
			}

		};
		router.setTargetDataSources(Map.of("tenant", TestDatabase.H2.create(2)));
		router.afterPropertiesSet();
		return router;
	}

	@ImportAutoConfiguration(AsyncOrmAutoConfiguration.class)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class Application extends Routed {

	}

	@Configuration(proxyBeanMethods = false)
	static class Routed {

		@Bean
		DataSource routed() {
			return router(() -> "tenant");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RoutedByThread {

		static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

		@Bean
		DataSource routed() {
			return router(CURRENT::get);
		}

	}

	@ImportAutoConfiguration(AsyncOrmAutoConfiguration.class)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class WithoutStartupKey extends RoutedByThread {

		@Bean
		OperationRouting routing() {
			return OperationRouting.of(CURRENT::get, CURRENT::set, CURRENT::remove);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Wrapped {

		@Bean
		DataSource wrapped() {
			return new DelegatingDataSource(TestDatabase.H2.create(2));
		}

	}

}
