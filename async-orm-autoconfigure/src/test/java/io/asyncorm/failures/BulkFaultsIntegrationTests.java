package io.asyncorm.failures;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.IncompleteWriteException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.batchSize;
import static io.asyncorm.Orm.inChunks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is left of a bulk insert that is broken off between its statements.
 */
class BulkFaultsIntegrationTests {

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(3);

	private final HikariDataSource other = new HikariDataSource();

	private final JdbcTemplate jdbc;

	private final AsyncOrm orm;

	private final Parcels parcels;

	BulkFaultsIntegrationTests() {
		this.other.setJdbcUrl(this.pool.getJdbcUrl());
		this.other.setUsername(this.pool.getUsername());
		this.other.setPassword(this.pool.getPassword());
		this.other.setMaximumPoolSize(1);
		this.jdbc = new JdbcTemplate(this.other);
		this.orm = AsyncOrm.builder(this.pool).models(Parcel.class).schemaAction(SchemaAction.CREATE).build();
		this.parcels = this.orm.repository(Parcels.class);
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.other.close();
		this.pool.close();
	}

	@Test
	void nothingIsWrittenIfTheConnectionBreaksBetweenBatches() {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> Orm
			.await(this.parcels.abulkCreate(parcels(), batchSize(10).onProgress((done) -> breakIf(done == 20)))));
		assertThat(Orm.await(this.parcels.acount())).isZero();
	}

	@Test
	void chunksThatAreCommittedAreTold() {
		assertThatExceptionOfType(IncompleteWriteException.class)
			.isThrownBy(() -> Orm
				.await(this.parcels.abulkCreate(parcels(), inChunks(10).onProgress((done) -> breakIf(done == 20)))))
			.satisfies((ex) -> assertThat(ex.getWritten()).isEqualTo(20))
			.withCauseInstanceOf(DataAccessException.class);
		assertThat(Orm.await(this.parcels.acount())).isEqualTo(20);
	}

	@Test
	void nothingIsWrittenIfItIsCancelledBetweenBatches() throws InterruptedException {
		CountDownLatch written = new CountDownLatch(1);
		CountDownLatch cancelled = new CountDownLatch(1);
		CompletableFuture<List<Parcel>> future = this.parcels.abulkCreate(parcels(),
				batchSize(10).onProgress((done) -> {
					written.countDown();
					await(cancelled);
				}));
		written.await();

		future.cancel(true);
		cancelled.countDown();

		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Orm.await(future));
		assertThat(Orm.await(this.parcels.acount())).isZero();
	}

	@Test
	void nothingIsWrittenIfItIsCancelledWhileOneOfSeveralStatementsWaits() throws Exception {
		try (Connection holding = this.other.getConnection(); Statement statement = holding.createStatement()) {
			holding.setAutoCommit(false);
			statement.execute("insert into \"parcel\" (\"label\") values ('p4000')");
			CompletableFuture<List<Parcel>> future = this.parcels.abulkCreate(parcels(6_000));
			while (isNobodyWaiting(statement)) {
				Thread.onSpinWait();
			}

			future.cancel(true);

			assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Orm.await(future));
			holding.rollback();
		}
		assertThat(Orm.await(this.parcels.acount())).isZero();
		assertThat(Orm.await(this.parcels.abulkCreate(parcels(6_000)))).hasSize(6_000);
	}

	private static boolean isNobodyWaiting(Statement statement) throws SQLException {
		try (ResultSet waiting = statement.executeQuery("select count(*) from pg_locks l join pg_stat_activity a"
				+ " on a.pid = l.pid where not granted and datname = current_database()")) {
			waiting.next();
			return waiting.getLong(1) == 0;
		}
	}

	@Test
	void nothingIsWrittenIfTheConnectionBreaksDuringOneOfSeveralStatements() throws Exception {
		CompletableFuture<List<Parcel>> future;
		try (Connection holding = this.other.getConnection(); Statement statement = holding.createStatement()) {
			holding.setAutoCommit(false);
			statement.execute("insert into \"parcel\" (\"label\") values ('p4000')");
			future = this.parcels.abulkCreate(parcels(6_000));
			while (isNobodyWaiting(statement)) {
				Thread.onSpinWait();
			}
			statement.execute("select pg_terminate_backend(l.pid) from pg_locks l join pg_stat_activity a"
					+ " on a.pid = l.pid where not granted and datname = current_database()");
			holding.rollback();
		}

		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> Orm.await(future));
		assertThat(Orm.await(this.parcels.acount())).isZero();
	}

	@Test
	void aListenerMayUseTheDatabase() {
		AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
		List<Long> seen = new CopyOnWriteArrayList<>();

		Orm.await(this.parcels.abulkCreate(parcels(), inChunks(10).onProgress((done) -> {
			thread.set(Thread.currentThread());
			seen.add(Orm.await(this.parcels.acount()));
		})));

		assertThat(seen).containsExactly(10L, 20L, 30L);
		assertThat(thread.get()).isNotNull().extracting(Thread::getName).asString().doesNotContain("lane");
	}

	private void breakIf(boolean now) {
		if (now) {
			this.jdbc.queryForList("select pg_terminate_backend(pid) from pg_stat_activity"
					+ " where datname = current_database() and pid <> pg_backend_pid()");
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static List<Parcel> parcels() {
		return parcels(30);
	}

	private static List<Parcel> parcels(int number) {
		return IntStream.range(0, number).mapToObj((index) -> new Parcel(null, "p" + index)).toList();
	}

	/** What is sent. */
	@Model
	record Parcel(@Nullable Long id, @Column(unique = true) String label) {
	}

	interface Parcels extends AsyncRepository<Parcel, Long> {

	}

}
