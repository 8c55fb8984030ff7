package io.asyncorm.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Operations, blocks and readings that wait for the only lane have its connection one
 * after the other: each finds it as the pool would give it.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class HandedOverConnectionsIntegrationTests {

	private final TestDatabase database;

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Things things;

	private final AsyncTransactions transactions;

	private final CountDownLatch held = new CountDownLatch(1);

	private final CompletableFuture<?> holder;

	/** The connections that there are, as transactions begin with them. */
	private final List<String> seen = new ArrayList<>();

	HandedOverConnectionsIntegrationTests(TestDatabase database) throws InterruptedException {
		this.database = database;
		this.pool = database.create(2);
		if (database != TestDatabase.MARIADB) { // the pool resets what it knows
			this.pool.setSchema((database == TestDatabase.H2) ? "PUBLIC" : "public");
		}
		this.orm = AsyncOrm.builder(this.pool)
			.models(Thing.class)
			.schemaAction(SchemaAction.CREATE)
			.lanes(1)
			.shutdownTimeout(Duration.ofSeconds(5))
			.build();
		this.things = this.orm.repository(Things.class);
		this.transactions = this.orm.transactions();
		CountDownLatch running = new CountDownLatch(1);
		this.holder = this.transactions.atomic(() -> {
			look();
			running.countDown();
			this.held.await();
		});
		assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void everyBlockFindsTheConnectionAsThePoolGivesIt() {
		List<CompletableFuture<?>> calls = new ArrayList<>();
		calls.add(this.things.aupdateOrCreate(Orm.kw("name", "one"), Orm.defaults("amount", 1)));
		calls.add(block(TransactionOptions.defaults()));
		calls.add(block(Orm.isolation(Isolation.SERIALIZABLE)));
		calls.add(block(TransactionOptions.defaults()));
		calls.add(block(Orm.readOnly()));
		calls.add(block(TransactionOptions.defaults()));
		calls.add(this.things.all().aiterator(1).forEach((thing) -> {
		}));
		calls.add(block(TransactionOptions.defaults()));
		calls.add(this.things.acreate(Orm.kw("name", "two", "amount", 2)));
		calls.add(block(TransactionOptions.defaults()));

		this.held.countDown();
		Orm.await(this.holder);
		calls.forEach(Orm::await);

		assertThat(this.seen).hasSize(8);
		if (this.database != TestDatabase.MARIADB) { // it shows that of the session
			assertThat(this.seen.get(2)).isNotEqualTo(this.seen.get(0));
		}
		assertThat(List.of(this.seen.get(1), this.seen.get(3), this.seen.get(5), this.seen.get(6), this.seen.get(7)))
			.containsOnly(this.seen.get(0));
		assertThat(Orm.await(this.things.acount())).isEqualTo(2);
		assertThatNothingIsHeld();
	}

	private CompletableFuture<?> block(TransactionOptions options) {
		return this.transactions.atomic(options, () -> {
			look();
			return Orm.await(this.things.acount());
		});
	}

	/** Isolation, mode and commits of the thread's transaction. */
	private void look() {
		Connection connection = DataSourceUtils.getConnection(this.pool);
		String isolation = jdbc().queryForObject(switch (this.database) {
			case POSTGRESQL -> "select current_setting('transaction_isolation')";
			case H2 -> "select isolation_level from information_schema.sessions where session_id = session_id()";
			case MARIADB -> "select @@tx_isolation";
		}, String.class);
		try {
			this.seen.add(isolation + ", " + connection.isReadOnly() + ", " + connection.getAutoCommit());
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			DataSourceUtils.releaseConnection(connection, this.pool);
		}
	}

	private JdbcTemplate jdbc() {
		return new JdbcTemplate(this.pool);
	}

	@Test
	void whatABlockLeavesBehindIsUndoneForTheNext() {
		CompletableFuture<?> failing = this.transactions.atomic(() -> {
			Orm.await(this.things.acreate(Orm.kw("name", "lost", "amount", 1)));
			throw new IllegalStateException("own");
		});
		CompletableFuture<?> refused = this.transactions.atomic(() -> {
			Orm.await(this.things.acreate(Orm.kw("name", "lost too", "amount", 2)));
			return jdbc().queryForObject("select nonsense from nowhere", String.class);
		});
		CompletableFuture<?> within = this.transactions
			.atomic(() -> Orm.await(this.transactions.atomic(Orm.propagation(Propagation.REQUIRES_NEW),
					() -> Orm.await(this.things.acreate(Orm.kw("name", "kept", "amount", 3))))));
		CompletableFuture<Long> count = this.things.acount();

		this.held.countDown();

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Orm.await(failing)).withMessage("own");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> Orm.await(refused));
		Orm.await(within);
		assertThat(Orm.await(count)).isOne();
		assertThatNothingIsHeld();
	}

	@Test
	void whatABlockSetsOnItsConnectionIsNotSeenByTheNext() {
		TestDatabase.require(this.database != TestDatabase.MARIADB, "schemas");
		String other = (this.database == TestDatabase.H2) ? "OTHER" : "other";
		CompletableFuture<?> elsewhere = this.transactions.atomic(() -> {
			jdbc().execute("create schema " + other);
			return jdbc().execute((Connection connection) -> {
				connection.setSchema(other);
				return connection.getSchema();
			});
		});
		CompletableFuture<Long> count = this.things.acount();

		this.held.countDown();

		assertThat(Orm.await(elsewhere)).isEqualTo(other);
		assertThat(Orm.await(count)).isZero();
		assertThatNothingIsHeld();
	}

	@Test
	void aConnectionThatIsLostIsNotHandedOn() {
		TestDatabase.require(this.database == TestDatabase.POSTGRESQL, "a statement that ends its own session");
		CompletableFuture<?> lost = this.transactions.atomic(() -> {
			Orm.await(this.things.acreate(Orm.kw("name", "lost", "amount", 1)));
			return jdbc().queryForObject("select pg_terminate_backend(pg_backend_pid())", Boolean.class);
		});
		CompletableFuture<?> swallowed = this.transactions.atomic(() -> {
			Orm.await(this.things.acreate(Orm.kw("name", "lost too", "amount", 1)));
			try {
				return jdbc().queryForObject("select pg_terminate_backend(pg_backend_pid())", Boolean.class);
			}
			catch (DataAccessException ex) {
				return false;
			}
		});
		CompletableFuture<?> cancelled = this.transactions
			.atomic(() -> jdbc().queryForObject("select cast(pg_sleep(60) as text)", String.class));
		CompletableFuture<?> next = block(TransactionOptions.defaults());
		CompletableFuture<Long> count = this.things.acount();

		this.held.countDown();

		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> Orm.await(lost));
		assertThat(swallowed).failsWithin(Duration.ofSeconds(60));
		while (!isAsleep()) {
			Thread.onSpinWait();
		}
		cancelled.cancel(true);
		Orm.await(next);
		assertThat(Orm.await(count)).isZero();
		assertThatNothingIsHeld();
	}

	private boolean isAsleep() {
		return this.database.countExecuting(JdbcClient.create(this.pool), "pg_sleep") == 1;
	}

	private void assertThatNothingIsHeld() {
		while (this.pool.getHikariPoolMXBean().getActiveConnections() > 0) {
			Thread.onSpinWait();
		}
		Orm.await(this.transactions.atomic(() -> Orm.await(this.things.acount())));
	}

	/** Found by its name, which is no key: an upsert takes a lock. */
	@Model
	record Thing(@Nullable Long id, String name, int amount) {
	}

	interface Things extends AsyncRepository<Thing, Long> {

	}

}
