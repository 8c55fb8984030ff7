package io.asyncorm.replicas;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Replica;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.ReadOnlyTransactionException;
import io.asyncorm.query.ReplicaReads;
import io.asyncorm.replicas.Entries.Entry;
import io.asyncorm.replicas.Entries.Journal;
import io.asyncorm.replicas.Entries.Journals;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.readOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Spring's proxy takes read-only connections from another pool: here on another database,
 * which has a journal less.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class ReadOnlyProxyIntegrationTests {

	private static final long FEWER = 1;

	private static final long ALL = 2;

	private final HikariDataSource writing;

	private final HikariDataSource reading;

	private final LazyConnectionDataSourceProxy proxy;

	private final String count;

	ReadOnlyProxyIntegrationTests(TestDatabase database) {
		this.writing = database.create(3);
		this.reading = database.create(3);
		this.count = "select count(*) from " + ((database == TestDatabase.H2) ? "\"journal\"" : "journal");
		write(this.writing, ALL);
		write(this.reading, FEWER);
		this.proxy = new LazyConnectionDataSourceProxy(this.writing);
		this.proxy.setReadOnlyDataSource(this.reading);
	}

	private static void write(HikariDataSource pool, long journals) {
		try (AsyncOrm orm = builder(AsyncOrm.builder(pool)).schemaAction(SchemaAction.CREATE).build()) {
			for (long i = 0; i < journals; i++) {
				await(orm.repository(Journals.class).acreate(kw("name", "journal " + i)));
			}
		}
	}

	private static AsyncOrm.Builder builder(AsyncOrm.Builder builder) {
		return builder.models(Journal.class, Entry.class);
	}

	@AfterEach
	void close() {
		this.reading.close();
		this.writing.close();
	}

	@Test
	void nothingIsReadFromTheOtherPoolUnasked() {
		try (AsyncOrm orm = builder(AsyncOrm.builder(this.proxy)).build()) {
			Journals journals = orm.repository(Journals.class);

			assertThat(await(journals.all().alist())).hasSize((int) ALL);
			assertThat(iterated(journals)).isEqualTo(ALL);
			assertThat(this.reading.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
	}

	@Test
	void allKindsOfReadsGoToTheOtherPoolByOneRule() {
		Replica replica = Replica.behind("replica", this.proxy);
		try (AsyncOrm orm = builder(AsyncOrm.builder(this.proxy)).replica(replica).build()) {
			Journals journals = orm.repository(Journals.class);

			assertThat(await(journals.all().alist())).hasSize((int) FEWER);
			assertThat(await(journals.acount())).isEqualTo(FEWER);
			assertThat(iterated(journals)).isEqualTo(FEWER);
			assertThat(await(orm.transactions().atomic(() -> await(journals.acount())))).isEqualTo(ALL);
			assertThat(this.reading.getHikariPoolMXBean().getActiveConnections()).isZero();
			assertThat(this.writing.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
	}

	@Test
	void readOnlyBlocksGoThereWithWhatJoinsThem() {
		Replica replica = Replica.behind("replica", this.proxy).reads(ReplicaReads.DECLARED);
		try (AsyncOrm orm = builder(AsyncOrm.builder(this.proxy)).replica(replica).build()) {
			Journals journals = orm.repository(Journals.class);
			JdbcClient jdbc = JdbcClient.create(this.proxy);
			Callable<Long> count = () -> await(journals.acount());
			Callable<Long> plain = () -> jdbc.sql(this.count).query(Long.class).single();

			assertThat(await(journals.acount())).isEqualTo(ALL);
			assertThat(await(orm.transactions().atomic(readOnly(), count))).isEqualTo(FEWER);
			assertThat(await(orm.transactions().atomic(readOnly(), plain))).isEqualTo(FEWER);
			assertThat(await(orm.transactions().atomic(plain))).isEqualTo(ALL);
			assertThat(this.reading.getHikariPoolMXBean().getActiveConnections()).isZero();
			assertThat(this.writing.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
	}

	@Test
	void withoutAReplicaReadOnlyBlocksAndSnapshotsAreOfThePoolThatWrites() {
		try (AsyncOrm orm = builder(AsyncOrm.builder(this.proxy)).build()) {
			Callable<Long> count = () -> await(orm.repository(Journals.class).acount());
			Callable<Long> plain = () -> JdbcClient.create(this.proxy).sql(this.count).query(Long.class).single();

			assertThat(await(orm.transactions().atomic(readOnly(), count))).isEqualTo(ALL);
			assertThat(await(orm.transactions().atomic(readOnly(), plain))).isEqualTo(ALL);
			assertThat(await(orm.transactions().atomic(readOnly().isolation(Isolation.REPEATABLE_READ), count)))
				.isEqualTo(ALL);
			assertThat(await(orm.transactions().snapshot(2, List.of(count, count, plain)))).containsOnly(ALL);
			assertThat(await(orm.transactions()
				.atomic(() -> await(
						orm.transactions().atomic(readOnly().propagation(Propagation.REQUIRES_NEW), count)))))
				.isEqualTo(ALL);
			assertThat(this.reading.getHikariPoolMXBean().getActiveConnections()).isZero();
			assertThat(this.writing.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void blocksOfACallerThatWroteAndSerializableOnesAreOfThePoolThatWrites(boolean behind) {
		Replica replica = (behind ? Replica.behind("replica", this.proxy) : Replica.of("replica", this.reading))
			.stickiness(Duration.ofMinutes(5));
		try (AsyncOrm orm = builder(AsyncOrm.builder(this.proxy)).replica(replica).build()) {
			Journals journals = orm.repository(Journals.class);
			Callable<Long> count = () -> await(journals.acount());

			assertThat(await(orm.transactions().atomic(readOnly(), count))).isEqualTo(FEWER);
			assertThat(await(orm.transactions().atomic(readOnly().isolation(Isolation.SERIALIZABLE), count)))
				.isEqualTo(ALL);
			await(journals.acreate(kw("name", "mine")));
			assertThat(await(orm.transactions().atomic(readOnly(), count))).isEqualTo(ALL + 1);
			assertThat(await(orm.transactions().snapshot(2, List.of(count, count)))).containsOnly(ALL + 1);
		}
	}

	@Test
	void suchBlocksStillOnlyReadAndLeaveNothingBehind() {
		try (AsyncOrm orm = builder(AsyncOrm.builder(this.proxy)).build()) {
			Journals journals = orm.repository(Journals.class);
			Callable<Boolean> isReadOnly = TransactionSynchronizationManager::isCurrentTransactionReadOnly;
			Callable<Journal> write = () -> await(journals.acreate(kw("name", "mine")));

			assertThat(await(orm.transactions().atomic(readOnly(), isReadOnly))).isTrue();
			assertThat(await(orm.transactions().atomic(isReadOnly))).isFalse();
			assertThatExceptionOfType(ReadOnlyTransactionException.class)
				.isThrownBy(() -> await(orm.transactions().atomic(readOnly(), write)));
			assertThat(await(orm.transactions().atomic(write)).name()).isEqualTo("mine");
			assertThat(await(journals.acount())).isEqualTo(ALL + 1);
		}
	}

	private static long iterated(Journals journals) {
		AtomicLong count = new AtomicLong();
		await(journals.all().aiterator().forEach((journal) -> count.incrementAndGet()));
		return count.get();
	}

}
