package io.asyncorm.transaction;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.asyncorm.Deadline;
import io.asyncorm.async.Waiting;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@code atomic()} when its future is cancelled or times out. There is one
 * lane: what comes after the transaction waits for its end.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class CancelledTransactionsIntegrationTests {

	private final TransactionDatabase database;

	private final CountDownLatch gate = new CountDownLatch(1);

	private final CountDownLatch started = new CountDownLatch(1);

	CancelledTransactionsIntegrationTests(TestDatabase kind) {
		this.database = new TransactionDatabase(kind, 1);
	}

	@AfterEach
	void close() {
		this.gate.countDown();
		this.database.close();
	}

	@Test
	void cancelEndsTheStatementInTheServerAndRollsBack() {
		CompletableFuture<Object> future = asleepInTransaction();
		this.database.awaitSleeping(true);

		assertThat(future.cancel(true)).isTrue();

		this.database.awaitSleeping(false);
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Waiting.await(future));
		assertThatOnlyWhatComesLaterIsStored();
	}

	@Test
	void aTimeLimitEndsTheStatementInTheServerAndRollsBack() {
		CompletableFuture<Object> future = asleepInTransaction();
		this.database.awaitSleeping(true);

		future.orTimeout(10, TimeUnit.MILLISECONDS);

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> Waiting.await(future))
			.withMessageContaining("'atomic' did not finish within 0.01 s (orTimeout) and was cancelled: ")
			.withMessageContaining("in the block ");
		this.database.awaitSleeping(false);
		assertThatOnlyWhatComesLaterIsStored();
	}

	@Test
	void aDeadlineEndsTheStatementInTheServerAndRollsBack() {
		CompletableFuture<Object> future = Deadline.within(Duration.ofMillis(300), this::asleepInTransaction);

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> Waiting.await(future))
			.withMessageContaining("within 0.3 s (the Deadline around it)");
		this.database.awaitSleeping(false);
		assertThatOnlyWhatComesLaterIsStored();
	}

	@Test
	void cancelEndsTheStatementOfANestedBlock() {
		CompletableFuture<Object> future = this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("lost"));
			return Waiting.await(this.database.transactions.atomic(() -> Waiting.await(this.database.asleep())));
		});
		this.database.awaitSleeping(true);

		future.cancel(true);

		this.database.awaitSleeping(false);
		assertThatOnlyWhatComesLaterIsStored();
	}

	@Test
	void cancelOfABlockThatIsBusyElsewhereRollsBackOnTheSameConnection() throws InterruptedException {
		CompletableFuture<String> future = this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("lost"));
			this.started.countDown();
			this.gate.await();
			return "never";
		});
		assertThat(this.started.await(30, TimeUnit.SECONDS)).isTrue();

		future.cancel(true);

		assertThatOnlyWhatComesLaterIsStored();
	}

	@Test
	void aBlockThatDoesNotMindItsCancelIsRolledBackAllTheSame() throws InterruptedException {
		CompletableFuture<String> future = this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("lost"));
			this.started.countDown();
			try {
				this.gate.await();
			}
			catch (InterruptedException ex) {
				this.database.acreate("lost too");
			}
			return "stubborn";
		});
		assertThat(this.started.await(30, TimeUnit.SECONDS)).isTrue();

		future.cancel(true);

		assertThatOnlyWhatComesLaterIsStored();
	}

	private CompletableFuture<Object> asleepInTransaction() {
		return this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("lost"));
			return Waiting.await(this.database.asleep());
		});
	}

	private void assertThatOnlyWhatComesLaterIsStored() {
		Waiting.await(this.database.acreate("later"));
		assertThat(this.database.titles()).containsExactly("later");
	}

}
