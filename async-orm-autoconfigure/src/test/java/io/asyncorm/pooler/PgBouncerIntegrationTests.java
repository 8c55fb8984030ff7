package io.asyncorm.pooler;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.dialect.UnsafePoolerException;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.pooler.PooledLibrary.Shelf;
import io.asyncorm.pooler.PooledLibrary.Visit;
import io.asyncorm.pooler.PooledLibrary.Visits;
import io.asyncorm.pooler.PooledLibrary.Volume;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.PgBouncer;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.Pooler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Many callers behind PgBouncer in transaction mode, whose few connections to the server
 * they share, on a database whose transactions are REPEATABLE READ by default.
 */
@Timeout(300)
class PgBouncerIntegrationTests {

	private static final int CALLERS = 100;

	private static final int SERVERS = 5;

	private static final int CLIENTS = 20;

	private static final Duration ENDURANCE = Duration.ofSeconds(Boolean.getBoolean("async-orm.thorough") ? 60 : 5);

	private PgBouncer bouncer;

	private HikariDataSource direct;

	@BeforeEach
	void start() throws IOException {
		DatabaseAddress database = TestDatabase.POSTGRESQL.create();
		this.direct = database.openPool(1);
		JdbcClient.create(this.direct).sql("""
				do $$ begin execute format('alter database %I set default_transaction_isolation to '
				'''repeatable read''', current_database()); end $$""").update();
		this.bouncer = PgBouncer.start(database, SERVERS);
	}

	@AfterEach
	void stop() {
		if (this.bouncer != null) {
			this.bouncer.close();
		}
		this.direct.close();
	}

	@Test
	void itIsRefusedWithPreparedStatements() {
		try (HikariDataSource pool = this.bouncer.address().openPool(1)) {
			assertThatExceptionOfType(UnsafePoolerException.class).isThrownBy(() -> builder(pool).build())
				.withMessageContaining("Add 'prepareThreshold=0' to the JDBC URL")
				.withMessageContaining("pooler(Pooler.CARRIES_PREPARED_STATEMENTS)");
			assertThatExceptionOfType(UnsafePoolerException.class)
				.isThrownBy(() -> builder(pool).dialect(new PostgresDialect()).build());
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
			builder(pool).pooler(Pooler.CARRIES_PREPARED_STATEMENTS).build().close();
		}
	}

	@Test
	void theServerItselfIsNotTakenForIt() {
		builder(this.direct).build().close();
	}

	@Test
	void manyCallersAndCancelsLoseAndMixUpNothing() throws Exception {
		try (HikariDataSource pool = this.bouncer.withoutPreparedStatements().openPool(CLIENTS)) {
			AtomicLong created = new AtomicLong();
			try (AsyncOrm orm = builder(pool).build()) {
				Visits visits = orm.repository(Visits.class);
				long end = System.nanoTime() + ENDURANCE.toNanos();
				List<Future<Long>> callers = new ArrayList<>();
				try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
					for (int i = 0; i < CALLERS; i++) {
						int caller = i;
						Callable<Long> calls = () -> call(orm, visits, caller, end);
						callers.add(threads.submit(calls));
					}
				}
				for (Future<Long> caller : callers) {
					created.addAndGet(caller.get());
				}
				assertThat(await(visits.filter("visitor__startswith", "own").acount())).isEqualTo(created.get());
				assertThat(await(visits.filter("visitor__startswith", "shared").values("visitor").distinct().acount()))
					.isEqualTo(await(visits.filter("visitor__startswith", "shared").acount()));
			}
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
	}

	/** Returns how many rows it created for itself, and for sure. */
	private static long call(AsyncOrm orm, Visits visits, int caller, long end) throws Exception {
		long created = 0;
		String own = "own" + caller;
		for (int round = 0; System.nanoTime() < end; round++) {
			await(visits.acreate(kw("visitor", own, "times", round)));
			created++;
			assertThat(await(visits.filter("visitor", own).acount())).isEqualTo(created);
			assertThat(await(visits.aget(kw("visitor", own, "times", round))).visitor()).isEqualTo(own);
			assertThat(
					await(visits.filter(kw("times", round, "visitor", own)).valuesList("times", Integer.class).alist()))
				.containsExactly(round);
			await(visits.agetOrCreate(kw("visitor", "shared" + round), defaults("times", 0)));
			await(orm.transactions().atomic(() -> {
				long before = await(visits.filter("visitor", own).acount());
				await(visits.filter("visitor", own).aupdate(kw("visitor", own)));
				assertThat(await(visits.filter("visitor", own).acount())).isEqualTo(before);
			}));
			cancelAtAnyTime(visits.raw("select visit.*, pg_sleep(0.001) as s from visit limit 20").alist());
		}
		return created;
	}

	/** Before it has begun, while it runs, or when it has just ended. */
	private static void cancelAtAnyTime(CompletableFuture<?> reading) {
		reading.orTimeout(ThreadLocalRandom.current().nextInt(1, 60), TimeUnit.MILLISECONDS);
		try {
			await(reading);
		}
		catch (QueryTimeoutException | CancellationException ex) {
			assertThat(reading).isCompletedExceptionally();
		}
	}

	/** What the check at startup is for: this is what it prevents. */
	@Test
	void errorsOfMixedUpStatementsExplainThemselves() throws Exception {
		try (HikariDataSource pool = this.bouncer.address().openPool(CLIENTS);
				AsyncOrm orm = builder(pool).pooler(Pooler.CARRIES_PREPARED_STATEMENTS).build()) {
			Visits visits = orm.repository(Visits.class);
			List<CompletableFuture<?>> reads = new ArrayList<>();
			for (int i = 0; i < 2000; i++) {
				reads.add((i % 2 == 0) ? visits.filter("times", i).acount() : visits.filter("visitor", "x").acount());
			}
			List<String> messages = new ArrayList<>();
			for (CompletableFuture<?> read : reads) {
				try {
					await(read);
				}
				catch (DataAccessException ex) {
					messages.add(String.valueOf(ex.getMessage()));
				}
			}

			assertThat(messages).anySatisfy((message) -> assertThat(message).startsWith("Visit.acount: ")
				.contains("the session changed under the driver", "add 'prepareThreshold=0' to the JDBC URL"));
		}
	}

	private static AsyncOrm.Builder builder(HikariDataSource pool) {
		return AsyncOrm.builder(pool)
			.models(Shelf.class, Volume.class, Visit.class)
			.schemaAction(SchemaAction.CREATE)
			.shutdownTimeout(Duration.ofSeconds(5));
	}

}
