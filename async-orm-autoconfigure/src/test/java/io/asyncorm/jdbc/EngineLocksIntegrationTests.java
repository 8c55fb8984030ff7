package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.dialect.AdvisoryLocks;
import io.asyncorm.dialect.EngineSettings;
import io.asyncorm.dialect.MissingLockTableException;
import io.asyncorm.jdbc.UpsertModels.Stock;
import io.asyncorm.jdbc.UpsertModels.Visit;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.query.Replaced;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.testdatabase.Callers;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What keeps callers of two applications apart who look for the same row without a unique
 * key, where advisory locks would not.
 */
class EngineLocksIntegrationTests {

	private static final int CALLERS = 60;

	private final DatabaseAddress address = TestDatabase.POSTGRESQL.create();

	private final HikariDataSource onePool = this.address.openPool(10);

	private final HikariDataSource otherPool = this.address.openPool(10);

	@AfterEach
	void close() {
		this.onePool.close();
		this.otherPool.close();
	}

	@ParameterizedTest
	@EnumSource
	void twoApplicationsMakeNoDuplicates(Lock lock) throws Exception {
		WriteDatabase one = open(this.onePool, lock.known);
		WriteDatabase other = open(this.otherPool, lock.known);

		for (int round = 0; round < 5; round++) {
			String visitor = "visitor " + round;
			List<GetOrCreate<Visit>> found = Callers.atOnce(CALLERS,
					(caller) -> ((caller % 2 == 0) ? one : other).all(Visit.class)
						.agetOrCreate(kw("visitor", visitor), defaults("times", caller))
						.join());

			assertThat(found).filteredOn(GetOrCreate::created).hasSize(1);
			assertThat(found).extracting(GetOrCreate::object).containsOnly(found.get(0).object());
		}

		assertThat(one.all(Visit.class).acount().join()).isEqualTo(5);
	}

	@ParameterizedTest
	@EnumSource
	void twoApplicationsUpdateTheSameRow(Lock lock) throws Exception {
		WriteDatabase one = open(this.onePool, lock.known);
		WriteDatabase other = open(this.otherPool, lock.known);

		List<UpdateOrCreate<Visit>> found = Callers.atOnce(CALLERS,
				(caller) -> ((caller % 2 == 0) ? one : other).all(Visit.class)
					.aupdateOrCreate(kw("visitor", "ann"), defaults("times", caller))
					.join());

		assertThat(found).filteredOn(UpdateOrCreate::created).hasSize(1);
		assertThat(one.all(Visit.class).acount().join()).isEqualTo(1);
	}

	@Test
	void theTableHasAsManyRowsAsThereAreBucketsAtMost() {
		WriteDatabase one = open(this.onePool, Lock.TABLE.known);
		one.all(Visit.class).agetOrCreate(kw("visitor", "ann"), defaults("times", 1)).join();

		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			one.all(Visit.class).agetOrCreate(kw("visitor", "ann"), defaults("times", 1)).join();

			assertThat(sql.statements()).filteredOn((statement) -> statement.contains("async_orm_lock"))
				.singleElement()
				.asString()
				.contains("SELECT id FROM async_orm_lock WHERE id = ? FOR UPDATE");
		}
		assertThat(new JdbcTemplate(this.onePool).queryForList("select id from async_orm_lock", Long.class))
			.singleElement()
			.satisfies((id) -> assertThat(id).isBetween(0L, 1_023L));
	}

	@Test
	void withoutALockItIsRefusedWithWhatToDo() {
		WriteDatabase one = open(this.onePool, EngineSettings.DETECTED.withAdvisoryLocks(AdvisoryLocks.REFUSED));

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> one.all(Visit.class).agetOrCreate(kw("visitor", "ann"), defaults("times", 1)).join())
			.withMessageStartingWith("Visit.agetOrCreate needs a lock")
			.withMessageContaining("Declare a unique key over exactly what is looked for")
			.withMessageContaining("create table async_orm_lock (id bigint primary key)")
			.withMessageContaining("async-orm.database.advisory-locks=table")
			.withMessageContaining("'everywhere'");
		assertThat(one.all(Stock.class)
			.agetOrCreate(kw("store", "north", "sku", "a1"), defaults("amount", 1, "label", "A"))
			.join()
			.created()).isTrue();
		assertThat(one.all(Visit.class).acount().join()).isZero();
	}

	@Test
	void inASerializableTransactionOfTheCallerTheLaterOneIsRefused() {
		WriteDatabase one = open(this.onePool, Lock.SERIALIZABLE.known);
		WriteDatabase other = open(this.otherPool, Lock.SERIALIZABLE.known);

		assertThatExceptionOfType(ConcurrencyFailureException.class)
			.isThrownBy(() -> one.inTransaction(Connection.TRANSACTION_SERIALIZABLE, () -> {
				one.all(Visit.class).agetOrCreate(kw("visitor", "ann"), defaults("times", 1)).join();
				return other.all(Visit.class).agetOrCreate(kw("visitor", "ann"), defaults("times", 2)).join();
			}));

		assertThat(one.all(Visit.class).alist().join()).extracting(Visit::times).containsExactly(2);
	}

	@Test
	void whereTransactionsAreSerializableALowerLevelIsRefused() {
		WriteDatabase one = open(this.onePool, Lock.SERIALIZABLE.known);

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> one.inTransaction(Connection.TRANSACTION_READ_COMMITTED,
					() -> one.all(Visit.class).agetOrCreate(kw("visitor", "ann"), defaults("times", 1)).join()))
			.withMessageContaining("cannot run in a transaction that is not SERIALIZABLE")
			.withMessageContaining("use SERIALIZABLE, or declare a unique key");
	}

	@Test
	void whereTransactionsAreSerializableRelatedObjectsAreNotSetAtALowerLevel() {
		WriteDatabase one = new WriteDatabase(this.onePool, Lock.SERIALIZABLE.known, Shelf.class, Volume.class);
		Shelf shelf = one.all(Shelf.class).acreate(kw("name", "A")).join();
		Volume volume = one.all(Volume.class).acreate(kw("title", "Dune")).join();
		Supplier<Replaced> set = () -> shelf.volumes().aset(List.of(volume)).join();
		Supplier<List<Volume>> setEach = () -> shelf.volumes().aset(List.of(volume), Orm.oneByOne()).join();

		for (Supplier<?> change : List.of(set, setEach)) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> one.inTransaction(Connection.TRANSACTION_READ_COMMITTED, change))
				.withMessageContaining("cannot run in a transaction that is not SERIALIZABLE");
		}
		assertThat(one.inTransaction(Connection.TRANSACTION_SERIALIZABLE, set).added()).isEqualTo(1);
		assertThat(shelf.volumes().aset(List.of()).join().removed()).isEqualTo(1);
		assertThat(one.inTransaction(Connection.TRANSACTION_SERIALIZABLE, setEach)).hasSize(1);
	}

	@Test
	void aTableThatIsMissingIsToldAtStartupAndMadeWithTheOthers() {
		AsyncOrm.Builder builder = AsyncOrm.builder(this.onePool)
			.dialect((found) -> found.with(Lock.TABLE.known))
			.models(Visit.class);

		assertThatExceptionOfType(MissingLockTableException.class).isThrownBy(builder::build)
			.withMessageContaining("create table async_orm_lock (id bigint primary key)")
			.withCauseInstanceOf(SQLException.class);
		try (AsyncOrm orm = builder.schemaAction(SchemaAction.CREATE).build()) {
			assertThat(orm.statistics()).isNotNull();
			assertThat(new JdbcTemplate(this.onePool).queryForList("select id from async_orm_lock")).isEmpty();
		}
		try (AsyncOrm orm = builder.schemaAction(SchemaAction.NONE).build()) {
			assertThat(orm.statistics()).isNotNull();
		}
	}

	@Test
	void aTableThatIsInUseOrNotToBeReadDoesNotKeepFromStarting() {
		JdbcTemplate jdbc = new JdbcTemplate(this.otherPool);
		jdbc.execute("create table visit (id bigint primary key, visitor varchar(255) not null, times int not null)");
		jdbc.execute("create table async_orm_lock (id bigint primary key)");
		jdbc.execute("insert into async_orm_lock (id) select n from generate_series(0, 1023) n");
		AsyncOrm.Builder builder = AsyncOrm.builder(this.onePool)
			.dialect((found) -> found.with(Lock.TABLE.known))
			.schemaAction(SchemaAction.NONE)
			.models(Visit.class);
		this.onePool.setConnectionInitSql("set lock_timeout = '5s'");
		this.onePool.setReadOnly(true);

		new TransactionTemplate(new JdbcTransactionManager(this.otherPool)).executeWithoutResult((status) -> {
			jdbc.queryForList("select id from async_orm_lock for update");
			try (AsyncOrm orm = builder.build()) {
				assertThat(orm.statistics()).isNotNull();
			}
		});
		jdbc.execute("create role lock_reader");
		jdbc.execute("grant select, insert, update on visit to lock_reader");
		try (HikariDataSource other = this.address.openPool(2)) {
			other.setConnectionInitSql("set role lock_reader");
			try (AsyncOrm orm = AsyncOrm.builder(other)
				.dialect((found) -> found.with(Lock.TABLE.known))
				.schemaAction(SchemaAction.NONE)
				.models(Visit.class)
				.build()) {
				assertThat(orm.statistics()).isNotNull();
			}
		}
		jdbc.execute("drop owned by lock_reader");
		jdbc.execute("drop role lock_reader");
	}

	private static WriteDatabase open(HikariDataSource pool, EngineSettings known) {
		return new WriteDatabase(pool, known, Visit.class, Stock.class);
	}

	/** Has volumes. */
	@Model
	public record Shelf(@Nullable Long id, String name, Many<Volume> volumes) {
	}

	/** May be on a shelf. */
	@Model
	public record Volume(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "volumes") @Nullable Ref<Shelf> shelf,
			String title) {
	}

	/** What keeps callers apart. */
	enum Lock {

		EVERYWHERE(EngineSettings.DETECTED), TABLE(EngineSettings.DETECTED.withAdvisoryLocks(AdvisoryLocks.TABLE)),
		SERIALIZABLE(EngineSettings.DETECTED.withAdvisoryLocks(AdvisoryLocks.REFUSED).withSerializableByDefault(true));

		private final EngineSettings known;

		Lock(EngineSettings known) {
			this.known = known;
		}

	}

}
