package io.asyncorm.transaction;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

import io.asyncorm.async.Waiting;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for transactions that somebody who takes part in them has marked as
 * rollback-only, while the block that began them returns as if nothing had happened.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class MarkedTransactionsIntegrationTests {

	private final TransactionDatabase database;

	private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

	MarkedTransactionsIntegrationTests(TestDatabase kind) {
		this.database = new TransactionDatabase(kind, 2);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void aBlockIsNotCommittedAfterAParticipantThrew() throws InterruptedException {
		CompletableFuture<String> block = blockAround(() -> assertThatIllegalStateException()
			.isThrownBy(() -> participate(TransactionDefinition.PROPAGATION_REQUIRED, (status) -> {
				throw new IllegalStateException("participant");
			})));

		assertThatExceptionOfType(UnexpectedRollbackException.class).isThrownBy(() -> Waiting.await(block))
			.withMessageContaining("rollback-only");
		assertThatNothingIsStored();
	}

	@Test
	void aBlockIsNotCommittedAfterAParticipantSaidSo() throws InterruptedException {
		CompletableFuture<String> block = blockAround(
				() -> participate(TransactionDefinition.PROPAGATION_REQUIRED, TransactionStatus::setRollbackOnly));

		assertThatExceptionOfType(UnexpectedRollbackException.class).isThrownBy(() -> Waiting.await(block));
		assertThatNothingIsStored();
	}

	@Test
	void aBlockIsCommittedWhereTheMarkWasUndoneWithItsSavepoint() throws InterruptedException {
		Waiting.await(blockAround(() -> participate(TransactionDefinition.PROPAGATION_NESTED,
				(nested) -> participate(TransactionDefinition.PROPAGATION_REQUIRED,
						(status) -> nested.setRollbackOnly()))));

		assertThat(this.heard.take()).isEqualTo("hook");
		assertThat(this.database.titles()).containsExactly("one");
	}

	@Test
	void aBlockFailsWithWhatFailedRightBeforeItsCommit() throws InterruptedException {
		CompletableFuture<String> block = blockAround(
				() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void beforeCommit(boolean readOnly) {
						MarkedTransactionsIntegrationTests.this.database.acreate("one");
					}

				}));

		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> Waiting.await(block));
		assertThatNothingIsStored();
	}

	@Test
	void theNextTransactionOfTheSameConnectionIsNotMarked() {
		List<CompletableFuture<String>> blocks = List.of(blockAround(
				() -> participate(TransactionDefinition.PROPAGATION_REQUIRED, TransactionStatus::setRollbackOnly)),
				this.database.transactions.atomic(() -> {
					Waiting.await(this.database.acreate("two"));
					return "stored";
				}));

		assertThatExceptionOfType(UnexpectedRollbackException.class).isThrownBy(() -> Waiting.await(blocks.get(0)));
		assertThat(Waiting.await(blocks.get(1))).isEqualTo("stored");
		assertThat(this.database.titles()).containsExactly("two");
	}

	private CompletableFuture<String> blockAround(Runnable code) {
		return this.database.transactions.atomic(() -> {
			this.database.transactions.onCommit(() -> this.heard.add("hook"));
			Waiting.await(this.database.acreate("one"));
			code.run();
			return "looks fine";
		});
	}

	private void participate(int propagation, Consumer<TransactionStatus> participant) {
		this.database.template(propagation).executeWithoutResult(participant);
	}

	private void assertThatNothingIsStored() throws InterruptedException {
		assertThat(this.database.titles()).isEmpty();
		Waiting.await(this.database.transactions
			.atomic(() -> this.database.transactions.onCommit(() -> this.heard.add("next hook"))));
		assertThat(this.heard.take()).isEqualTo("next hook");
	}

}
