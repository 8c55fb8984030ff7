package io.asyncorm.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.autoconfigure.health.AsyncOrmHealthContributorAutoConfiguration;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.transaction.AsyncTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the health {@code asyncOrm}.
 */
@Timeout(120)
class HealthIntegrationTests {

	private static final AutoConfigurations HEALTH = AutoConfigurations
		.of(AsyncOrmHealthContributorAutoConfiguration.class);

	private final ApplicationContextRunner library = LibraryContexts.library()
		.withConfiguration(HEALTH)
		.withPropertyValues("async-orm.schema.action=create", "async-orm.execution.lanes=2");

	@Test
	void itIsUpAndAnswersWhileEveryLaneAndConnectionIsTaken() {
		this.library.withPropertyValues("spring.datasource.hikari.maximum-pool-size=2").run((context) -> {
			CountDownLatch gate = new CountDownLatch(1);
			CountDownLatch begun = new CountDownLatch(2);
			List<CompletableFuture<Boolean>> blocks = IntStream.range(0, 2)
				.mapToObj((lane) -> context.getBean(AsyncTransactions.class).atomic(() -> {
					begun.countDown();
					return gate.await(30, TimeUnit.SECONDS);
				}))
				.toList();
			assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Long> waiting = context.getBean(Authors.class).acount();

			Health health = health(context);

			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("lanes", 2)
				.containsEntry("running", 2)
				.containsEntry("waiting", 1)
				.containsKey("oldestWait");
			gate.countDown();
			await(gather(blocks));
			await(waiting);
			assertThat(health(context).getDetails())
				.isEqualTo(Map.of("lanes", 2, "running", 0, "waiting", 0, "oldestWait", "0 ms"));
		});
	}

	@Test
	void itIsDownWhenNoOperationsAreTakenAnyMore() {
		this.library.run((context) -> {
			context.getBean(AsyncDispatcher.class).close();

			assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
		});
	}

	@Test
	void eachDataSourceHasItsOwn() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class, DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
			.withConfiguration(HEALTH)
			.withPropertyValues("async-orm.schema.action=create", "library=H2", "billing=H2")
			.withUserConfiguration(SeveralDataSources.PrimaryAndBilling.class)
			.run((context) -> assertThat(context.getBean(CompositeHealthContributor.class).stream())
				.extracting((each) -> each.name())
				.containsExactly("library", "billing"));
	}

	@Test
	void aPropertySwitchesItOff() {
		this.library.withPropertyValues("management.health.async-orm.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(HealthContributor.class));
	}

	@Test
	void theApplicationMayHaveItsOwn() {
		this.library.withBean("asyncOrmHealthIndicator", HealthIndicator.class, () -> Health.unknown()::build)
			.run((context) -> assertThat(health(context).getStatus()).isEqualTo(Status.UNKNOWN));
	}

	@Test
	void theApplicationStartsWithoutHealth() {
		this.library.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(AsyncOrmHealthContributorAutoConfiguration.class));
	}

	private static Health health(AssertableApplicationContext context) {
		return Objects.requireNonNull(context.getBean(HealthIndicator.class).health(true));
	}

}
