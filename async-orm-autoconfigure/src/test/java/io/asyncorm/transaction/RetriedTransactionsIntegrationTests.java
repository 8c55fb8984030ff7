package io.asyncorm.transaction;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.asyncorm.async.Waiting;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;

import static io.asyncorm.Orm.isolation;
import static io.asyncorm.Orm.propagation;
import static io.asyncorm.Orm.retry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link TransactionOptions#retry}.
 */
@Timeout(300)
@ParameterizedClass
@EnumSource
class RetriedTransactionsIntegrationTests {

	private static final int CALLERS = 200;

	private final TestDatabase kind;

	private final TransactionDatabase database;

	private final AtomicInteger tries = new AtomicInteger();

	RetriedTransactionsIntegrationTests(TestDatabase kind) {
		this.kind = kind;
		this.database = new TransactionDatabase(kind, 6);
		this.database.createCounters();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void noneOfManyIncrementsIsLost() {
		CyclicBarrier both = new CyclicBarrier(2);
		AtomicInteger read = new AtomicInteger();
		List<CompletableFuture<Integer>> callers = new ArrayList<>();
		for (int i = 0; i < CALLERS; i++) {
			callers.add(this.database.transactions.atomic(isolation(Isolation.SERIALIZABLE).retry(1000), () -> {
				this.tries.incrementAndGet();
				int n = (Integer) Waiting.await(this.database.aread("select n from counter where id = 1"));
				if (read.incrementAndGet() <= 2) { // two collide in any case
					both.await(60, TimeUnit.SECONDS);
				}
				return Waiting.await(this.database.achange("update counter set n = ? where id = 1", n + 1));
			}));
		}

		Waiting.await(Waiting.gather(callers));

		assertThat(n(1)).isEqualTo(CALLERS);
		assertThat(this.tries.get()).isGreaterThan(CALLERS);
	}

	@Test
	void ofADeadlockBothSucceed() {
		CyclicBarrier both = new CyclicBarrier(2);
		AtomicInteger hooks = new AtomicInteger();
		List<CompletableFuture<Integer>> blocks = new ArrayList<>();
		for (int first : new int[] { 1, 2 }) {
			AtomicInteger own = new AtomicInteger();
			blocks.add(this.database.transactions.atomic(retry(5), () -> {
				this.tries.incrementAndGet();
				this.database.transactions.onCommit(hooks::incrementAndGet);
				Waiting.await(this.database.achange("update counter set n = n + 1 where id = ?", first));
				if (own.incrementAndGet() == 1) {
					both.await(60, TimeUnit.SECONDS);
				}
				return Waiting.await(this.database.achange("update counter set n = n + 1 where id = ?", 3 - first));
			}));
		}

		Waiting.await(Waiting.gather(blocks));

		assertThat(n(1) + n(2)).isEqualTo(4);
		assertThat(this.tries.get()).isGreaterThan(2);
		while (hooks.get() < 2) {
			Thread.onSpinWait();
		}
		assertThat(hooks.get()).isEqualTo(2);
	}

	@Test
	void aCollisionAtTheCommitIsTriedAgain() {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "others find out earlier");

		CompletableFuture<Integer> block = this.database.transactions.atomic(isolation(Isolation.SERIALIZABLE).retry(1),
				() -> {
					Waiting.await(this.database.achange("insert into counter select max(id) + 1, 0 from counter"));
					if (this.tries.incrementAndGet() == 1) {
						CompletableFuture
							.runAsync(() -> Waiting
								.await(this.database.transactions.atomic(isolation(Isolation.SERIALIZABLE),
										() -> Waiting.await(this.database
											.achange("insert into counter select max(id) + 10, 0 from counter")))))
							.join();
					}
					return this.tries.get();
				});

		assertThat(Waiting.await(block)).isEqualTo(2);
		assertThat(this.database.jdbc.sql("select id from counter order by id").query(Integer.class).list())
			.containsExactly(1, 2, 12, 13);
	}

	@Test
	void aCancelDuringTheCommitOfAnInnerBlockComesTooLate() {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "others check constraints by each statement");
		this.database.jdbc
			.sql("create function wait() returns trigger language plpgsql as $$ begin"
					+ " perform pg_sleep(0.3); return null; end $$")
			.update();
		this.database.jdbc
			.sql("create constraint trigger wait after insert on book deferrable initially deferred"
					+ " for each row execute function wait()")
			.update();
		CompletableFuture<String> outer = this.database.transactions.atomic(() -> {
			Waiting.await(this.database.transactions.atomic(propagation(Propagation.REQUIRES_NEW),
					() -> Waiting.await(this.database.acreate("inner"))));
			return "outer";
		});
		while (TestDatabase.POSTGRESQL.countExecuting(this.database.jdbc, "COMMIT") != 1) {
			Thread.onSpinWait();
		}

		assertThat(outer.cancel(true)).isFalse();

		assertThat(Waiting.await(outer)).isEqualTo("outer");
		assertThat(this.database.titles()).containsExactly("inner");
	}

	@Test
	void aBlockFailsAsItDidTheLastTime() {
		CompletableFuture<Integer> block = this.database.transactions.atomic(retry(2), () -> {
			throw collision("try " + this.tries.incrementAndGet());
		});

		assertThatExceptionOfType(CannotAcquireLockException.class).isThrownBy(() -> Waiting.await(block))
			.withMessage("try 3");
		assertThat(this.tries.get()).isEqualTo(3);
	}

	@Test
	void nothingElseIsRunAgain() {
		CompletableFuture<Integer> block = this.database.transactions.atomic(retry(2), () -> {
			this.tries.incrementAndGet();
			Waiting.await(this.database.acreate("one"));
			return Waiting.await(this.database.acreate("one"));
		});

		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> Waiting.await(block));
		assertThat(this.tries.get()).isEqualTo(1);
	}

	@Test
	void nothingIsOfWhichTheOutcomeIsUnknown() {
		CompletableFuture<Integer> block = this.database.transactions.atomic(retry(2), () -> {
			throw new TransactionOutcomeUnknownException("try " + this.tries.incrementAndGet(), collision("first"));
		});

		assertThatExceptionOfType(TransactionOutcomeUnknownException.class).isThrownBy(() -> Waiting.await(block))
			.withMessage("try 1");
	}

	@Test
	void withoutTheOptionNothingIs() {
		CompletableFuture<Integer> block = this.database.transactions.atomic(() -> {
			throw collision("try " + this.tries.incrementAndGet());
		});

		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(() -> Waiting.await(block));
		assertThat(this.tries.get()).isEqualTo(1);
	}

	@Test
	void aBlockThatJoinedIsRunAgainWithTheWholeTransaction() {
		AtomicInteger inner = new AtomicInteger();

		CompletableFuture<Integer> block = this.database.transactions.atomic(retry(2), () -> {
			Waiting.await(this.database.acreate("book " + this.tries.incrementAndGet()));
			return Waiting.await(this.database.transactions.atomic(retry(5), () -> {
				if (inner.incrementAndGet() < 3) {
					throw collision("inner");
				}
				return inner.get();
			}));
		});

		assertThat(Waiting.await(block)).isEqualTo(3);
		assertThat(this.tries.get()).isEqualTo(3);
		assertThat(this.database.titles()).containsExactly("book 3");
	}

	@Test
	void aBlockOfItsOwnIsRunAgainAlone() {
		AtomicInteger inner = new AtomicInteger();

		Waiting.await(this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("outer " + this.tries.incrementAndGet()));
			return Waiting
				.await(this.database.transactions.atomic(propagation(Propagation.REQUIRES_NEW).retry(2), () -> {
					Waiting.await(this.database.acreate("inner " + inner.incrementAndGet()));
					if (inner.get() < 3) {
						throw collision("inner");
					}
					return null;
				}));
		}));

		assertThat(this.database.titles()).containsExactly("inner 3", "outer 1");
	}

	@Test
	void aCollisionThatWasSwallowedIsTheReasonToo() {
		CompletableFuture<Void> block = this.database.transactions.atomic(retry(3), () -> {
			int attempt = this.tries.incrementAndGet();
			if (attempt < 3) {
				catchThrowable(
						() -> Waiting.await(this.database.transactions.atomic(propagation(Propagation.REQUIRED), () -> {
							throw collision("swallowed");
						})));
				throw new IllegalStateException("a consequence");
			}
		});

		Waiting.await(block);
		assertThat(this.tries.get()).isEqualTo(3);
	}

	/** Those who paused for as long would collide again. */
	@Test
	void thePausesGrowAndDiffer() {
		List<Long> pauses = new CopyOnWriteArrayList<>();
		List<CompletableFuture<Object>> blocks = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			AtomicInteger own = new AtomicInteger();
			AtomicLong collided = new AtomicLong();
			blocks.add(this.database.transactions.atomic(retry(7), () -> {
				if (own.incrementAndGet() <= 7) {
					collided.set(System.nanoTime());
					throw collision("once more");
				}
				return pauses.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - collided.get()));
			}));
		}

		Waiting.await(Waiting.gather(blocks));

		assertThat(pauses).as("the last of each, of at most half a second").hasSize(5).anyMatch((pause) -> pause > 30);
		assertThat(Collections.max(pauses) - Collections.min(pauses)).isGreaterThan(10);
	}

	@Test
	void aCancelEndsThePause() throws InterruptedException {
		CountDownLatch trying = new CountDownLatch(20);
		CompletableFuture<Integer> block = this.database.transactions.atomic(retry(Integer.MAX_VALUE), () -> {
			this.tries.incrementAndGet();
			trying.countDown();
			throw collision("for ever");
		});
		assertThat(trying.await(60, TimeUnit.SECONDS)).isTrue();

		boolean cancelled = block.cancel(true);

		assertThat(catchThrowable(() -> Waiting.await(block))).as("during a rollback, a cancel comes too late")
			.isInstanceOf(cancelled ? CancellationException.class : CannotAcquireLockException.class);
		while (this.database.dispatcher().runningCount() > 0) {
			Thread.onSpinWait();
		}
		int tried = this.tries.get();
		Waiting.await(this.database.acreate("later"));
		assertThat(this.tries.get()).isEqualTo(tried);
	}

	private static CannotAcquireLockException collision(String message) {
		return new CannotAcquireLockException(message, new SQLException("collision", "40001"));
	}

	private int n(int id) {
		return this.database.jdbc.sql("select n from counter where id = ?").param(id).query(Integer.class).single();
	}

}
