package io.asyncorm.network;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.network.PostOffice.Letter;
import io.asyncorm.network.PostOffice.Letters;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A commit whose answer does not come has an outcome that nobody knows, and says so, with
 * what went wrong first: that of a block as that of a single write.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "MARIADB" })
class UnansweredCommitIntegrationTests {

	private final TestDatabase database;

	private final PostOffice office;

	UnansweredCommitIntegrationTests(TestDatabase database) {
		this.database = database;
		this.office = new PostOffice(database, 1);
	}

	@AfterEach
	void close() {
		this.office.close();
	}

	@Test
	void aWriteWhoseCommitIsCutOffMayBeStored() {
		this.office.proxy.cutAfterCommit();

		CompletableFuture<?> write = this.office.acreate("perhaps");

		assertThatNobodyKnows(write, System.nanoTime());
		assertThat(this.office.stored()).containsExactly("perhaps");
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void aBlockWhoseCommitIsCutOffMayBeStored() {
		this.office.proxy.cutAfterCommit();

		CompletableFuture<?> block = atomic();

		assertThatNobodyKnows(block, System.nanoTime());
		assertThat(this.office.stored()).containsExactly("perhaps");
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void aTransactionOfSpringWhoseCommitIsCutOffMayBeStored() {
		for (DataSourceTransactionManager manager : List.of(new JdbcTransactionManager(this.office.pool),
				new DataSourceTransactionManager(this.office.pool))) {
			try (AsyncOrm orm = orm(manager)) {
				TransactionTemplate spring = new TransactionTemplate(manager);
				spring.setName("ShopService.order");
				this.office.proxy.cutAfterCommit();

				assertThatExceptionOfType(TransactionOutcomeUnknownException.class)
					.isThrownBy(() -> spring.execute((status) -> Orm.await(
							orm.repository(Letters.class).acreate(Orm.kw("name", manager.getClass().getSimpleName())))))
					.withMessageStartingWith("ShopService.order: ")
					.withMessageContaining("unknown whether")
					.withRootCauseInstanceOf(IOException.class);
			}
		}
		assertThat(this.office.stored()).hasSize(2);
		this.office.assertThatAllWorksAgain();
	}

	/** What the database has refused at the commit is not unknown. */
	@Test
	void aTransactionOfSpringThatTheDatabaseRefusesSaysWhatSpringSays() {
		TestDatabase.require(this.database == TestDatabase.POSTGRESQL, "MariaDB has no deferred constraints");
		this.office.jdbc.sql("alter table letter add constraint one_place unique (place) deferrable initially deferred")
			.update();
		JdbcTransactionManager manager = new JdbcTransactionManager(this.office.pool);
		try (AsyncOrm orm = orm(manager)) {
			Letters letters = orm.repository(Letters.class);
			Orm.await(letters.acreate(Orm.kw("name", "first", "place", "here")));

			assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> new TransactionTemplate(manager)
				.execute((status) -> Orm.await(letters.acreate(Orm.kw("name", "second", "place", "here")))));
		}
		assertThat(this.office.stored()).containsExactly("first");
	}

	private AsyncOrm orm(DataSourceTransactionManager manager) {
		return AsyncOrm.builder(this.office.pool).models(Letter.class).transactionManager(manager).build();
	}

	@Test
	void aWriteIsNotCancelledInItsCommitButEndsSoon() throws InterruptedException {
		this.office.proxy.stallAfterCommit();
		CompletableFuture<?> write = this.office.acreate("perhaps");
		this.office.proxy.awaitFault();

		long begin = System.nanoTime();
		assertThat(write.cancel(true)).isFalse();

		assertThatNobodyKnows(write, begin);
		this.office.assertThatAllIsFreeSoonAfter(begin);
		assertThat(this.office.stored()).containsExactly("perhaps");
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void aBlockIsNotCancelledInItsCommitButEndsSoon() throws InterruptedException {
		this.office.proxy.stallAfterCommit();
		CompletableFuture<?> block = atomic();
		this.office.proxy.awaitFault();

		long begin = System.nanoTime();
		assertThat(block.cancel(true)).isFalse();

		assertThatNobodyKnows(block, begin);
		this.office.assertThatAllIsFreeSoonAfter(begin);
		assertThat(this.office.stored()).containsExactly("perhaps");
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void aTimeLimitEndsACommitThatTheServerNeverHearsOf() throws InterruptedException {
		this.office.proxy.stallBeforeCommit();
		CompletableFuture<?> block = atomic();
		this.office.proxy.awaitFault();

		long begin = System.nanoTime();
		block.orTimeout(1, TimeUnit.MILLISECONDS);

		assertThatNobodyKnows(block, begin);
		this.office.assertThatAllIsFreeSoonAfter(begin);
		this.office.assertThatAllWorksAgain();
		assertThat(this.office.stored()).containsExactly("again");
	}

	@Test
	void anUpsertUnderALockIsEndedInItsCommit() throws InterruptedException {
		this.office.proxy.stallBeforeCommit();
		CompletableFuture<?> upsert = this.office.letters.aupdateOrCreate(Orm.kw("place", "here"),
				Orm.defaults("name", "perhaps"));
		this.office.proxy.awaitFault();

		long begin = System.nanoTime();
		upsert.cancel(true);

		assertThatNobodyKnows(upsert, begin);
		this.office.assertThatAllIsFreeSoonAfter(begin);
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void whatIsLostBeforeItsCommitIsNotStored() {
		CompletableFuture<?> block = this.office.orm.transactions().atomic(() -> {
			Orm.await(this.office.acreate("lost"));
			this.office.proxy.reset();
			return Orm.await(this.office.acreate("lost too"));
		});

		assertThat(PostOffice.failure(block, System.nanoTime())).isInstanceOf(DataAccessException.class)
			.hasMessageNotContaining("unknown");
		assertThat(this.office.stored()).isEmpty();
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void aCommitThatCannotBeSentIsNone() {
		CompletableFuture<?> block = this.office.orm.transactions().atomic(() -> {
			Orm.await(this.office.acreate("lost"));
			DataSourceUtils.getConnection(this.office.pool).unwrap(Connection.class).close();
		});

		assertThat(PostOffice.failure(block, System.nanoTime()))
			.isNotInstanceOf(TransactionOutcomeUnknownException.class)
			.hasMessageNotContaining("unknown");
		assertThat(this.office.stored()).isEmpty();
		this.office.assertThatAllWorksAgain();
	}

	@Test
	void aWriteThatIsLostBeforeItsCommitIsNotStored() throws InterruptedException {
		this.office.proxy.stallAfter("insert ");
		CompletableFuture<?> write = this.office.acreate("lost");
		this.office.proxy.awaitFault();

		long begin = System.nanoTime();
		this.office.proxy.cut();

		assertThat(PostOffice.failure(write, begin)).isInstanceOf(DataAccessException.class)
			.isNotInstanceOf(TransactionOutcomeUnknownException.class)
			.hasMessageNotContaining("unknown");
		this.office.assertThatAllWorksAgain();
		assertThat(this.office.stored()).containsExactly("again");
	}

	/** A procedure may commit itself, and has no transaction around it. */
	@Test
	void aProcedureThatIsCutOffMayHaveCommitted() throws InterruptedException {
		this.office.createSendProcedure();
		this.office.proxy.stallAfter("call ");
		CompletableFuture<?> call = this.office.letters.asendByProcedure("perhaps");
		this.office.proxy.awaitFault();
		while (this.office.stored().isEmpty()) {
			Thread.onSpinWait();
		}

		long begin = System.nanoTime();
		this.office.proxy.cut();

		assertThatNobodyKnows(call, begin);
		assertThat(this.office.stored()).containsExactly("perhaps");
		this.office.assertThatAllWorksAgain();
	}

	private CompletableFuture<Object> atomic() {
		return this.office.orm.transactions().atomic(() -> Orm.await(this.office.acreate("perhaps")));
	}

	private static void assertThatNobodyKnows(CompletableFuture<?> future, long begin) {
		assertThat(PostOffice.failure(future, begin)).isInstanceOf(TransactionOutcomeUnknownException.class)
			.hasMessageContaining("unknown whether")
			.hasCauseInstanceOf(SQLException.class)
			.hasMessageNotContaining("rollback failed");
	}

}
