package io.asyncorm.replicas;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.ReadOnlyTransactionException;
import io.asyncorm.replicas.Entries.Entry;
import io.asyncorm.replicas.Entries.Journal;
import io.asyncorm.replicas.Entries.Journals;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.PostgreSqlCluster;
import io.asyncorm.testdatabase.TcpProxy;
import io.asyncorm.testdatabase.TestDatabase;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Pools behind an address that leads to another primary than before, while the former one
 * stays and takes no writes: those of DBCP and Tomcat cannot be told to make their
 * connections anew.
 */
@Timeout(240)
class FormerPrimaryPoolsIntegrationTests {

	private static final int CONNECTIONS = 4;

	@ParameterizedTest
	@EnumSource
	void noConnectionGoesOnReadingWhatIsOldOnceOneHasLedThere(Pool kind) throws Exception {
		try (PostgreSqlCluster cluster = PostgreSqlCluster.start(Map.of())) {
			DatabaseAddress database = cluster.createDatabase();
			try (TcpProxy proxy = TcpProxy.before(database);
					OpenPool pool = kind.open(proxy.address(), CONNECTIONS);
					AsyncOrm orm = orm(pool, CONNECTIONS, SchemaAction.CREATE)) {
				Journals journals = orm.repository(Journals.class);
				await(journals.acreate(kw("name", "before")));
				assertThat(together(journals)).containsOnly(1);
				cluster.awaitReplayed();
				cluster.primary().execute("alter system set default_transaction_read_only = on");
				cluster.primary().execute("select pg_reload_conf()");
				cluster.promote();
				proxy.switchTo(cluster.onStandby(database));

				assertThatExceptionOfType(ReadOnlyTransactionException.class)
					.isThrownBy(() -> await(journals.acreate(kw("name", "refused"))));
				await(journals.acreate(kw("name", "after")));

				assertThat(together(journals)).containsOnly(2);
				assertThat(await(orm.transactions().atomic(() -> await(journals.acount())))).isEqualTo(2);
			}
		}
	}

	/**
	 * With one connection at a time, so that each refusal could make another; a few do.
	 */
	@ParameterizedTest
	@EnumSource
	void aServerThatIsMeantToTakeNoWritesKeepsItsConnections(Pool kind) throws Exception {
		DatabaseAddress database = TestDatabase.POSTGRESQL.create();
		try (OpenPool first = Pool.DBCP.open(database, 1)) {
			orm(first, 1, SchemaAction.CREATE).close();
			JdbcClient.create(first.dataSource())
				.sql("do $$ begin execute format('alter database %I set default_transaction_read_only = on',"
						+ " current_database()); end $$")
				.update();
		}
		Set<Integer> sessions = new HashSet<>();
		long begin = System.nanoTime();

		try (OpenPool pool = kind.open(database, 1); AsyncOrm orm = orm(pool, 1, SchemaAction.NONE)) {
			Journals journals = orm.repository(Journals.class);
			for (int write = 0; write < 20; write++) {
				assertThatExceptionOfType(ReadOnlyTransactionException.class)
					.isThrownBy(() -> await(journals.acreate(kw("name", "never"))));
				sessions.add(await(orm.transactions()
					.atomic(() -> JdbcClient.create(pool.dataSource())
						.sql("select pg_backend_pid()")
						.query(Integer.class)
						.single())));
			}
		}

		int periods = 1 + (int) (TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
		assertThat(sessions).hasSizeLessThanOrEqualTo(4 * periods);
	}

	private static AsyncOrm orm(OpenPool pool, int lanes, SchemaAction action) {
		return AsyncOrm.builder(pool.dataSource())
			.models(Journal.class, Entry.class)
			.lanes(lanes)
			.schemaAction(action)
			.shutdownTimeout(Duration.ofSeconds(5))
			.build();
	}

	/** Reads on all connections at the same time; returns how much each has seen. */
	private static List<Integer> together(Journals journals) {
		List<CompletableFuture<Integer>> reads = Stream
			.generate(() -> journals.raw("select id, name from journal, pg_sleep(0.3)").alist().thenApply(List::size))
			.limit(CONNECTIONS)
			.toList();
		return gather(reads).join();
	}

	/** Whose pool. */
	enum Pool {

		HIKARI {

			@Override
			OpenPool open(DatabaseAddress address, int size) {
				HikariDataSource pool = address.openPool(size);
				return new OpenPool(pool, pool);
			}

		},

		DBCP {

			@Override
			OpenPool open(DatabaseAddress address, int size) {
				BasicDataSource pool = new BasicDataSource();
				pool.setUrl(address.url());
				pool.setUsername(address.username());
				pool.setPassword(address.password());
				pool.setMaxTotal(size);
				pool.setMaxIdle(size);
				return new OpenPool(pool, pool);
			}

		},

		TOMCAT {

			@Override
			OpenPool open(DatabaseAddress address, int size) {
				org.apache.tomcat.jdbc.pool.DataSource pool = new org.apache.tomcat.jdbc.pool.DataSource();
				pool.setDriverClassName("org.postgresql.Driver");
				pool.setUrl(address.url());
				pool.setUsername(address.username());
				pool.setPassword(address.password());
				pool.setMaxActive(size);
				pool.setInitialSize(0);
				pool.setTestOnBorrow(true);
				pool.setValidationQuery("select 1");
				return new OpenPool(pool, pool::close);
			}

		};

		abstract OpenPool open(DatabaseAddress address, int size);

	}

	/**
	 * A pool until it is closed.
	 *
	 * @param closing closes it
	 */
	record OpenPool(DataSource dataSource, AutoCloseable closing) implements AutoCloseable {

		@Override
		public void close() {
			try {
				this.closing.close();
			}
			catch (Exception ex) {
				throw new IllegalStateException("The pool does not close", ex);
			}
		}

	}

}
