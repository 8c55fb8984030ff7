package io.asyncorm.replicas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.asyncorm.AsyncOrm;
import io.asyncorm.Replica;
import io.asyncorm.Tenant;
import io.asyncorm.async.StatementScope;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.replicas.Entries.Journal;
import io.asyncorm.replicas.Entries.Journals;
import io.asyncorm.repository.AsyncRepository;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.readOnly;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A caller reads what it wrote itself, whatever the standby shows, whose replay is
 * paused.
 */
@Timeout(180)
class StickyReadsIntegrationTests extends AbstractJournalTests {

	private static final Log logger = LogFactory.getLog(StickyReadsIntegrationTests.class);

	private static final int CALLERS = 20;

	private static final int WRITES = 20;

	private static final Duration LONG = Duration.ofHours(1);

	private Journals journals;

	@BeforeEach
	void prepare() {
		builder().schemaAction(SchemaAction.CREATE).build().close();
		cluster.awaitReplayed();
		cluster.pauseReplay();
	}

	private void start(UnaryOperator<Replica> settings) {
		this.orm = builder().replica(settings.apply(Replica.of("replica", this.standby))).build();
		this.journals = this.orm.repository(Journals.class);
	}

	@AfterEach
	void forgetRequest() {
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void whoWroteReadsFromThePrimaryForAWhileAndOthersDoNot() throws Exception {
		start((replica) -> replica.stickiness(LONG));

		assertThat(await(this.journals.acount())).isZero();
		await(this.journals.acreate(kw("name", "own")));

		assertThat(await(this.journals.acount())).isEqualTo(1);
		assertThat(await(this.journals.all().using("replica").acount())).isEqualTo(1);
		assertThat(await(this.orm.transactions().atomic(readOnly(), () -> await(this.journals.acount())))).isEqualTo(1);
		assertThat(await(this.orm.transactions().snapshot(2, List.of(() -> await(this.journals.acount())))))
			.containsExactly(1L);
		assertThat(inAnotherThread(() -> await(this.journals.acount()))).isZero();
	}

	/** As a web server does, whose threads have written nothing. */
	@Test
	void whoWroteAndStreamsMissesNothingWhicheverThreadReads() throws Exception {
		start((replica) -> replica.stickiness(LONG));
		await(this.journals.acreate(kw("name", "own")));
		AsyncIterable<Journal> rows = this.journals.aiterator();
		AtomicLong read = new AtomicLong();

		inAnotherThread(() -> await(rows.forEach((journal) -> read.incrementAndGet())));

		assertThat(read).hasValue(1);
	}

	@Test
	void theWhileEnds() {
		start((replica) -> replica.stickiness(Duration.ofMillis(300)));
		await(this.journals.acreate(kw("name", "own")));
		long begin = System.nanoTime();

		assertThat(await(this.journals.acount())).isEqualTo(1);
		while (await(this.journals.acount()) == 1) {
			assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(60));
		}

		assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(200));
	}

	@Test
	void callbacksAndBlocksAreOfTheCallerThatStartedThem() {
		start((replica) -> replica.stickiness(LONG));
		assertThat(await(this.journals.acount())).isZero();

		long seenByCallback = await(
				this.journals.acreate(kw("name", "first")).thenCompose((created) -> this.journals.acount()));
		CompletableFuture<Long> seenByItsWriter = this.journals.acount()
			.thenCompose((count) -> this.journals.acreate(kw("name", "second")))
			.thenCompose((created) -> this.journals.acount());

		assertThat(seenByCallback).isEqualTo(1);
		assertThat(await(seenByItsWriter)).isEqualTo(2);
		assertThat(await(this.journals.acount())).isEqualTo(2);
	}

	@Test
	void whatATransactionWroteCountsFromItsCommit() {
		start((replica) -> replica.stickiness(LONG));
		TransactionTemplate spring = new TransactionTemplate(new JdbcTransactionManager(this.primary));

		await(this.orm.transactions().atomic(() -> await(this.journals.acreate(kw("name", "ours")))));
		assertThat(await(this.journals.acount())).isEqualTo(1);
		spring.executeWithoutResult((status) -> await(this.journals.acreate(kw("name", "Spring's"))));
		assertThat(await(this.journals.acount())).isEqualTo(2);
	}

	/** Both take longer than the while, which begins with their end. */
	@Test
	void theWhileBeginsWithTheEndOfAWriteAndOfItsTransaction() {
		start((replica) -> replica.stickiness(Duration.ofSeconds(2)));

		await(this.journals.raw("insert into journal (name) select 'slow' from pg_sleep(2.5) returning *").alist());
		assertThat(await(this.journals.acount())).isEqualTo(1);

		await(this.orm.transactions().atomic(() -> {
			await(this.journals.acreate(kw("name", "early")));
			return await(this.journals.raw("select 1 id, 'x' as name from pg_sleep(2.5)").alist()).size();
		}));
		assertThat(await(this.journals.acount())).isEqualTo(2);
	}

	/** Though the while was over, and whoever hears of the end has registered before. */
	@Test
	void whoHearsOfTheEndOfATransactionReadsWhatThatWrote() {
		start((replica) -> replica.stickiness(Duration.ofSeconds(2)));
		ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());
		RequestContextHolder.setRequestAttributes(request);
		List<Long> found = new ArrayList<>();

		new TransactionTemplate(new JdbcTransactionManager(this.primary)).executeWithoutResult((status) -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCompletion(int completion) {
					found.add(countOf(request));
				}

			});
			await(this.journals.acreate(kw("name", "ours")));
			await(this.journals.raw("select 1 id, 'x' as name from pg_sleep(2.5)").alist());
		});

		assertThat(found).containsExactly(1L);
	}

	/** As another thread of a request counts the journals. */
	private Long countOf(ServletRequestAttributes request) {
		try {
			return inAnotherThread(() -> {
				RequestContextHolder.setRequestAttributes(request);
				return await(this.journals.acount());
			});
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aRequestIsOneCallerWhateverThreadServesIt() throws Exception {
		start((replica) -> replica.stickiness(LONG));
		ServletRequestAttributes first = new ServletRequestAttributes(new MockHttpServletRequest());
		RequestContextHolder.setRequestAttributes(first);
		await(this.journals.acreate(kw("name", "own")));

		assertThat(await(this.journals.acount())).isEqualTo(1);
		assertThat(inAnotherThread(() -> {
			RequestContextHolder.setRequestAttributes(first);
			return await(this.journals.acount());
		})).isEqualTo(1);
		ServletRequestAttributes second = new ServletRequestAttributes(new MockHttpServletRequest());
		RequestContextHolder.setRequestAttributes(second);
		assertThat(await(this.journals.acount())).isZero();
		second.requestCompleted();
		assertThat(await(this.journals.acount())).isZero();
		ServletRequestAttributes over = new ServletRequestAttributes(new MockHttpServletRequest());
		over.requestCompleted();
		RequestContextHolder.setRequestAttributes(over);
		assertThat(await(this.journals.acount())).isZero();
	}

	@Test
	void aCallerMayReadThereAgainOnceItsWriteIsReplayed() {
		start(Replica::untilReplayed);
		assertThat(await(this.journals.acount())).isZero();
		await(this.journals.acreate(kw("name", "own")));

		for (int read = 0; read < 50; read++) {
			assertThat(await(this.journals.acount())).isEqualTo(1);
		}
		assertThat(await(this.journals.filter("name", "own").aupdate(set(Journal::name).to("renamed")))).isEqualTo(1);
		assertThat(await(this.journals.filter("name", "renamed").acount())).isEqualTo(1);

		cluster.resumeReplay();
		cluster.awaitReplayed();
		awaitReadingFromStandby();
		cluster.pauseReplay();
		assertThat(await(this.journals.filter("name", "renamed").acount())).isEqualTo(1);
		await(this.orm.transactions().atomic(() -> await(this.journals.acreate(kw("name", "in a transaction")))));
		assertThat(await(this.journals.acount())).isEqualTo(2);
	}

	/** Nobody's tenant, and nobody's statements. */
	@Test
	void whatIsReplayedIsAskedForNoTenant() throws Exception {
		ofTenants().schemaAction(SchemaAction.CREATE).build().close();
		cluster.resumeReplay();
		cluster.awaitReplayed();
		this.orm = ofTenants().replica(Replica.of("replica", this.standby).untilReplayed()).build();
		Sheets sheets = this.orm.repository(Sheets.class);
		Tenant.as(1L, () -> await(sheets.acreate(kw("text", "own"))));
		cluster.awaitReplayed();
		Callable<Boolean> atStandby = () -> await(
				Tenant.all(() -> sheets.raw("select 1 shop, 1 id, pg_is_in_recovery()::text as text").alist()))
			.get(0)
			.object()
			.text()
			.equals("true");

		AtomicLong statements = new AtomicLong();
		AtomicLong reads = new AtomicLong();
		StatementScope.listen((operation, line, sql) -> statements.incrementAndGet(), () -> {
			long begin = System.nanoTime();
			do {
				assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(60));
				reads.incrementAndGet();
			}
			while (!atStandby.call());
			return reads;
		});

		assertThat(statements.get()).isEqualTo(reads.get());
		assertThat(Tenant.as(1L, () -> await(sheets.acount()))).isEqualTo(1);
	}

	private AsyncOrm.Builder ofTenants() {
		return AsyncOrm.builder(this.primary).models(Sheet.class);
	}

	/** The standby is late by more than a caller needs to read after it wrote. */
	@Test
	void nobodyMissesOwnWritesWhileAllElseIsReadFromALateStandby() throws Exception {
		start(Replica::untilReplayed);
		cluster.resumeReplay();
		cluster.delayReplay(Duration.ofMillis(100));
		AtomicLong missed = new AtomicLong();
		AtomicLong atStandby = new AtomicLong();
		AtomicLong reads = new AtomicLong();
		List<Thread> callers = IntStream.range(0, CALLERS).mapToObj((caller) -> Thread.ofVirtual().start(() -> {
			for (int write = 0; write < WRITES; write++) {
				await(this.journals.acreate(kw("name", "caller " + caller)));
				for (int read = 0; read < 5; read++) {
					reads.incrementAndGet();
					atStandby.addAndGet(isStandby() ? 1 : 0);
					if (await(this.journals.filter("name", "caller " + caller).acount()) <= write) {
						missed.incrementAndGet();
					}
				}
			}
			awaitReadingFromStandby();
		})).toList();
		List<Thread> readers = IntStream.range(0, CALLERS).mapToObj((reader) -> Thread.ofVirtual().start(() -> {
			for (int read = 0; read < 5 * WRITES; read++) {
				reads.incrementAndGet();
				atStandby.addAndGet(isStandby() ? 1 : 0);
			}
		})).toList();
		for (Thread thread : Stream.concat(callers.stream(), readers.stream()).toList()) {
			thread.join();
		}
		cluster.delayReplay(Duration.ZERO);

		logger.info("%d of %d reads were answered by the standby, %d own writes were missed".formatted(atStandby.get(),
				reads.get(), missed.get()));
		assertThat(missed).hasValue(0);
		assertThat(atStandby).hasValueGreaterThanOrEqualTo(CALLERS * 5L * WRITES);
	}

	private boolean isStandby() {
		return await(this.journals.raw("select 1 id, pg_is_in_recovery()::text as name").alist()).get(0)
			.object()
			.name()
			.equals("true");
	}

	/** Each read tells by its server's own word. */
	private void awaitReadingFromStandby() {
		long begin = System.nanoTime();
		while (!isStandby()) {
			assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(60));
		}
	}

	/** A sheet of a shop. */
	@Model(distributedBy = "shop")
	record Sheet(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id, String text) {
	}

	/** Sheets. */
	interface Sheets extends AsyncRepository<Sheet, List<?>> {

	}

	private static <T> T inAnotherThread(Callable<T> code) throws Exception {
		CompletableFuture<T> result = new CompletableFuture<>();
		Thread.ofVirtual().start(() -> {
			try {
				result.complete(code.call());
			}
			catch (Exception ex) {
				result.completeExceptionally(ex);
			}
		});
		return result.get(60, TimeUnit.SECONDS);
	}

}
