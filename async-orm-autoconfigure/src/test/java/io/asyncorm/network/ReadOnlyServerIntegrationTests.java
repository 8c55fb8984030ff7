package io.asyncorm.network;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.ReadOnlyTransactionException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for pools whose connections lead to a server that takes no writes any more, as to
 * a former primary behind an unchanged address, while new ones lead to one that does.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "MARIADB" })
class ReadOnlyServerIntegrationTests {

	private static final int CONNECTIONS = 3;

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Parcels parcels;

	private final TransactionTemplate spring;

	private final List<Connection> former = new ArrayList<>();

	ReadOnlyServerIntegrationTests(TestDatabase database) {
		this.pool = database.create(CONNECTIONS);
		this.orm = AsyncOrm.builder(this.pool).models(Parcel.class).schemaAction(SchemaAction.CREATE).build();
		this.parcels = this.orm.repository(Parcels.class);
		this.spring = new TransactionTemplate(new JdbcTransactionManager(this.pool));
	}

	/** As the sessions of a server that is no primary any more. */
	@BeforeEach
	void makeSessionsReadOnly() throws SQLException {
		for (Connection connection : takeAll()) {
			this.former.add(connection.unwrap(Connection.class));
			try (Statement statement = connection.createStatement()) {
				statement.execute(connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
						? "set session characteristics as transaction read only" : "set session transaction read only");
			}
			connection.close();
		}
	}

	private List<Connection> takeAll() throws SQLException {
		List<Connection> all = new ArrayList<>();
		for (int i = 0; i < CONNECTIONS; i++) {
			all.add(this.pool.getConnection());
		}
		return all;
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void writesReachTheOtherServerSoon() {
		int written = assertThatAllIsWellSoon(() -> Orm.await(this.parcels.acreate(kw("content", "ink"))));

		assertThat(Orm.await(this.parcels.acount())).isEqualTo(written);
	}

	@Test
	void atomicBlocksReachTheOtherServerSoon() {
		assertThatAllIsWellSoon(() -> Orm.await(this.orm.transactions()
			.atomic(() -> Orm.await(this.parcels.filter("content", "ink").aupdate(kw("content", "paper"))))));
	}

	@Test
	void transactionsOfSpringReachTheOtherServerSoon() {
		assertThatAllIsWellSoon(
				() -> this.spring.execute((status) -> Orm.await(this.parcels.acreate(kw("content", "ink")))));
	}

	@Test
	void nobodyIsLedToTheFormerServerOnceAWriteHasFailed() throws SQLException {
		Connection used = this.pool.getConnection();
		assertThatExceptionOfType(ReadOnlyTransactionException.class)
			.isThrownBy(() -> Orm.await(this.parcels.acreate(kw("content", "ink"))));
		used.close();

		List<Connection> all = takeAll();

		for (Connection connection : all) {
			assertThat(connection.unwrap(Connection.class)).isNotIn(this.former);
			connection.close();
		}
	}

	@Test
	void connectionsThatAreReadOnlyBySettingAreKept() throws SQLException {
		try (HikariDataSource reading = new HikariDataSource()) {
			reading.setDataSource(this.pool);
			reading.setReadOnly(true);
			reading.setMaximumPoolSize(1);
			try (AsyncOrm other = AsyncOrm.builder(reading).models(Parcel.class).build()) {
				Connection before = connection(reading);

				assertThatExceptionOfType(ReadOnlyTransactionException.class)
					.isThrownBy(() -> Orm.await(other.repository(Parcels.class).acreate(kw("content", "ink"))));

				assertThat(connection(reading)).isSameAs(before);
			}
		}
	}

	private static Connection connection(HikariDataSource pool) throws SQLException {
		try (Connection connection = pool.getConnection()) {
			return connection.unwrap(Connection.class);
		}
	}

	/** The first that fails is the last; returns how many calls have not. */
	private static int assertThatAllIsWellSoon(Callable<?> write) {
		List<Throwable> failures = new ArrayList<>();
		for (int i = 0; i < CONNECTIONS + 2; i++) {
			try {
				write.call();
			}
			catch (Exception ex) {
				failures.add(ex);
			}
		}

		assertThat(failures).hasSize(1)
			.allSatisfy((failure) -> assertThat(failure).isInstanceOf(ReadOnlyTransactionException.class));
		return CONNECTIONS + 2 - failures.size();
	}

	@Model
	record Parcel(@Nullable Long id, String content) {

	}

	interface Parcels extends AsyncRepository<Parcel, Long> {

	}

}
