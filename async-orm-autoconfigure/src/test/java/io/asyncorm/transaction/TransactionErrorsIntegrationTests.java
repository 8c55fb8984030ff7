package io.asyncorm.transaction;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import io.asyncorm.async.Waiting;
import io.asyncorm.query.AbortedTransactionException;
import io.asyncorm.query.ReadOnlyTransactionException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for the types of what blocks fail with: whatever the database says is of
 * {@code org.springframework.dao}, also when it says so only at the commit.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class TransactionErrorsIntegrationTests {

	private final TestDatabase kind;

	private final TransactionDatabase database;

	TransactionErrorsIntegrationTests(TestDatabase kind) {
		this.kind = kind;
		this.database = new TransactionDatabase(kind, 2);
		this.database.createCounters();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void aDeferredKeyThatIsViolatedAtTheCommitIsOne() {
		requirePostgres("constraints are checked by each statement");
		this.database.jdbc.sql("update counter set n = id").update();
		this.database.jdbc.sql("alter table counter add constraint counter_n unique (n) deferrable initially deferred")
			.update();

		for (AsyncTransactions transactions : withAnyManager()) {
			CompletableFuture<Integer> block = transactions
				.atomic(() -> Waiting.await(this.database.achange("insert into counter values (3, 815), (4, 815)")));

			assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> Waiting.await(block))
				.withMessage("atomic: another row has the same key (constraint 'counter_n')")
				.withCauseInstanceOf(SQLException.class);
		}
	}

	@Test
	void aDeferredForeignKeyThatIsViolatedAtTheCommitIsOne() {
		requirePostgres("constraints are checked by each statement");
		this.database.jdbc
			.sql("alter table counter add constraint counter_next foreign key (n) references counter (id)"
					+ " deferrable initially deferred not valid")
			.update();

		CompletableFuture<Integer> block = this.database.transactions
			.atomic(() -> Waiting.await(this.database.achange("insert into counter values (3, 815)")));

		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> Waiting.await(block))
			.withMessage("atomic: an object is missing that counter refers to (constraint 'counter_next')");
	}

	@Test
	void aCollisionThatIsFoundAtTheCommitIsOne() {
		requirePostgres("rows are locked as they are read");

		for (AsyncTransactions transactions : withAnyManager()) {
			CompletableFuture<Void> block = transactions.atomic(() -> {
				serializable();
				Waiting.await(this.database.achange("insert into counter select max(id) + 1, 0 from counter"));
				CompletableFuture.runAsync(() -> this.database.template().executeWithoutResult((status) -> {
					serializable();
					this.database.jdbc.sql("insert into counter select max(id) + 10, 0 from counter").update();
				})).join();
			});

			assertThatExceptionOfType(CannotAcquireLockException.class).isThrownBy(() -> Waiting.await(block))
				.withMessage("atomic: the transaction collided with another one: run it again, as "
						+ "transactions.atomic(retry(3), ...) does");
		}
	}

	@Test
	void aDeadlockIsACollisionForOne() {
		CyclicBarrier both = new CyclicBarrier(2);
		List<CompletableFuture<Void>> blocks = new ArrayList<>();
		for (int first : new int[] { 1, 2 }) {
			blocks.add(this.database.transactions.atomic(() -> {
				Waiting.await(this.database.achange("update counter set n = n + 1 where id = ?", first));
				both.await(30, TimeUnit.SECONDS);
				Waiting.await(this.database.achange("update counter set n = n + 1 where id = ?", 3 - first));
			}));
		}

		List<Throwable> failures = blocks.stream()
			.map((block) -> catchThrowable(() -> Waiting.await(block)))
			.filter((failure) -> failure != null)
			.toList();

		assertThat(failures).singleElement().isInstanceOf(ConcurrencyFailureException.class);
		assertThat(failures.get(0)).hasMessageContaining("the transaction collided with another one: run it again");
		assertThat(this.database.jdbc.sql("select sum(n) from counter").query(Integer.class).single()).isEqualTo(2);
	}

	@Test
	void aLockThatIsNotThereInTimeIsOne() {
		this.database.template().executeWithoutResult((status) -> {
			this.database.jdbc.sql("update counter set n = 1 where id = 1").update();
			CompletableFuture<Void> block = CompletableFuture
				.supplyAsync(() -> this.database.transactions.atomic(() -> {
					this.database.jdbc.sql(switch (this.kind) {
						case POSTGRESQL -> "set local lock_timeout = '50ms'";
						case H2 -> "set lock_timeout 50";
						case MARIADB -> "set innodb_lock_wait_timeout = 1";
					}).update();
					Waiting.await(this.database.achange("update counter set n = 2 where id = 1"));
				}))
				.join();

			assertThatExceptionOfType(CannotAcquireLockException.class).isThrownBy(() -> Waiting.await(block));
		});
	}

	@Test
	void aStatementThatTakesTooLongIsOne() {
		requirePostgres("others have no such setting");

		CompletableFuture<Void> block = this.database.transactions.atomic(() -> {
			this.database.jdbc.sql("set local statement_timeout = '50ms'").update();
			Waiting.await(this.database.asleep());
		});

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> Waiting.await(block));
	}

	@Test
	void aWriteThatIsForbiddenIsOne() {
		TestDatabase.require(this.kind != TestDatabase.H2, "it has no read-only transactions");

		CompletableFuture<Void> block = this.database.transactions.atomic(() -> {
			this.database.jdbc.sql("set transaction read only").update();
			Waiting.await(this.database.acreate("never"));
		});

		assertThatExceptionOfType(ReadOnlyTransactionException.class).isThrownBy(() -> Waiting.await(block));
	}

	@Test
	void aStatementAfterOneThatFailedIsOne() {
		requirePostgres("others do not abort transactions");

		CompletableFuture<Void> block = this.database.transactions.atomic(() -> {
			catchThrowable(() -> this.database.jdbc.sql("select nonsense").query().singleRow());
			Waiting.await(this.database.acreate("never"));
		});

		assertThatExceptionOfType(AbortedTransactionException.class).isThrownBy(() -> Waiting.await(block));
	}

	/** The server has answered, although its answer ends the connection. */
	@Test
	void theTimeoutOfTheServerInACommitIsOneAndNothingIsStored() {
		requirePostgres("others check constraints by each statement");
		this.database.jdbc
			.sql("create function wait() returns trigger language plpgsql as $$ begin"
					+ " perform pg_sleep(60); return null; end $$")
			.update();
		this.database.jdbc
			.sql("create constraint trigger wait after insert on book deferrable initially deferred"
					+ " for each row execute function wait()")
			.update();

		CompletableFuture<Void> block = this.database.transactions.atomic(() -> {
			this.database.jdbc.sql("set local transaction_timeout = '500ms'").update();
			Waiting.await(this.database.acreate("never"));
		});

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> Waiting.await(block))
			.withMessageContaining("the server ended the session");
		assertThat(this.database.titles()).isEmpty();
	}

	@Test
	void noConnectionIsOne() {
		this.database.pool().close();

		CompletableFuture<String> block = this.database.transactions.atomic(() -> "never");

		assertThatExceptionOfType(CannotGetJdbcConnectionException.class).isThrownBy(() -> Waiting.await(block))
			.withMessageStartingWith("atomic: no connection to the database: HikariDataSource ")
			.withMessageEndingWith("has been closed.");
	}

	@Test
	void whatACallbackThrowsBeforeTheCommitStaysAsItIs() {
		IllegalStateException failure = new IllegalStateException("mine", new SQLException("theirs", "40001"));

		CompletableFuture<Void> block = this.database.transactions
			.atomic(() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					throw failure;
				}

			}));

		assertThat(catchThrowable(() -> Waiting.await(block))).isSameAs(failure);
	}

	@Test
	void whatAnOperationOfACallbackThrowsStaysAsItIs() {
		List<Throwable> thrown = new ArrayList<>();

		CompletableFuture<Void> block = this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("one"));
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					thrown.add(catchThrowable(
							() -> Waiting.await(TransactionErrorsIntegrationTests.this.database.acreate("one"))));
					throw (RuntimeException) thrown.get(0);
				}

			});
		});

		assertThat(catchThrowable(() -> Waiting.await(block))).isInstanceOf(DuplicateKeyException.class)
			.isSameAs(thrown.get(0));
	}

	/** Some managers translate what the commit throws, others do not. */
	private List<AsyncTransactions> withAnyManager() {
		return List.of(this.database.transactions,
				this.database.transactions(new DataSourceTransactionManager(this.database.pool())));
	}

	private void serializable() {
		this.database.jdbc.sql("set transaction isolation level serializable").update();
	}

	private void requirePostgres(String reason) {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, reason);
	}

}
