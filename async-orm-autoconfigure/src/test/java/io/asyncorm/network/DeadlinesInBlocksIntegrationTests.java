package io.asyncorm.network;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import io.asyncorm.Deadline;
import io.asyncorm.Orm;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.annotation.Propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Deadlines in transactional blocks: of each operation, of savepoints, of the commit and
 * of the whole block.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "MARIADB" })
class DeadlinesInBlocksIntegrationTests extends AbstractDeadlinesIntegrationTests {

	DeadlinesInBlocksIntegrationTests(TestDatabase database) {
		super(database);
	}

	@Test
	void theCommitOfABlockCounts() {
		this.office.proxy.stallBeforeCommit();

		long begin = System.nanoTime();
		CompletableFuture<?> block = this.office.orm.transactions()
			.atomic(() -> Orm.await(this.office.acreate("perhaps")));

		assertThat(PostOffice.failure(block, begin)).isInstanceOf(TransactionOutcomeUnknownException.class)
			.hasMessageContaining("in the commit or rollback 1")
			.hasMessageContaining("unknown whether");
		this.office.assertThatAllIsFreeSoonAfter(begin);
		this.office.assertThatAllWorksAgain();
		assertThat(this.office.stored()).containsExactly("again");
	}

	@Test
	void theRollbackOfABlockCountsAndHidesNothing() {
		this.office.proxy.stallBefore("ROLLBACK");

		long begin = System.nanoTime();
		CompletableFuture<?> block = this.office.orm.transactions().atomic(() -> {
			Orm.await(this.office.acreate("lost"));
			throw new IllegalStateException("own");
		});

		assertThat(PostOffice.failure(block, begin)).isInstanceOf(IllegalStateException.class).hasMessage("own");
		this.office.assertThatAllIsFreeSoonAfter(begin);
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void aSavepointCounts() {
		CompletableFuture<?> block = this.office.orm.transactions().atomic(() -> {
			Orm.await(this.office.acreate("lost"));
			this.office.proxy.stallBefore("SAVEPOINT");
			return Orm.await(this.office.orm.transactions().atomic(() -> "never"));
		});

		assertThat(PostOffice.failure(block, System.nanoTime())).isInstanceOf(QueryTimeoutException.class)
			.hasMessageContaining("to begin 1");
		this.office.assertThatAllWorksAgain();
		assertThat(this.office.stored()).containsExactly("again");
	}

	@Test
	void aSecondConnectionThatIsNotThereCostsTheOuterTransactionNothing() {
		CompletableFuture<Throwable> block = this.office.orm.transactions().atomic(() -> {
			Orm.await(this.office.acreate("kept"));
			return catchThrowable(() -> Orm.await(
					this.office.orm.transactions().atomic(Orm.propagation(Propagation.REQUIRES_NEW), () -> "never")));
		});

		assertThat(Orm.await(block)).isInstanceOf(DataAccessException.class).hasMessageContaining("onnection");
		assertThat(this.office.stored()).containsExactly("kept");
	}

	@Test
	void aBlockMayTakeLongerThanEachOfItsOperations() {
		CompletableFuture<String> block = this.office.orm.transactions().atomic(() -> {
			for (int i = 0; i < 4; i++) {
				Orm.await(this.office.asleep(0.35));
			}
			Orm.await(this.office.acreate("done"));
			return "done";
		});

		assertThat(Orm.await(block)).isEqualTo("done");
		assertThat(this.office.stored()).containsExactly("done");
	}

	@Test
	void anOperationOfABlockHasItsOwnTime() {
		assertThatABlockFails(() -> Orm.await(this.office.asleep(60)),
				"(async-orm.execution.timeout) and was cancelled: in the statement 1");
	}

	@Test
	void inABlockTheTimeoutOfAQuerySetCounts() {
		assertThatABlockFails(
				() -> Orm.await(this.office.letters.timeout(BRIEF).raw(this.office.asleepSql(60)).alist()),
				"within 0.1 s (the timeout of its query set) and was cancelled: in the statement 0.");
	}

	@Test
	void inABlockADeadlineCounts() {
		assertThatABlockFails(() -> Deadline.within(BRIEF, () -> Orm.await(this.office.asleep(60))),
				"within 0.1 s (the Deadline around it) and was cancelled: in the statement 0.");
	}

	@Test
	void whoSwallowsThatADeadlineCancelledAStatementDoesNotCommit() {
		CompletableFuture<?> block = this.office.orm.transactions().atomic(() -> {
			Orm.await(this.office.acreate("lost"));
			return Deadline.within(BRIEF, () -> catchThrowable(() -> Orm.await(this.office.asleep(60))));
		});

		assertThat(PostOffice.failure(block, System.nanoTime())).isInstanceOf(QueryTimeoutException.class)
			.hasMessageContaining("within 0.1 s (the Deadline around it) and was cancelled: in the statement 0.");
		assertThat(this.office.stored()).isEmpty();
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void whoSwallowsThatADeadlineWasOverDoesNotCommit() {
		CompletableFuture<?> block = this.office.orm.transactions().atomic(() -> {
			Orm.await(this.office.acreate("lost"));
			return Deadline.within(Duration.ofNanos(1),
					() -> catchThrowable(() -> Orm.await(this.office.acreate("never begun"))));
		});

		assertThat(PostOffice.failure(block, System.nanoTime())).isInstanceOf(QueryTimeoutException.class)
			.hasMessageStartingWith("'Letter.acreate' was not begun: ")
			.hasMessageContaining("(the Deadline around it) were over when it was called");
		assertThat(this.office.stored()).isEmpty();
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void aSavepointUndoesWhatADeadlineEnded() {
		CompletableFuture<Throwable> block = this.office.orm.transactions().atomic(() -> {
			Orm.await(this.office.acreate("kept"));
			return catchThrowable(() -> Orm.await(this.office.orm.transactions()
				.atomic(() -> Deadline.within(Duration.ofNanos(1), () -> Orm.await(this.office.acreate("never"))))));
		});

		assertThat(Orm.await(block)).isInstanceOf(QueryTimeoutException.class);
		assertThat(this.office.stored()).containsExactly("kept");
	}

	@Test
	void inABlockTheShorterOfItsTimeAndThatOfAnOperationCounts() {
		CompletableFuture<?> block = Deadline.within(BRIEF, () -> this.office.orm.transactions()
			.atomic(() -> Orm
				.await(this.office.letters.timeout(Duration.ofHours(1)).raw(this.office.asleepSql(60)).alist())));

		assertThat(PostOffice.failure(block, System.nanoTime())).isInstanceOf(QueryTimeoutException.class)
			.hasMessageContaining("within 0.1 s (the Deadline around it)");
		this.office.awaitNotExecuting("sleep");
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void aDeadlineEndsABlockWhateverItDoes() {
		CompletableFuture<String> block = Deadline.within(Duration.ofMillis(150),
				() -> this.office.orm.transactions().atomic(() -> {
					Orm.await(this.office.acreate("lost"));
					new CountDownLatch(1).await();
					return "never";
				}));

		assertThat(PostOffice.failure(block, System.nanoTime())).isInstanceOf(QueryTimeoutException.class)
			.hasMessageContaining("'atomic' did not finish within 0.15 s (the Deadline around it)")
			.hasMessageContaining("in the block ");
		this.office.assertThatAllWorksAgain();
		assertThat(this.office.stored()).containsExactly("again");
	}

	/** A statement whose time is up fails its block, which leaves nothing behind. */
	private void assertThatABlockFails(Supplier<?> statement, String message) {
		CompletableFuture<?> block = this.office.orm.transactions().atomic(() -> {
			Orm.await(this.office.acreate("lost"));
			return statement.get();
		});

		assertThat(PostOffice.failure(block, System.nanoTime())).isInstanceOf(QueryTimeoutException.class)
			.hasMessageContaining(message);
		this.office.awaitNotExecuting("sleep");
		assertThat(this.office.stored()).isEmpty();
		this.office.assertThatAllWorksAgain();
	}

}
