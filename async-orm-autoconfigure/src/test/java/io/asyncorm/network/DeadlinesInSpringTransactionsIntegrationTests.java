package io.asyncorm.network;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.asyncorm.Deadline;
import io.asyncorm.Orm;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Deadlines of operations that join a transaction of Spring: its timeout and their own.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "MARIADB" })
class DeadlinesInSpringTransactionsIntegrationTests extends AbstractDeadlinesIntegrationTests {

	private final TransactionTemplate transaction;

	DeadlinesInSpringTransactionsIntegrationTests(TestDatabase database) {
		super(database);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(this.office.pool));
	}

	@Test
	void inATransactionOfSpringTheTimeoutOfAQuerySetCounts() {
		this.transaction.setTimeout(60);

		assertThatTheTransactionFails(
				() -> this.office.letters.timeout(BRIEF).raw(this.office.asleepSql(60)).aiterator(1).forEach((any) -> {
				}), "within 0.1 s (the timeout of its query set)");
	}

	@Test
	void inATransactionOfSpringItsTimeoutCounts() {
		this.transaction.setTimeout(1);

		long begin = System.nanoTime();
		Throwable failure = catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
			Orm.await(this.office.letters.timeout(Duration.ZERO).acount());
			this.office.proxy.stall();
			Orm.await(this.office.letters.timeout(Duration.ZERO).acount());
		}));

		// Spring says of the lost connection that it could not be rolled back, and why it
		// was to be
		assertThat(((TransactionSystemException) failure).getApplicationException())
			.isInstanceOf(QueryTimeoutException.class)
			.hasMessageContaining("did not finish within the timeout of its transaction");
		this.office.assertThatAllIsFreeSoonAfter(begin);
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void inATransactionOfSpringALongStatementIsCancelledInTheServer() {
		this.transaction.setTimeout(1);

		assertThatTheTransactionFails(
				() -> this.office.letters.timeout(Duration.ZERO).raw(this.office.asleepSql(60)).alist(),
				"did not finish within the timeout of its transaction");
	}

	@Test
	void whatBeginsAfterItsTimeoutFailsAsSpringsOwnStatementsDo() {
		assertThatExceptionOfType(TransactionTimedOutException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				timeOut();
				Orm.await(this.office.letters.acount());
			}));
		this.office.assertThatAllWorksAgain();
	}

	/** As if the transaction had gone on for too long. */
	private void timeOut() {
		ConnectionHolder holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(this.office.pool);
		Objects.requireNonNull(holder).setTimeoutInMillis(-1);
	}

	@Test
	void inATransactionNothingBeginsWhenItsDeadlineIsOver() {
		Throwable failure = catchThrowable(() -> Deadline.within(Duration.ofNanos(1),
				() -> this.transaction.executeWithoutResult((status) -> Orm.await(this.office.letters.acount()))));

		assertThat(failure).isInstanceOf(QueryTimeoutException.class)
			.hasMessageContaining("was not begun: 0 s (the Deadline around it) were over when it was called");
		this.office.assertThatAllWorksAgain();
	}

	/**
	 * A statement whose time is up fails the transaction and runs in the server no more.
	 */
	private void assertThatTheTransactionFails(Supplier<CompletableFuture<?>> statement, String message) {
		assertThatExceptionOfType(QueryTimeoutException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> Orm.await(statement.get())))
			.withMessageContaining(message);
		this.office.awaitNotExecuting("sleep");
		this.office.assertThatAllWorksAgain();
	}

}
