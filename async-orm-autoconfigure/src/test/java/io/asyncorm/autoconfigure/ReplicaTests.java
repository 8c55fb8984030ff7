package io.asyncorm.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Replica;
import io.asyncorm.assembly.InvalidSettingException;
import io.asyncorm.assembly.ReplicaEngine;
import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.autoconfigure.actuate.AsyncOrmEndpoint;
import io.asyncorm.autoconfigure.actuate.AsyncOrmEndpointAutoConfiguration;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.query.MergeKind;
import io.asyncorm.query.ReadOnlyTransactionException;
import io.asyncorm.query.UnknownDataSourceException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.readOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the replica of the primary data source: here another database, which has an
 * author less.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class ReplicaTests {

	private static final long FEWER = 1;

	private static final long ALL = 2;

	private final ApplicationContextRunner runner = LibraryContexts.library()
		.withUserConfiguration(Replicated.class)
		.withPropertyValues("async-orm.replicas.data-source=standby", "async-orm.replicas.stickiness=0");

	@Test
	void allReadsGoToTheBeanThatIsNamed(CapturedOutput output) {
		this.runner.withPropertyValues("async-orm.replicas.reads=all").run((context) -> {
			Authors authors = context.getBean(Authors.class);

			assertThat(await(authors.acount())).isEqualTo(FEWER);
			assertThat(await(authors.using("main").acount())).isEqualTo(ALL);
			assertThat(await(authors.all().using("main").using("standby").acount())).isEqualTo(FEWER);
			assertThat(await(transactions(context).atomic(() -> await(authors.acount())))).isEqualTo(ALL);
			assertThat(await(transactions(context).atomic(readOnly(), () -> await(authors.acount())))).isEqualTo(FEWER);
			assertThat(output)
				.contains("async-orm: reads outside of transactions go to the replica 'standby', over 2 lanes;"
						+ " what a caller wrote itself is read from the primary for 0ms");
		});
	}

	@Test
	void readsGoThereInALazyApplicationToo() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("async-orm.replicas.reads=all", "async-orm.diagnostics.locks=true",
					"async-orm.diagnostics.max-rows=10", "async-orm.diagnostics.held-idle=1s")
			.run((context) -> {
				assertThat(context.getSourceApplicationContext().getBeanFactory().containsSingleton("authors"))
					.isFalse();
				Authors authors = context.getBean(Authors.class);

				assertThat(await(authors.acount())).isEqualTo(FEWER);
				assertThat(await(transactions(context).atomic(() -> await(authors.acount())))).isEqualTo(ALL);
			});
	}

	@Test
	void onlyDeclaredReadsDo(CapturedOutput output) {
		this.runner.withPropertyValues("async-orm.replicas.reads=declared", "async-orm.replicas.stickiness=3s")
			.run((context) -> {
				Authors authors = context.getBean(Authors.class);

				assertThat(await(authors.acount())).isEqualTo(ALL);
				assertThat(await(authors.using("standby").acount())).isEqualTo(FEWER);
				await(authors.acreate(kw("name", "Cid")));
				assertThat(await(authors.using("standby").acount())).isEqualTo(ALL + 1);
				assertThat(output).contains("async-orm: reads that say so outside of transactions go to the replica")
					.contains("from the primary for 3000ms");
			});
	}

	@Test
	void whatNamesAReplicaReadsFromThePrimaryWhereThereIsNone() {
		this.runner.withPropertyValues("async-orm.replicas.data-source=missing").run((context) -> {
			AsyncRepository<Author, Long> there = context.getBean(Authors.class).using("missing");

			assertThat(await(there.acount())).isEqualTo(ALL);
			assertThatExceptionOfType(ReadOnlyTransactionException.class)
				.isThrownBy(() -> await(there.acreate(kw("name", "Cid"))));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "off ", "OFF", "false" })
	void nothingIsReadThereWhereThatIsOff(String off) {
		this.runner.withPropertyValues("async-orm.replicas.reads=" + off).run((context) -> {
			assertThat(context).doesNotHaveBean(ReplicaEngine.class);
			assertThat(await(context.getBean(Authors.class).acount())).isEqualTo(ALL);
		});
	}

	@Test
	void whatIsNoChoiceIsReported() {
		this.runner.withPropertyValues("async-orm.replicas.reads=some")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("async-orm.replicas.reads")
				.hasStackTraceContaining("No enum constant io.asyncorm.query.ReplicaReads.some"));
	}

	@Test
	void aReplicaHasMetricsAndAnEndpointOfItsOwn() {
		this.runner.withConfiguration(AutoConfigurations.of(AsyncOrmEndpointAutoConfiguration.class))
			.withPropertyValues("async-orm.replicas.reads=all", "management.endpoints.web.exposure.include=*")
			.run((context) -> {
				assertThat(context.getBean(Databases.class).all()).extracting(Database::name)
					.containsExactly("main", "standby");
				assertThat(context.getBean(AsyncOrmEndpoint.class).describe().dataSources()).containsOnlyKeys("main",
						"standby");
			});
	}

	@Test
	void lookupsThatWaitForALaneThereAreMerged() {
		this.runner.withPropertyValues("async-orm.replicas.reads=all").run((context) -> {
			Authors authors = context.getBean(Authors.class);
			AsyncDispatcher replica = context.getBean(ReplicaEngine.class).dispatcher();
			CountDownLatch gate = new CountDownLatch(1);
			List<CompletableFuture<Boolean>> blocks = Stream
				.generate(() -> replica.submit("block", (cancellation) -> gate.await(60, TimeUnit.SECONDS)))
				.limit(2)
				.toList();
			List<CompletableFuture<Boolean>> lookups = LongStream.rangeClosed(1, 20)
				.mapToObj((id) -> authors.aget(id).handle((author, failure) -> failure == null))
				.toList();

			gate.countDown();

			assertThat(gather(lookups).join()).hasSize(20).containsOnlyOnce(true);
			assertThat(gather(blocks).join()).containsOnly(true);
			assertThat(Objects.requireNonNull(replica.statistics().merged().get(MergeKind.LOOKUPS)).operations())
				.isPositive();
		});
	}

	@Test
	void theReadOnlyConnectionsOfAProxyNeedNoName() {
		LibraryContexts.library()
			.withUserConfiguration(Proxied.class)
			.withPropertyValues("async-orm.replicas.reads=all")
			.run((context) -> {
				Authors authors = context.getBean(Authors.class);

				assertThat(await(authors.acount())).isEqualTo(FEWER);
				assertThat(await(authors.using("dataSource").acount())).isEqualTo(ALL);
				assertThat(await(authors.using("replica").acount())).isEqualTo(FEWER);
			});
	}

	@Test
	void aPrimaryDataSourceThatIsNamedHasItToo() {
		this.runner.withUserConfiguration(Named.class)
			.withPropertyValues("async-orm.replicas.reads=all")
			.run((context) -> {
				Authors authors = context.getBean(Authors.class);

				assertThat(await(authors.acount())).isEqualTo(FEWER);
				assertThat(await(authors.using("main").acount())).isEqualTo(ALL);
				assertThat(context.getBean(Databases.class).all()).extracting(Database::name)
					.containsExactly("main", "standby");
			});
	}

	@Test
	void whatCannotBeFoundFailsTheStart() {
		this.runner.withPropertyValues("async-orm.replicas.reads=all", "async-orm.replicas.data-source=stanby")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("async-orm.replicas.data-source")
				.hasMessageContaining(
						"There is no such DataSource bean. Did you mean 'standby'? Choices are: standby."));
		this.runner.withPropertyValues("async-orm.replicas.reads=all", "async-orm.replicas.data-source=main")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("It is the primary data source itself. Choices are: standby."));
		LibraryContexts.library()
			.withPropertyValues("async-orm.replicas.reads=all")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Nothing says where the replica is: name its DataSource bean by"));
		this.runner.withPropertyValues("async-orm.replicas.reads=all", "async-orm.replicas.stickiness=-1s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("async-orm.replicas.stickiness"));
		this.runner.withPropertyValues("async-orm.replicas.reads=all", "async-orm.replicas.until-replayed=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("H2 does not tell what a replica has replayed: set a stickiness instead."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://replica,primary/shop?targetServerType=preferSecondary",
			"jdbc:postgresql://replica1:5433,replica2:5433/shop" })
	void severalHostsDoNotTellWhatIsReplayed(String url) {
		try (HikariDataSource primary = database(ALL); HikariDataSource several = new HikariDataSource()) {
			several.setJdbcUrl(url);
			AsyncOrm.Builder builder = AsyncOrm.builder(primary)
				.models(Author.class)
				.replica(Replica.of("replica", several).untilReplayed());

			assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(builder::build)
				.withMessageContaining("The URL of the replica 'replica' names several hosts")
				.withMessageContaining("name one host there, or set a stickiness instead");
		}
	}

	@Test
	void aProxyThatOnlyIsLateIsNoReplica() {
		LibraryContexts.library()
			.withPropertyValues("async-orm.replicas.reads=all", "spring.datasource.connection-fetch=lazy")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Nothing says where the replica is: name its DataSource bean by")
				.hasMessageContaining("that of spring.datasource.connection-fetch=lazy has none"));
		LazyConnectionDataSourceProxy late = new LazyConnectionDataSourceProxy(database(ALL));

		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Replica.behind("replica", late))
			.withMessageContaining("has no pool for read-only connections");
	}

	@Test
	void aReplicaThatIsNamedMayBeBesideAProxyThatIsLate() {
		LibraryContexts.library()
			.withUserConfiguration(Beside.class)
			.withPropertyValues("async-orm.replicas.reads=all", "async-orm.replicas.data-source=standby",
					"spring.datasource.connection-fetch=lazy")
			.run((context) -> {
				Authors authors = context.getBean(Authors.class);

				assertThat(context.getBean("dataSource")).isInstanceOf(LazyConnectionDataSourceProxy.class);
				assertThat(await(authors.using("dataSource").acount())).isZero();
				assertThat(await(authors.acount())).isEqualTo(FEWER);
				assertThat(await(transactions(context).atomic(readOnly(), () -> await(authors.acount()))))
					.isEqualTo(FEWER);
			});
	}

	@Test
	void anUnknownNameListsTheReplica() {
		this.runner.withPropertyValues("async-orm.replicas.reads=all").run((context) -> {
			Authors authors = context.getBean(Authors.class);

			assertThatExceptionOfType(UnknownDataSourceException.class).isThrownBy(() -> authors.using("standy"))
				.withMessageContaining("Did you mean 'standby'?")
				.withMessageContaining("main, standby");
		});
	}

	private static AsyncTransactions transactions(AssertableApplicationContext context) {
		return context.getBean(AsyncTransactions.class);
	}

	private static HikariDataSource database(long authors) {
		HikariDataSource pool = TestDatabase.H2.create(2);
		JdbcClient jdbc = JdbcClient.create(pool);
		jdbc.sql("create table author (id bigint generated by default as identity primary key, name varchar)").update();
		jdbc.sql("create table book (id bigint generated by default as identity primary key, title varchar(100),"
				+ " pages int, author_id bigint)")
			.update();
		for (long i = 0; i < authors; i++) {
			jdbc.sql("insert into author (name) values ('Ann')").update();
		}
		return pool;
	}

	@Configuration(proxyBeanMethods = false)
	static class Replicated {

		@Bean
		@Primary
		HikariDataSource main() {
			return database(ALL);
		}

		@Bean(defaultCandidate = false)
		HikariDataSource standby() {
			return database(FEWER);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Proxied {

		@Bean
		DataSource dataSource() {
			LazyConnectionDataSourceProxy proxy = new LazyConnectionDataSourceProxy(database(ALL));
			proxy.setReadOnlyDataSource(database(FEWER));
			return proxy;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Beside {

		@Bean(defaultCandidate = false)
		DataSource standby() {
			HikariDataSource pool = TestDatabase.H2.create(2);
			JdbcClient jdbc = JdbcClient.create(pool);
			jdbc.sql("create table \"author\" (\"id\" bigint primary key, \"name\" varchar)").update();
			jdbc.sql("insert into \"author\" values (1, 'Ann')").update();
			return pool;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsyncRepositories(basePackageClasses = Author.class, dataSourceRef = "main")
	static class Named {

	}

}
