package io.asyncorm.transaction;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.async.Waiting;
import io.asyncorm.query.AbortedTransactionException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for transactions in which a statement of plain JDBC failed and nobody heard of
 * it. PostgreSQL aborts such a transaction, and answers its commit with a rollback; on
 * other databases only the statement fails.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class AbortedTransactionsIntegrationTests {

	private final TransactionDatabase database;

	private final boolean aborting;

	AbortedTransactionsIntegrationTests(TestDatabase kind) {
		this.database = new TransactionDatabase(kind, 2);
		this.aborting = kind == TestDatabase.POSTGRESQL;
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void aBlockDoesNotReturnAValueOfWhichNothingIsStored() {
		CompletableFuture<String> block = this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("one"));
			swallow("one");
			return "looks fine";
		});

		if (this.aborting) {
			assertThatExceptionOfType(AbortedTransactionException.class).isThrownBy(() -> Waiting.await(block))
				.withMessageContaining("nothing of it is stored")
				.withMessageContaining("atomic block of its own");
			assertThat(this.database.titles()).isEmpty();
		}
		else {
			assertThat(Waiting.await(block)).isEqualTo("looks fine");
			assertThat(this.database.titles()).containsExactly("one");
		}
	}

	@Test
	void aBlockOfPlainJdbcAloneFailsToo() {
		CompletableFuture<Void> block = this.database.transactions.atomic(() -> {
			this.database.jdbc.sql("insert into book values ('one')").update();
			swallow("one");
		});

		assertEnds(() -> Waiting.await(block), "one");
	}

	@Test
	void aNestedBlockFailsAndTheOuterOneGoesOn() {
		Waiting.await(this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("one"));
			CompletableFuture<String> nested = this.database.transactions.atomic(() -> {
				Waiting.await(this.database.acreate("two"));
				swallow("one");
				return "looks fine";
			});
			if (this.aborting) {
				assertThatExceptionOfType(AbortedTransactionException.class).isThrownBy(() -> Waiting.await(nested));
			}
			else {
				assertThat(Waiting.await(nested)).isEqualTo("looks fine");
			}
			Waiting.await(this.database.acreate("three"));
		}));

		assertThat(this.database.titles())
			.containsExactly(this.aborting ? new String[] { "one", "three" } : new String[] { "one", "three", "two" });
	}

	@Test
	void aNestedBlockIsRefusedAfterwards() {
		CompletableFuture<Void> outer = this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("one"));
			swallow("one");
			CompletableFuture<Integer> nested = this.database.transactions
				.atomic(() -> Waiting.await(this.database.acreate("two")));
			if (this.aborting) {
				assertThatExceptionOfType(IllegalTransactionStateException.class)
					.isThrownBy(() -> Waiting.await(nested))
					.withMessageContaining("into an atomic block of its own")
					.withCauseInstanceOf(AbortedTransactionException.class);
			}
			else {
				Waiting.await(nested);
			}
		});

		assertEnds(() -> Waiting.await(outer), "one", "two");
	}

	@Test
	void springsTransactionsThatAnOperationJoinedFail() {
		assertEnds(() -> this.database.template().executeWithoutResult((status) -> {
			Waiting.await(this.database.acreate("one"));
			swallow("one");
		}), "one");
	}

	@Test
	void soDoTheyAfterASuspendedOne() {
		assertEnds(() -> this.database.template().executeWithoutResult((status) -> {
			Waiting.await(this.database.acreate("one"));
			this.database.template(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
				.executeWithoutResult((inner) -> Waiting.await(this.database.aread("select count(*) from book")));
			swallow("one");
		}), "one");
	}

	@Test
	void aSuspendedTransactionKeepsThatToItself() {
		assertEnds(() -> this.database.template().executeWithoutResult((status) -> {
			Waiting.await(this.database.acreate("one"));
			swallow("one");
			this.database.template(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
				.executeWithoutResult((inner) -> Waiting.await(this.database.aread("select count(*) from book")));
		}), "one");
	}

	@Test
	void aFailureRightBeforeTheCommitIsNotCommitted() {
		Runnable transaction = () -> this.database.template().executeWithoutResult((status) -> {
			Waiting.await(this.database.acreate("one"));
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					swallow("one");
				}

			});
		});

		if (this.aborting) {
			assertThatExceptionOfType(UnexpectedRollbackException.class).isThrownBy(transaction::run);
			assertThat(this.database.titles()).isEmpty();
		}
		else {
			transaction.run();
			assertThat(this.database.titles()).containsExactly("one");
		}
	}

	@Test
	void whatRolledBackToASavepointIsCommitted() {
		Waiting.await(this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("one"));
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> this.database.template(TransactionDefinition.PROPAGATION_NESTED)
					.executeWithoutResult((nested) -> {
						swallow("one");
						throw new IllegalStateException("undone");
					}));
		}));

		assertThat(this.database.titles()).containsExactly("one");
	}

	private void swallow(String title) {
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.database.jdbc.sql("insert into book values (?)").param(title).update());
	}

	private void assertEnds(Runnable transaction, String... stored) {
		if (this.aborting) {
			assertThatExceptionOfType(AbortedTransactionException.class).isThrownBy(transaction::run);
			assertThat(this.database.titles()).isEmpty();
		}
		else {
			transaction.run();
			assertThat(this.database.titles()).containsExactly(stored);
		}
	}

}
