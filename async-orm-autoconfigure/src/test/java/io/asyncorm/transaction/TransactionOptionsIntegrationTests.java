package io.asyncorm.transaction;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.async.Waiting;
import io.asyncorm.query.ReadOnlyTransactionException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;

import static io.asyncorm.Orm.isolation;
import static io.asyncorm.Orm.propagation;
import static io.asyncorm.Orm.readOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TransactionOptions}.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class TransactionOptionsIntegrationTests {

	private static final String COUNT = "select count(*) from book";

	private final TestDatabase kind;

	private final TransactionDatabase database;

	TransactionOptionsIntegrationTests(TestDatabase kind) {
		this.kind = kind;
		this.database = new TransactionDatabase(kind, 2);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void aReadOnlyBlockReads() {
		Waiting.await(this.database.acreate("one"));

		CompletableFuture<Object> block = this.database.transactions.atomic(readOnly(),
				() -> Waiting.await(this.database.aread("select title from book")));

		assertThat(Waiting.await(block)).isEqualTo("one");
	}

	@Test
	void aReadOnlyBlockRefusesToWrite() {
		CompletableFuture<Integer> block = this.database.transactions.atomic(readOnly(),
				() -> Waiting.await(this.database.acreate("never")));

		assertThatExceptionOfType(ReadOnlyTransactionException.class).isThrownBy(() -> Waiting.await(block))
			.withMessageContaining("the transaction is read-only: write in one that is not");
		assertThat(this.database.titles()).isEmpty();
	}

	@Test
	void aReadOnlyBlockRefusesPlainJdbcToo() {
		TestDatabase.require(this.kind != TestDatabase.H2, "it has no read-only transactions");
		CompletableFuture<Integer> block = this.database.transactions.atomic(readOnly(),
				() -> this.database.jdbc.sql("insert into book values ('never')").update());

		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> Waiting.await(block));
		assertThat(this.database.titles()).isEmpty();
	}

	@Test
	void aReadOnlyBlockIsSoWhateverTheDriverDoes() {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "other drivers have no such setting");
		try (HikariDataSource pool = this.kind.create(2)) {
			pool.addDataSourceProperty("readOnlyMode", "ignore");
			try (AsyncOrm orm = AsyncOrm.builder(pool).models().build()) {
				CompletableFuture<Integer> block = orm.transactions()
					.atomic(readOnly(), () -> JdbcClient.create(pool).sql("create table never (id int)").update());

				assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> Waiting.await(block))
					.withMessageContaining("read-only");
			}
		}
	}

	@Test
	void aBlockThatExecutesNothingLeavesItsIsolationToNoOther() {
		this.database.template().executeWithoutResult((uncommitted) -> {
			this.database.jdbc.sql("insert into book values ('uncommitted')").update();

			Object count = CompletableFuture.supplyAsync(() -> {
				Waiting.await(this.database.transactions.atomic(isolation(Isolation.READ_UNCOMMITTED), () -> true));
				return Waiting
					.await(this.database.transactions.atomic(() -> Waiting.await(this.database.aread(COUNT))));
			}).join();

			assertThat(count).hasToString("0");
		});
	}

	@Test
	void onlyTheBlockIsReadOnly() {
		Waiting.await(this.database.transactions.atomic(readOnly(), () -> Waiting.await(this.database.aread(COUNT))));

		Waiting.await(this.database.transactions.atomic(() -> Waiting.await(this.database.acreate("one"))));
		Waiting.await(this.database.acreate("two"));

		assertThat(this.database.titles()).containsExactly("one", "two");
	}

	@Test
	void aBlockSeesWhatItsIsolationShows() {
		assertThat(newlyCommittedIn(isolation(Isolation.READ_COMMITTED))).isEqualTo(1);
		assertThat(newlyCommittedIn(isolation(Isolation.REPEATABLE_READ))).isZero();
		assertThat(newlyCommittedIn(isolation(Isolation.REPEATABLE_READ).readOnly())).isZero();
		assertThat(newlyCommittedIn(isolation(Isolation.READ_COMMITTED))).isEqualTo(1);
	}

	/** How many rows more a block sees when one was committed meanwhile. */
	private long newlyCommittedIn(TransactionOptions options) {
		return Waiting.await(this.database.transactions.atomic(options, () -> {
			long before = (Long) Waiting.await(this.database.aread(COUNT));
			CompletableFuture.runAsync(
					() -> this.database.jdbc.sql("insert into book values (?)").param("book " + (before + 1)).update())
				.join();
			return (Long) Waiting.await(this.database.aread(COUNT)) - before;
		}));
	}

	@Test
	void theIsolationOfABlockIsNotTheSessions() {
		Waiting.await(this.database.transactions.atomic(isolation(Isolation.SERIALIZABLE),
				() -> Waiting.await(this.database.aread(COUNT))));

		Isolation usual = (this.kind == TestDatabase.MARIADB) ? Isolation.REPEATABLE_READ : Isolation.READ_COMMITTED;
		assertThat(newlyCommittedIn(TransactionOptions.defaults())).isEqualTo(newlyCommittedIn(isolation(usual)));
	}

	@Test
	void aBlockDoesNotJoinATransactionThatIsIsolatedLess() {
		Waiting.await(this.database.transactions.atomic(isolation(Isolation.REPEATABLE_READ), () -> {
			CompletableFuture<String> less = this.database.transactions.atomic(isolation(Isolation.READ_COMMITTED),
					() -> "less");
			CompletableFuture<String> more = this.database.transactions.atomic(isolation(Isolation.SERIALIZABLE),
					() -> "more");

			assertThat(Waiting.await(less)).isEqualTo("less");
			assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(() -> Waiting.await(more))
				.withMessageContaining("SERIALIZABLE")
				.withMessageContaining("propagation(REQUIRES_NEW)");
		}));
	}

	@Test
	void noneOfThoseThatJoinDoes() {
		for (Propagation joins : new Propagation[] { Propagation.NESTED, Propagation.REQUIRED,
				Propagation.MANDATORY }) {
			Waiting.await(this.database.transactions.atomic(() -> {
				CompletableFuture<String> more = this.database.transactions
					.atomic(isolation(Isolation.SERIALIZABLE).propagation(joins), () -> "more");

				assertThatExceptionOfType(IllegalTransactionStateException.class)
					.as("of the session's level, %s", joins)
					.isThrownBy(() -> Waiting.await(more))
					.withMessageContaining("SERIALIZABLE");
			}));
		}
	}

	@Test
	void aBlockIsCancelledWhenItsTimeIsOver() {
		CompletableFuture<Object> block = this.database.transactions
			.atomic(TransactionOptions.defaults().timeout(Duration.ofMillis(100)), () -> {
				Waiting.await(this.database.acreate("never"));
				return Waiting.await(this.database.asleep());
			});

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> Waiting.await(block))
			.withMessageContaining("'atomic' did not finish within 0.1 s (the timeout of its transaction)")
			.withMessageContaining("in the block ");
		this.database.awaitSleeping(false);
		assertThat(this.database.titles()).isEmpty();
	}

	@Test
	void whatABlockBeginsWhenItsTimeIsOverIsRefused() {
		CountDownLatch never = new CountDownLatch(1);

		Waiting.await(this.database.transactions.atomic(() -> {
			CompletableFuture<Integer> inner = this.database.transactions
				.atomic(propagation(Propagation.REQUIRES_NEW).timeout(Duration.ofMillis(100)), () -> {
					never.await(150, TimeUnit.MILLISECONDS);
					return Waiting.await(this.database.acreate("never"));
				});
			assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> Waiting.await(inner))
				.withMessageContaining(
						"was not begun: 0.1 s (the timeout of its transaction) were over when it was called");
		}));

		assertThat(this.database.titles()).isEmpty();
	}

	@Test
	void aBlockOfItsOwnWithinAnotherHasItsTime() {
		Waiting.await(this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("one"));
			CompletableFuture<Object> inner = this.database.transactions
				.atomic(propagation(Propagation.REQUIRES_NEW).timeout(Duration.ofMillis(100)), () -> {
					Waiting.await(this.database.acreate("never"));
					return Waiting.await(this.database.asleep());
				});
			assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> Waiting.await(inner))
				.withMessageContaining("did not finish within 0.1 s (the timeout of its transaction)");
			Waiting.await(this.database.acreate("two"));
		}));

		this.database.awaitSleeping(false);
		assertThat(this.database.titles()).containsExactly("one", "two");
	}

	@Test
	void aBlockThatIsRequiredFailsTheTransactionThatItJoins() {
		CompletableFuture<Void> outer = this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("never"));
			CompletableFuture<Integer> inner = this.database.transactions.atomic(propagation(Propagation.REQUIRED),
					() -> {
						Waiting.await(this.database.acreate("never again"));
						throw new IllegalStateException("inner");
					});
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Waiting.await(inner));
		});

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Waiting.await(outer))
			.withMessage("inner");
		assertThat(this.database.titles()).isEmpty();
	}

	@Test
	void aBlockOfItsOwnIsCommittedWhateverBecomesOfTheOuterOne() {
		CompletableFuture<Void> outer = this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("never"));
			Waiting.await(this.database.transactions.atomic(propagation(Propagation.REQUIRES_NEW),
					() -> Waiting.await(this.database.acreate("kept"))));
			throw new IllegalStateException("outer");
		});

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Waiting.await(outer))
			.withMessage("outer");
		assertThat(this.database.titles()).containsExactly("kept");
	}

	@Test
	void aBlockOfItsOwnFailsAlone() {
		Waiting.await(this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("one"));
			CompletableFuture<Integer> inner = this.database.transactions.atomic(propagation(Propagation.REQUIRES_NEW),
					() -> {
						Waiting.await(this.database.acreate("two"));
						return Waiting.await(this.database.acreate("two"));
					});
			assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> Waiting.await(inner));
			Waiting.await(this.database.acreate("three"));
		}));

		assertThat(this.database.titles()).containsExactly("one", "three");
	}

	@Test
	void aCancelReachesABlockWithinTheBlock() {
		CompletableFuture<Object> outer = this.database.transactions
			.atomic(() -> Waiting.await(this.database.transactions.atomic(propagation(Propagation.REQUIRES_NEW), () -> {
				Waiting.await(this.database.acreate("never"));
				return Waiting.await(this.database.asleep());
			})));
		this.database.awaitSleeping(true);

		outer.cancel(true);

		this.database.awaitSleeping(false);
		Waiting.await(this.database.acreate("later"));
		assertThat(this.database.titles()).containsExactly("later");
	}

	@Test
	void aMandatoryBlockIsRefusedWithoutATransaction() {
		CompletableFuture<String> alone = this.database.transactions.atomic(propagation(Propagation.MANDATORY),
				() -> "never");

		assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(() -> Waiting.await(alone))
			.withMessageContaining("there is none");
		assertThat(Waiting.await(this.database.transactions.atomic(() -> Waiting
			.await(this.database.transactions.atomic(propagation(Propagation.MANDATORY), () -> "joined")))))
			.isEqualTo("joined");
	}

	@Test
	void optionsAddUpInAnyOrder() {
		Duration second = Duration.ofSeconds(1);
		List<TransactionOptions> both = List.of(
				readOnly().isolation(Isolation.SERIALIZABLE)
					.timeout(second)
					.retry(3)
					.propagation(Propagation.REQUIRES_NEW),
				propagation(Propagation.REQUIRES_NEW).retry(3)
					.timeout(second)
					.isolation(Isolation.SERIALIZABLE)
					.readOnly());

		assertThat(both).allSatisfy((options) -> {
			assertThat(options.retries()).isEqualTo(3);
			assertThat(options.timeLimit()).isEqualTo(second);
			assertThat(options.definition()).returns(true, TransactionDefinition::isReadOnly)
				.returns(1, TransactionDefinition::getTimeout)
				.returns(TransactionDefinition.ISOLATION_SERIALIZABLE, TransactionDefinition::getIsolationLevel)
				.returns(TransactionDefinition.PROPAGATION_REQUIRES_NEW, TransactionDefinition::getPropagationBehavior);
		});
	}

	@Test
	void optionsThatMakeNoSenseAreRefusedAtOnce() {
		for (Propagation without : new Propagation[] { Propagation.SUPPORTS, Propagation.NOT_SUPPORTED,
				Propagation.NEVER }) {
			assertThatIllegalArgumentException().isThrownBy(() -> propagation(without))
				.withMessageContaining(without.name());
		}
		assertThatIllegalArgumentException().isThrownBy(() -> readOnly().timeout(Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> readOnly().retry(-1));
	}

}
