package io.asyncorm.network;

import java.time.Duration;

import io.asyncorm.Orm;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Blocks within a transaction of Spring that has a timeout, while the network stalls.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "MARIADB" })
class StalledSavepointsIntegrationTests {

	private final PostOffice office;

	private final TransactionTemplate transaction;

	StalledSavepointsIntegrationTests(TestDatabase database) {
		this.office = new PostOffice(database, 1, (builder) -> builder.timeout(Duration.ofSeconds(60)));
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(this.office.pool));
		this.transaction.setTimeout(1);
	}

	@AfterEach
	void close() {
		this.office.close();
	}

	@Test
	void theBeginOfABlockKnowsTheTimeoutAroundIt() {
		assertThatItFailsSoon(() -> {
			this.office.proxy.stall();
			Orm.await(this.office.orm.transactions().atomic(() -> {
			}));
		});
	}

	@Test
	void theEndOfABlockKnowsTheTimeoutAroundIt() {
		assertThatItFailsSoon(() -> Orm.await(this.office.orm.transactions().atomic(() -> this.office.proxy.stall())));
	}

	@Test
	void theRollbackOfABlockKnowsTheTimeoutAroundIt() {
		assertThatItFailsSoon(() -> Orm.await(this.office.orm.transactions().atomic(() -> {
			this.office.proxy.stall();
			throw new IllegalStateException("undone");
		})));
	}

	private void assertThatItFailsSoon(Runnable blocks) {
		long begin = System.nanoTime();

		Throwable failure = catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
			Orm.await(this.office.letters.acount());
			blocks.run();
		}));

		assertThat(failure).isNotNull();
		this.office.assertThatAllIsFreeSoonAfter(begin);
		this.office.assertThatAllWorksAgain();
	}

}
