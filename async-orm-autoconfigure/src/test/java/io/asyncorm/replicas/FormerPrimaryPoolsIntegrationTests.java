package io.asyncorm.replicas;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.asyncorm.AsyncOrm;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.ReadOnlyTransactionException;
import io.asyncorm.replicas.Entries.Entry;
import io.asyncorm.replicas.Entries.Journal;
import io.asyncorm.replicas.Entries.Journals;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.PostgreSqlCluster;
import io.asyncorm.testdatabase.TcpProxy;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A pool that cannot be told to make its connections anew, behind an address that leads
 * to another primary than before, while the former one stays and takes no writes.
 */
@Timeout(120)
class FormerPrimaryPoolsIntegrationTests {

	private static final int CONNECTIONS = 4;

	@Test
	void noConnectionGoesOnReadingWhatIsOldOnceOneHasLedThere() throws Exception {
		try (PostgreSqlCluster cluster = PostgreSqlCluster.start(Map.of())) {
			DatabaseAddress database = cluster.createDatabase();
			try (TcpProxy proxy = TcpProxy.before(database);
					BasicDataSource pool = pool(proxy.address());
					AsyncOrm orm = AsyncOrm.builder(pool)
						.models(Journal.class, Entry.class)
						.lanes(CONNECTIONS)
						.schemaAction(SchemaAction.CREATE)
						.shutdownTimeout(Duration.ofSeconds(5))
						.build()) {
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

	private static BasicDataSource pool(DatabaseAddress address) {
		BasicDataSource pool = new BasicDataSource();
		pool.setUrl(address.url());
		pool.setUsername(address.username());
		pool.setPassword(address.password());
		pool.setMaxTotal(CONNECTIONS);
		pool.setMaxIdle(CONNECTIONS);
		return pool;
	}

	/** Reads on all connections at the same time; returns how much each has seen. */
	private static List<Integer> together(Journals journals) {
		List<CompletableFuture<Integer>> reads = Stream
			.generate(() -> journals.raw("select id, name from journal, pg_sleep(0.3)").alist().thenApply(List::size))
			.limit(CONNECTIONS)
			.toList();
		return gather(reads).join();
	}

}
