package io.asyncorm.pooler;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Replica;
import io.asyncorm.Orm;
import io.asyncorm.dialect.UnsafePoolerException;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.pooler.PooledLibrary.Shelf;
import io.asyncorm.pooler.PooledLibrary.Shelves;
import io.asyncorm.pooler.PooledLibrary.Visit;
import io.asyncorm.pooler.PooledLibrary.Visits;
import io.asyncorm.pooler.PooledLibrary.Volume;
import io.asyncorm.pooler.PooledLibrary.Volumes;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testdatabase.TransactionPooler;
import io.asyncorm.transaction.Pooler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataIntegrityViolationException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Everything works on sessions that others use in between, on a database whose
 * transactions are REPEATABLE READ unless they say otherwise, and leaves nothing in them.
 */
@Timeout(300)
class TransactionPoolerIntegrationTests {

	private static final int SERVERS = 3;

	private static final int CLIENTS = 8;

	/** Whatever a session may keep: settings, locks, tables and cursors. */
	private static final String SESSION = """
			select name || '=' || setting from pg_settings where source = 'session' and name not like 'transaction!_%' escape '!'
			union all select 'default level: ' || current_setting('default_transaction_isolation')
			union all select 'read-only: ' || current_setting('default_transaction_read_only')
			union all select 'search path: ' || current_setting('search_path')
			union all select 'lock: ' || objid from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
			union all select 'table: ' || relname from pg_class where relnamespace = pg_my_temp_schema()
			union all select 'cursor: ' || name from pg_cursors where is_holdable""";

	private TransactionPooler pooler;

	private HikariDataSource pool;

	private AsyncOrm orm;

	@BeforeEach
	void open() throws SQLException {
		DatabaseAddress address = repeatableRead(TestDatabase.POSTGRESQL.create());
		this.pooler = new TransactionPooler(address, SERVERS);
		this.pool = new HikariDataSource();
		this.pool.setDataSource(this.pooler);
		this.pool.setMaximumPoolSize(CLIENTS);
		this.pool.setMinimumIdle(0);
		this.orm = builder().pooler(Pooler.CARRIES_PREPARED_STATEMENTS).build();
	}

	private AsyncOrm.Builder builder() {
		return AsyncOrm.builder(this.pool)
			.models(Shelf.class, Volume.class, Visit.class)
			.schemaAction(SchemaAction.CREATE)
			.shutdownTimeout(Duration.ofSeconds(5));
	}

	private static DatabaseAddress repeatableRead(DatabaseAddress address) throws SQLException {
		try (HikariDataSource pool = address.openPool(1);
				Connection connection = pool.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("do $$ begin execute format('alter database %I set default_transaction_isolation to "
					+ "''repeatable read''', current_database()); end $$");
		}
		return address;
	}

	@AfterEach
	void close() throws Exception {
		this.orm.close();
		assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		this.pool.close();
		List<String> fresh = this.pooler.inNewSession(SESSION);
		assertThat(this.pooler.inEachSession(SESSION)).hasSize(SERVERS)
			.allSatisfy((session) -> assertThat(session).isEqualTo(fresh));
		this.pooler.close();
	}

	@Test
	void itIsFoundOutAtStartup() {
		assertThatExceptionOfType(UnsafePoolerException.class).isThrownBy(() -> builder().build())
			.withMessageContaining("prepareThreshold=0");
	}

	@Test
	void soItIsInFrontOfAReplica() throws SQLException {
		DatabaseAddress address = TestDatabase.POSTGRESQL.create();
		try (HikariDataSource direct = address.openPool(1)) {
			AsyncOrm.Builder builder = AsyncOrm.builder(direct)
				.models(Shelf.class, Volume.class, Visit.class)
				.schemaAction(SchemaAction.CREATE)
				.replica(Replica.of("standby", this.pool));

			assertThatExceptionOfType(UnsafePoolerException.class).isThrownBy(builder::build)
				.withMessageContaining("Between the driver and the replica 'standby' stands a pooler")
				.withMessageContaining("prepareThreshold=0");
			builder.pooler(Pooler.CARRIES_PREPARED_STATEMENTS).build().close();
		}
	}

	@Test
	void aRowIsFoundOrCreatedOnceWithoutAUniqueKey() {
		Visits visits = this.orm.repository(Visits.class);
		for (int round = 0; round < 20; round++) {
			String visitor = "ann" + round;

			List<GetOrCreate<Visit>> results = await(
					calls(CLIENTS, () -> visits.agetOrCreate(kw("visitor", visitor), defaults("times", 1))));

			assertThat(results).filteredOn(GetOrCreate::created).hasSize(1);
			assertThat(results).extracting(GetOrCreate::object).containsOnly(results.get(0).object());
		}
		assertThat(await(visits.acount())).isEqualTo(20);
	}

	@Test
	void aRowIsUpdatedOrCreatedOnceWithAndWithoutAUniqueKey() {
		Visits visits = this.orm.repository(Visits.class);
		Shelves shelves = this.orm.repository(Shelves.class);

		List<UpdateOrCreate<Visit>> withoutKey = await(
				calls(50, () -> visits.aupdateOrCreate(kw("visitor", "ann"), defaults("times", 1))));
		List<UpdateOrCreate<Shelf>> withKey = await(
				calls(50, () -> shelves.aupdateOrCreate(kw("name", "north"), defaults("name", "north"))));

		assertThat(withoutKey).filteredOn(UpdateOrCreate::created).hasSize(1);
		assertThat(await(visits.acount())).isEqualTo(1);
		assertThat(withKey).filteredOn(UpdateOrCreate::created).hasSize(1);
	}

	@Test
	void readsAndWritesWork() {
		Shelves shelves = this.orm.repository(Shelves.class);
		Volumes volumes = this.orm.repository(Volumes.class);
		Shelf north = await(shelves.acreate(kw("name", "north")));
		List<Volume> made = fill(volumes, 20, north);

		await(volumes.filter("pages__lt", 5).aupdate(kw("pages", f("pages").plus(100))));
		Volume saved = await(volumes.asave(made.get(7), set(Volume::pages).to(1000)));

		assertThat(await(volumes.acount())).isEqualTo(20);
		assertThat(await(volumes.aget(saved.id())).pages()).isEqualTo(1000);
		assertThat(await(volumes.filter("pages__gte", 100).aexists())).isTrue();
		assertThat(await(volumes.ainBulk(List.of(made.get(1).id(), made.get(2).id())))).hasSize(2);
		assertThat(await(volumes.apages(1000))).isEqualTo(1000);
		assertThat(await(shelves.annotate("n", count("volumes")).values("n").alist())).hasSize(1);
		assertThat(await(volumes.selectRelated("shelf").alist())).extracting((volume) -> volume.shelf().get().name())
			.hasSize(20)
			.containsOnly("north");
		assertThat(await(shelves.filter("pk", north.id()).adelete()).count()).isEqualTo(21);
		assertThat(await(volumes.acount())).isZero();
	}

	@Test
	void transactionsAreOneSessionFromBeginningToEnd() {
		Shelves shelves = this.orm.repository(Shelves.class);
		Visits visits = this.orm.repository(Visits.class);

		await(calls(20, () -> this.orm.transactions().atomic(() -> {
			Visit visit = await(visits.acreate(kw("visitor", "ann", "times", 0)));
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> await(this.orm.transactions().atomic(() -> {
					await(shelves.acreate(kw("name", "once" + visit.id())));
					await(shelves.acreate(kw("name", "once" + visit.id())));
				})));
			await(visits.filter("pk", visit.id()).selectForUpdate().aget());
			await(shelves.acreate(kw("name", "shelf" + visit.id())));
			return null;
		})));

		assertThat(await(visits.acount())).isEqualTo(20);
		assertThat(await(shelves.filter("name__startswith", "shelf").acount())).isEqualTo(20);
		assertThat(await(shelves.filter("name__startswith", "once").acount())).isZero();
	}

	@Test
	void rowsAreReadBitByBit() {
		Shelves shelves = this.orm.repository(Shelves.class);
		Volumes volumes = this.orm.repository(Volumes.class);
		Shelf north = await(shelves.acreate(kw("name", "north")));
		fill(volumes, 100, north);
		AtomicInteger read = new AtomicInteger();

		await(calls(5, () -> volumes.prefetchRelated("shelf").aiterator(7).forEach((volume) -> {
			assertThat(volume.shelf().get()).isEqualTo(north);
			read.incrementAndGet();
		})));
		CompletableFuture<Void> ended = volumes.all().aiterator(7).forEach((volume) -> {
			throw new IllegalStateException("enough");
		});

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> await(ended)).withMessage("enough");
		assertThat(read).hasValue(500);
		assertThat(await(volumes.filter("pages__gte", 0).aupdate(kw("pages", 0)))).isEqualTo(100);
	}

	@Test
	void cancelsMeetTheirOwnStatements() {
		Visits visits = this.orm.repository(Visits.class);
		await(visits.acreate(kw("visitor", "ann", "times", 1)));
		for (int round = 0; round < 10; round++) {
			CompletableFuture<?> asleep = visits
				.raw("select visit.*, pg_sleep(0.05) as s from visit, generate_series(1, 1000)")
				.alist();
			List<CompletableFuture<Long>> others = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				others.add(visits.filter("times", 1).acount());
			}

			asleep.cancel(true);

			assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> await(asleep));
			assertThat(await(Orm.gather(others))).containsOnly(1L);
		}
	}

	private static List<Volume> fill(Volumes volumes, int number, Shelf shelf) {
		List<CompletableFuture<Volume>> made = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			made.add(volumes.acreate(new Volume(null, "volume " + i, i, Ref.to(shelf))));
		}
		return await(Orm.gather(made));
	}

	private static <R extends @Nullable Object> CompletableFuture<List<R>> calls(int number,
			Supplier<CompletableFuture<R>> call) {
		List<CompletableFuture<R>> calls = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			calls.add(call.get());
		}
		return Orm.gather(calls);
	}

}
