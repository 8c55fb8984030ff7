package io.asyncorm.held;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.ObserverFactory;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.plan.IdleGap;
import io.asyncorm.plan.Observers;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is measured and told of connections that are held, and on which nothing runs.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class HeldIdleIntegrationTests {

	private static final String SELF = HeldIdleIntegrationTests.class.getName();

	private static final String EVERY_GAP = "async-orm.diagnostics.held-idle=1ns";

	@ParameterizedTest
	@EnumSource
	void aGapOfABlockIsToldOnceWithTheStatementsAroundIt(TestDatabase database, CapturedOutput output) {
		application(database).withPropertyValues(EVERY_GAP).run((context) -> {
			block(context, "Ann");
			block(context, "Bob");

			assertTold(output, "between 'Author.acreate' at " + SELF + ".create(",
					"'Author.acount' at " + SELF + ".count(");
			assertTold(output, "from the beginning of its transaction to 'Author.acreate' at " + SELF + ".create(", "");
			assertTold(output, "from 'Author.acount' at " + SELF + ".count(", " to the end of its transaction");
			assertThat(output).doesNotContain("Ann", "Bob");
		});
	}

	@ParameterizedTest
	@EnumSource
	void aGapOfATransactionOfSpringIsTold(TestDatabase database, CapturedOutput output) {
		application(database).withPropertyValues(EVERY_GAP).run((context) -> {
			TransactionTemplate template = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
			template.executeWithoutResult((status) -> createAndCount(context, "Ann"));

			assertTold(output, "between 'Author.acreate' at " + SELF + ".create(",
					"'Author.acount' at " + SELF + ".count(");
			assertTold(output, "from 'Author.acount' at " + SELF + ".count(", " to the end of its transaction");
		});
	}

	@ParameterizedTest
	@EnumSource
	void aGapBetweenTheChunksOfAStreamIsTold(TestDatabase database, CapturedOutput output) {
		application(database).withPropertyValues(EVERY_GAP).run((context) -> {
			Authors authors = context.getBean(Authors.class);
			List.of("Ann", "Bob", "Cid").forEach((name) -> await(authors.acreate(kw("name", name))));

			await(authors.all().aiterator(1).forEach((author) -> assertThat(author.name()).isNotEmpty()));

			assertTold(output, "between 'Author.aiterator' at " + SELF, " and the same again");
		});
	}

	@Test
	void shorterGapsAreLetBe(CapturedOutput output) {
		application(TestDatabase.H2).withPropertyValues("async-orm.diagnostics.held-idle=1h").run((context) -> {
			block(context, "Ann");

			assertThat(output).doesNotContain("Held but idle");
		});
	}

	@Test
	void nobodyIsWarnedByDefault(CapturedOutput output) {
		application(TestDatabase.H2).run((context) -> {
			block(context, "Ann");

			assertThat(context).doesNotHaveBean("asyncOrmIdleConnections");
			assertThat(output).doesNotContain("Held but idle");
		});
	}

	@Test
	void aTimeThatIsNotPositiveIsRefused() {
		application(TestDatabase.H2).withPropertyValues("async-orm.diagnostics.held-idle=0s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("async-orm.diagnostics.held-idle")
				.hasMessageContaining("It must be positive"));
	}

	@ParameterizedTest
	@EnumSource
	void theGapsOfABlockAreAllThatItsConnectionWasIdle(TestDatabase database) {
		Recorded recorded = new Recorded();
		application(database)
			.withBean(ObserverFactory.class, () -> (dataSource, assembly) -> new Observers(null, recorded))
			.run((context) -> {
				recorded.clear();

				block(context, "Ann");

				assertThat(recorded.gaps).hasSize(3);
				assertThat(recorded.held).hasSize(1);
				assertThat(recorded.idle.get(0)).isPositive()
					.isLessThan(recorded.held.get(0))
					.isEqualTo(recorded.gaps.stream().mapToLong(IdleGap::nanos).sum());
			});
	}

	@Test
	void theCommitOfAnOperationIsNotIdle() {
		Recorded recorded = new Recorded();
		application(TestDatabase.POSTGRESQL)
			.withBean(ObserverFactory.class, () -> (dataSource, assembly) -> new Observers(null, recorded))
			.run((context) -> {
				commitForHalfASecond(context.getBean(DataSource.class));
				recorded.clear();

				await(context.getBean(Authors.class).aupdateOrCreate(kw("name", "Ann"), defaults("name", "Bob")));

				assertThat(recorded.held).hasSize(1);
				assertThat(recorded.held.get(0) - recorded.idle.get(0)).isGreaterThan(500_000_000);
			});
	}

	private static void commitForHalfASecond(DataSource dataSource) {
		JdbcClient jdbc = JdbcClient.create(dataSource);
		jdbc.sql("create function wait() returns trigger language plpgsql as"
				+ " 'begin perform pg_sleep(0.5); return null; end'")
			.update();
		jdbc.sql("create constraint trigger slow after insert on author deferrable initially deferred"
				+ " for each row execute function wait()")
			.update();
	}

	private static void assertTold(CapturedOutput output, String beginning, String end) {
		List<String> told = output.getOut()
			.lines()
			.filter((line) -> line.contains("Held but idle: a connection waited "))
			.filter((line) -> line.contains(" ms " + beginning) && line.contains(end))
			.toList();
		assertThat(told).as(output.getOut()).hasSize(1);
		assertThat(told.get(0)).contains(" WARN ");
	}

	private static void block(BeanFactory beans, String name) {
		await(beans.getBean(AsyncTransactions.class).atomic(() -> createAndCount(beans, name)));
	}

	private static void createAndCount(BeanFactory beans, String name) {
		Authors authors = beans.getBean(Authors.class);
		create(authors, name);
		count(authors);
	}

	private static Author create(Authors authors, String name) {
		return await(authors.acreate(kw("name", name)));
	}

	private static long count(Authors authors) {
		return await(authors.acount());
	}

	private static ApplicationContextRunner application(TestDatabase database) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class, DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
			.withUserConfiguration(Library.class)
			.withPropertyValues(database.create().toProperties())
			.withPropertyValues("async-orm.schema.action=create");
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Authors.class)
	static class Library {

	}

	/** All that is told. */
	private static final class Recorded implements ExecutionObserver {

		final List<IdleGap> gaps = Collections.synchronizedList(new ArrayList<>());

		final List<Long> held = Collections.synchronizedList(new ArrayList<>());

		final List<Long> idle = Collections.synchronizedList(new ArrayList<>());

		void clear() {
			this.gaps.clear();
			this.held.clear();
			this.idle.clear();
		}

		@Override
		public long idleFrom() {
			return 0;
		}

		@Override
		public void idle(IdleGap gap) {
			this.gaps.add(gap);
		}

		@Override
		public void held(long nanos, long idle) {
			this.held.add(nanos);
			this.idle.add(idle);
		}

	}

}
