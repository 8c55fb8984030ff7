package io.asyncorm.transaction;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.async.Waiting;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AsyncTransactions} within a transaction, and for a-methods in
 * transactions of Spring's own.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class NestedTransactionsIntegrationTests {

	private final TransactionDatabase database;

	NestedTransactionsIntegrationTests(TestDatabase kind) {
		this.database = new TransactionDatabase(kind, 2);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void aNestedBlockRunsThereAndThen() {
		Waiting.await(this.database.transactions.atomic(() -> {
			Thread outer = Thread.currentThread();

			CompletableFuture<Thread> nested = this.database.transactions.atomic(Thread::currentThread);

			assertThat(nested).isCompletedWithValue(outer);
		}));
	}

	@Test
	void aFailedNestedBlockIsUndoneAndTheOuterOneGoesOn() {
		Waiting.await(this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("one"));
			CompletableFuture<String> nested = this.database.transactions.atomic(() -> {
				Waiting.await(this.database.acreate("lost"));
				return Waiting.await(this.database.acreate("one")).toString();
			});
			assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> Waiting.await(nested));
			Waiting.await(this.database.acreate("two"));
		}));

		assertThat(this.database.titles()).containsExactly("one", "two");
	}

	@Test
	void aFailureThatNobodyLookedAtFailsTheNestedBlockAlone() {
		Waiting.await(this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("one"));
			CompletableFuture<String> nested = this.database.transactions.atomic(() -> {
				this.database.acreate("lost");
				this.database.acreate("one");
				return "looks fine";
			});
			assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> Waiting.await(nested));
			Waiting.await(this.database.acreate("two"));
		}));

		assertThat(this.database.titles()).containsExactly("one", "two");
	}

	@Test
	void blocksNestToAnyDepth() {
		Waiting.await(this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("one"));
			Waiting.await(this.database.transactions.atomic(() -> {
				Waiting.await(this.database.acreate("two"));
				this.database.transactions.atomic(() -> {
					Waiting.await(this.database.acreate("lost"));
					throw new IllegalStateException("undone");
				});
				Waiting.await(this.database.transactions.atomic(() -> {
					Waiting.await(this.database.acreate("three"));
				}));
			}));
		}));

		assertThat(this.database.titles()).containsExactly("one", "three", "two");
	}

	@Test
	void anOuterFailureAlsoUndoesTheNestedBlock() {
		CompletableFuture<Void> outer = this.database.transactions.atomic(() -> {
			Waiting.await(this.database.transactions.atomic(() -> {
				Waiting.await(this.database.acreate("lost"));
			}));
			throw new IllegalStateException("undone");
		});

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Waiting.await(outer));
		assertThat(this.database.titles()).isEmpty();
	}

	@Test
	void aNestedBlockIsRefusedAfterAFailure() {
		CompletableFuture<Void> outer = this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("one"));
			this.database.acreate("one");
			CompletableFuture<Integer> nested = this.database.transactions
				.atomic(() -> Waiting.await(this.database.acreate("two")));
			assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(() -> Waiting.await(nested))
				.withMessageContaining("into an atomic block of its own")
				.withCauseInstanceOf(DuplicateKeyException.class);
		});

		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> Waiting.await(outer));
		assertThat(this.database.titles()).isEmpty();
	}

	@Test
	void operationsJoinSpringsTransactions() {
		this.database.template().executeWithoutResult((status) -> {
			assertThat(this.database.acreate("lost")).isDone();
			assertThat(Waiting.await(this.database.aread("select title from book"))).isEqualTo("lost");
			status.setRollbackOnly();
		});

		assertThat(this.database.titles()).isEmpty();
	}

	@Test
	void springsCommitThrowsTheFailureThatNobodyLookedAt() {
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.database.template().executeWithoutResult((status) -> {
				this.database.acreate("one");
				this.database.acreate("one");
			}));

		assertThat(this.database.titles()).isEmpty();
	}

	@Test
	void aNestedBlockRecoversInSpringsTransactionsToo() {
		this.database.template().executeWithoutResult((status) -> {
			this.database.acreate("one");
			CompletableFuture<Integer> nested = this.database.transactions
				.atomic(() -> Waiting.await(this.database.acreate("one")));
			assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> Waiting.await(nested));
			this.database.acreate("two");
		});

		assertThat(this.database.titles()).containsExactly("one", "two");
	}

	@Test
	void springsNestedTransactionsRecoverToo() {
		this.database.template().executeWithoutResult((status) -> {
			this.database.acreate("one");
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> this.database.template(TransactionDefinition.PROPAGATION_NESTED)
					.executeWithoutResult((nested) -> {
						this.database.acreate("one");
						throw new IllegalStateException("undone");
					}));
			this.database.acreate("two");
		});

		assertThat(this.database.titles()).containsExactly("one", "two");
	}

	@Test
	void aSuspendedTransactionKeepsItsFailureToItself() {
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.database.template().executeWithoutResult((status) -> {
				this.database.acreate("lost");
				this.database.acreate("lost");
				this.database.template(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
					.executeWithoutResult((inner) -> this.database.acreate("kept"));
			}));

		assertThat(this.database.titles()).containsExactly("kept");
	}

}
