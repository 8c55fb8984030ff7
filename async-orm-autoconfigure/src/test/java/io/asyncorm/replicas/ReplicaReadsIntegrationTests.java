package io.asyncorm.replicas;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.asyncorm.AsyncOrm;
import io.asyncorm.Deadline;
import io.asyncorm.Orm;
import io.asyncorm.Replica;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.ReadOnlyTransactionException;
import io.asyncorm.query.Ref;
import io.asyncorm.query.ReplicaReads;
import io.asyncorm.replicas.Entries.Entry;
import io.asyncorm.replicas.Entries.Journal;
import io.asyncorm.replicas.Entries.Journals;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.TransactionOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.readOnly;
import static io.asyncorm.Orm.set;
import static io.asyncorm.replicas.EveryRead.PRIMARY;
import static io.asyncorm.replicas.EveryRead.STANDBY;
import static io.asyncorm.replicas.EveryRead.all;
import static io.asyncorm.replicas.EveryRead.seenBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is read from a standby, whose replay is paused: it has one entry, and the primary
 * has two.
 */
@Timeout(180)
class ReplicaReadsIntegrationTests extends AbstractJournalTests {

	private Entries entries;

	private Journals journals;

	private Ref<Journal> journal;

	@BeforeEach
	void prepare() {
		try (AsyncOrm first = builder().schemaAction(SchemaAction.CREATE).build()) {
			Journal stored = await(first.repository(Journals.class).acreate(kw("name", "daily")));
			this.journal = Ref.to(stored);
			await(first.repository(Entries.class).acreate(kw("text", "old", "journal", stored)));
			cluster.awaitReplayed();
			cluster.pauseReplay();
			await(first.repository(Entries.class).acreate(kw("text", "new", "journal", stored)));
		}
		start((replica) -> replica);
	}

	private void start(UnaryOperator<Replica> settings) {
		if (this.orm != null) {
			this.orm.close();
		}
		Replica replica = Replica.of("replica", this.standby).stickiness(Duration.ZERO);
		this.orm = builder().replica(settings.apply(replica)).build();
		this.entries = this.orm.repository(Entries.class);
		this.journals = this.orm.repository(Journals.class);
	}

	@Test
	void everyKindOfReadGoesThereByOneRule() {
		assertThat(seenBy(this.entries)).isEqualTo(all(STANDBY));
	}

	@Test
	void whatNamesThePrimaryOrSaysNothingStaysThereWhereOnlyDeclaredReadsGo() {
		start((replica) -> replica.reads(ReplicaReads.DECLARED));

		assertThat(seenBy(this.entries)).isEqualTo(all(PRIMARY));
		assertThat(seenBy((Entries) this.entries.using("replica"))).isEqualTo(all(STANDBY));
		assertThat(await(this.entries.all().using("replica").acount())).isEqualTo(STANDBY);
		assertThat(await(this.entries.valuesList(Entry::text).using("replica").alist())).hasSize(1);
	}

	@Test
	void declaredMethodsThatAreReadOnlyReadThere() {
		start((replica) -> replica.reads(ReplicaReads.DECLARED));

		assertThat(await(this.entries.acountAll())).isEqualTo(STANDBY);
		assertThat(await(this.entries.acountByText("new"))).isZero();
		assertThat(await(this.entries.filter("n").alist())).isEmpty();
		assertThat(await(this.orm.transactions().atomic(() -> await(this.entries.acountAll())))).isEqualTo(PRIMARY);
		start((replica) -> replica.reads(ReplicaReads.OFF));
		assertThat(await(this.entries.acountAll())).isEqualTo(PRIMARY);
	}

	@Test
	void namesMeanThePrimaryWhereNothingIsReadFromIt() {
		start((replica) -> replica.reads(ReplicaReads.OFF));

		assertThat(seenBy(this.entries)).isEqualTo(all(PRIMARY));
		assertThat(seenBy((Entries) this.entries.using("replica"))).isEqualTo(all(PRIMARY));
		refused(() -> await(this.entries.using("replica").acreate(kw("text", "x", "journal", this.journal))));
	}

	@Test
	void writesAndLocksGoToThePrimary() {
		await(this.entries.acreate(kw("text", "created", "journal", this.journal)));
		await(this.entries.aupdateOrCreate(kw("text", "upserted"), Orm.defaults("journal", this.journal)));
		await(this.entries.aadded("inserted", Objects.requireNonNull(this.journal.key(Long.class))));
		await(this.entries.raw("insert into entry (text, journal_id) select 'raw', min(id) from journal returning *")
			.alist());

		assertThat(await(this.entries.filter("text", "new").aupdate(set(Entry::text).to("newer")))).isEqualTo(1);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> await(this.entries.all().selectForUpdate().alist()))
			.withMessageContaining("there is none");
		assertThat(await(this.entries.alocked())).hasSize(6);
		assertThat(await(this.entries.filter("text", "newer").adelete()).count()).isEqualTo(1);
		assertThat(await(this.entries.acount())).isEqualTo(STANDBY);
	}

	@Test
	void relatedObjectsOfWhatWasReadThereAreWrittenAtThePrimary() {
		Journal daily = await(this.journals.prefetchRelated("entries").aget());
		assertThat(Objects.requireNonNull(daily.entries()).list()).hasSize(1);

		await(daily.entries().acreate(kw("text", "added")));

		assertThat(JdbcClient.create(this.primary).sql("select count(*) from entry").query(Long.class).single())
			.isEqualTo(3);
		assertThat(await(daily.entries().acount())).isEqualTo(STANDBY);
	}

	@Test
	void whatWritesInAReadOnlyPlaceIsToldWhatToChange() {
		refused(() -> await(this.entries.using("replica").acreate(kw("text", "x", "journal", this.journal))));
		refused(() -> await(this.entries.all().using("replica").aupdate(set(Entry::text).to("x"))));
		refused(() -> await(this.entries.all().using("replica").selectForUpdate().alist()));
		refused(() -> await(this.entries.all().using("replica").selectForUpdate().aiterator().forEach((row) -> {
		})));
		assertThatExceptionOfType(ReadOnlyTransactionException.class)
			.isThrownBy(() -> await(this.orm.transactions()
				.atomic(readOnly(), () -> await(this.entries.acreate(kw("text", "x", "journal", this.journal))))))
			.withMessageContaining("write in one that is not (atomic(...) without readOnly()");
	}

	private static void refused(ThrowingCallable call) {
		assertThatExceptionOfType(ReadOnlyTransactionException.class).isThrownBy(call)
			.withMessageContaining(
					"it is asked of a replica, which can only be read: write and lock without using(...)");
	}

	@Test
	void whatHappensInATransactionThatMayWriteHappensAtThePrimary() {
		TransactionTemplate spring = new TransactionTemplate(new JdbcTransactionManager(this.primary));

		assertThat(await(this.orm.transactions().atomic(() -> seenBy(this.entries)))).isEqualTo(all(PRIMARY));
		assertThat(await(this.orm.transactions().atomic(() -> seenBy((Entries) this.entries.using("replica")))))
			.isEqualTo(all(PRIMARY));
		assertThat(spring.<Map<String, Long>>execute((status) -> seenBy(this.entries))).isEqualTo(all(PRIMARY));
	}

	@Test
	void aReadOnlyBlockReadsThereWithAllThatJoinsIt() {
		JdbcClient jdbc = JdbcClient.create(this.primary);
		Callable<Long> plain = () -> jdbc.sql("select count(*) from entry").query(Long.class).single();

		assertThat(await(this.orm.transactions().atomic(readOnly(), () -> seenBy(this.entries))))
			.isEqualTo(all(STANDBY));
		assertThat(await(this.orm.transactions().atomic(readOnly(), plain))).isEqualTo(STANDBY);
		assertThat(await(this.orm.transactions()
			.atomic(readOnly(),
					() -> await(this.orm.transactions()
						.atomic(TransactionOptions.defaults().propagation(Propagation.REQUIRES_NEW), plain)))))
			.isEqualTo(PRIMARY);
		assertThat(await(this.orm.transactions().atomic(readOnly().isolation(Isolation.SERIALIZABLE), plain)))
			.isEqualTo(PRIMARY);
		start((replica) -> replica.reads(ReplicaReads.DECLARED));
		assertThat(await(this.orm.transactions().atomic(readOnly(), plain))).isEqualTo(STANDBY);
		start((replica) -> replica.reads(ReplicaReads.OFF));
		assertThat(await(this.orm.transactions().atomic(readOnly(), plain))).isEqualTo(PRIMARY);
		assertThat(this.primary.getHikariPoolMXBean().getActiveConnections()).isZero();
		assertThat(this.standby.getHikariPoolMXBean().getActiveConnections()).isZero();
	}

	@Test
	void aBlockThatIsCancelledThereCostsItsConnectionAndHarmsNeitherPool() {
		CompletableFuture<Long> block = this.orm.transactions()
			.atomic(readOnly(), () -> await(this.entries.acountLike("%")) + asleep());
		JdbcClient jdbc = JdbcClient.create(this.standby);
		while (TestDatabase.POSTGRESQL.countExecuting(jdbc, "pg_sleep(60)") == 0) {
			assertThat(block).isNotDone();
		}

		block.cancel(true);

		while (TestDatabase.POSTGRESQL.countExecuting(jdbc, "pg_sleep(60)") > 0) {
			assertThat(block).isCancelled();
		}
		for (int read = 0; read < 20; read++) {
			assertThat(await(this.orm.transactions().atomic(readOnly(), () -> await(this.entries.acount()))))
				.isEqualTo(STANDBY);
			assertThat(await(this.orm.transactions().atomic(() -> await(this.entries.acount())))).isEqualTo(PRIMARY);
		}
		long begin = System.nanoTime();
		while (this.standby.getHikariPoolMXBean().getActiveConnections() > 0) {
			assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(30));
		}
		assertThat(this.primary.getHikariPoolMXBean().getActiveConnections()).isZero();
	}

	private long asleep() {
		return await(this.entries.raw("select 1 id, 'x' text, 1 journal_id from pg_sleep(60)").alist()).size();
	}

	/** Each waits for the other, so that they cannot be read one after the other. */
	@Test
	void readsOfOneMomentRunInParallelOnOneReplica() {
		CyclicBarrier together = new CyclicBarrier(3);
		Callable<Long> read = () -> {
			together.await(60, TimeUnit.SECONDS);
			return await(this.entries.acount());
		};

		List<Long> seen = await(this.orm.transactions().snapshot(3, List.of(read, read, read)));

		assertThat(seen).containsExactly(STANDBY, STANDBY, STANDBY);
	}

	@Test
	void gatheredReadsRunInParallelThere() {
		List<CompletableFuture<Long>> counts = Stream.generate(() -> this.entries.acountLike("%")).limit(20).toList();

		assertThat(gather(counts).join()).containsOnly(STANDBY);
		assertThat(this.primary.getHikariPoolMXBean().getActiveConnections()).isZero();
	}

	@Test
	void aReplicaThatIsDownFailsItsReadsAndNothingElse() {
		this.standby.close();

		assertThatExceptionOfType(CannotGetJdbcConnectionException.class).isThrownBy(() -> await(this.entries.acount()))
			.withMessageContaining("no connection to the database of the data source 'replica'");
		assertThat(await(this.orm.transactions().atomic(() -> await(this.entries.acount())))).isEqualTo(PRIMARY);
	}

	/** As a function that writes, which its words do not tell. */
	@Test
	void whatTurnsOutToWriteGoesToThePrimaryUnlessTheReplicaWasAskedForIt() {
		start((replica) -> replica.stickiness(Duration.ofHours(1)));
		String next = "select nextval('entry_id_seq') id, 'x' text, 1 journal_id";

		assertThatExceptionOfType(ReadOnlyTransactionException.class)
			.isThrownBy(() -> await(this.entries.all().using("replica").raw(next).alist()))
			.withMessageContaining("write in a transaction that is not (transactions.atomic(...) or @Transactional");
		assertThatExceptionOfType(ReadOnlyTransactionException.class)
			.isThrownBy(() -> await(this.entries.anextIdThere()));
		assertThatExceptionOfType(ReadOnlyTransactionException.class).isThrownBy(
				() -> await(this.orm.transactions().atomic(readOnly(), () -> await(this.entries.raw(next).alist()))));
		assertThat(await(this.entries.acount())).isEqualTo(STANDBY);
		assertThat(await(this.entries.all().raw(next).alist())).hasSize(1);
		assertThat(await(this.entries.acount())).isEqualTo(PRIMARY);
		assertThat(await(this.entries.anextId())).isEqualTo(await(this.entries.anextId()) - 1);
		assertThat(this.standby.getHikariPoolMXBean().getTotalConnections()).isOne();
	}

	@Test
	void whatTurnsOutToWriteFailsAndIsStoppedAsOthersAre() throws Exception {
		JdbcClient.create(this.primary)
			.sql("create function slow() returns bigint as 'select nextval(''entry_id_seq'');"
					+ " select 1::bigint from pg_sleep(120)' language sql")
			.update();
		cluster.resumeReplay();
		cluster.awaitReplayed();
		CompletableFuture<?> slow = this.entries.raw("select slow() id, 'x' text, 1 journal_id").alist();
		String running = "select count(*) from pg_stat_activity where query like 'select slow()%' and state = 'active'";
		awaitCount(running, 1);

		assertThat(slow.cancel(true)).isTrue();
		awaitCount(running, 0);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(
				() -> await(this.entries.raw("select nextval('entry_id_seq') / 0 id, 'x' text, 1 journal_id").alist()))
			.withMessageContaining("division by zero");
	}

	/** The second time alone would be within the limit. */
	@Test
	void whatTurnsOutToWriteLateHasNoSecondTimeLimit() {
		JdbcClient.create(this.primary)
			.sql("create function late() returns bigint as 'select 1 from pg_sleep(3);"
					+ " select nextval(''entry_id_seq'')' language sql")
			.update();
		cluster.resumeReplay();
		cluster.awaitReplayed();

		CompletableFuture<?> limited = this.entries.raw("select late() id, 'x' text, 1 journal_id")
			.timeout(Duration.ofSeconds(4))
			.alist();
		CompletableFuture<?> within = Deadline.within(Duration.ofSeconds(4),
				() -> this.entries.raw("select late() id, 'y' text, 1 journal_id").alist());

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> await(limited))
			.withMessageContaining("4 s (the timeout of its query set)");
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> await(within))
			.withMessageContaining("4 s (the Deadline around it)");
	}

	@Test
	void whatIsInTheWayOfTheReplayIsRepeatedOnceAndToldWhatHelps() {
		cluster.resumeReplay();
		cluster.standby().execute("alter system set max_standby_streaming_delay = 0");
		cluster.standby().execute("select pg_reload_conf()");
		CompletableFuture<?> read = this.entries.raw("select id, text, journal_id from entry, pg_sleep(60)").alist();

		String first = awaitBegin("");
		JdbcClient.create(this.primary).sql("alter table entry add column second int").update();
		String again = awaitBegin(first);
		JdbcClient.create(this.primary).sql("alter table entry add column third int").update();

		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(() -> await(read))
			.withMessageContaining("in the way of what it had to replay")
			.withMessageContaining("hot_standby_feedback");
		assertThat(again).isNotEqualTo(first);
		cluster.standby().execute("alter system reset max_standby_streaming_delay");
		cluster.standby().execute("select pg_reload_conf()");
	}

	/** Waits until the read runs there that has not begun at that time; returns when. */
	private static String awaitBegin(String other) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		while (true) {
			String begin = Objects.requireNonNull(cluster.standby()
				.query("select coalesce(max(query_start::text), '') from pg_stat_activity where state = 'active'"
						+ " and query like 'select id, text, journal_id from entry, pg_sleep%'"));
			if (!begin.isEmpty() && !begin.equals(other)) {
				return begin;
			}
			assertThat(System.nanoTime()).isLessThan(deadline);
		}
	}

	private void awaitCount(String sql, long wanted) {
		long begin = System.nanoTime();
		while (JdbcClient.create(this.primary).sql(sql).query(Long.class).single() != wanted) {
			assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(30));
		}
	}

}
