package io.asyncorm.bounded;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.bounded.BatchesIntegrationTests.BatchMarks;
import io.asyncorm.bounded.BatchesIntegrationTests.Job;
import io.asyncorm.bounded.BatchesIntegrationTests.Jobs;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * How an application has the table of {@link io.asyncorm.query.BatchMark}.
 */
class BatchMarkTableIntegrationTests {

	@ParameterizedTest
	@EnumSource
	void aRepositoryOfMarksMakesTheirTableAndSeesThem(TestDatabase database) {
		application(database).run((context) -> {
			Jobs jobs = context.getBean(Jobs.class);
			BatchMarks marks = context.getBean(BatchMarks.class);
			await(jobs.acreate(new Job(1, 0)));
			await(jobs.acreate(new Job(2, 0)));

			assertThatIllegalStateException()
				.isThrownBy(() -> await(jobs.all().inBatches(1).resumeAs("nightly").forEachBatch((batch) -> {
					if (batch.get(0).id() == 2) {
						throw new IllegalStateException("the second");
					}
				})));
			assertThat(await(marks.aget("nightly")).mark()).isNotBlank();

			await(marks.all().adelete());
			assertThat(await(
					jobs.all().inBatches(1).resumeAs("nightly").forEachBatch((batch) -> assertThat(batch).hasSize(1))))
				.isEqualTo(2);
			assertThat(await(marks.acount())).isZero();
		});
	}

	private static ApplicationContextRunner application(TestDatabase database) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class, DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
			.withUserConfiguration(Work.class)
			.withPropertyValues(database.create().toProperties())
			.withPropertyValues("async-orm.schema.action=create");
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Work {

	}

}
