package io.asyncorm.bounded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.BatchMark;
import io.asyncorm.query.QuerySet;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.IllegalTransactionStateException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Work in batches, and how it goes on after a failure.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class BatchesIntegrationTests {

	private static final Consumer<Object> NOTHING = (batch) -> {
	};

	private final TestDatabase database;

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Jobs jobs;

	private final Places places;

	BatchesIntegrationTests(TestDatabase database) {
		this.database = database;
		this.pool = database.create(6);
		this.orm = application();
		this.jobs = this.orm.repository(Jobs.class);
		this.places = this.orm.repository(Places.class);
		await(this.jobs.abulkCreate(IntStream.rangeClosed(1, 25).mapToObj((id) -> new Job(id, 0)).toList()));
	}

	private AsyncOrm application() {
		return AsyncOrm.builder(this.pool)
			.models(Job.class, Place.class, BatchMark.class)
			.lanes(2)
			.schemaAction(SchemaAction.CREATE)
			.build();
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void eachObjectIsInOneBatchInTheOrderOfTheKey() {
		List<List<Integer>> batches = new ArrayList<>();

		long done = await(this.jobs.filter("id__gt", 2).inBatches(10).forEachBatch((batch) -> batches.add(ids(batch))));

		assertThat(done).isEqualTo(23);
		assertThat(batches).containsExactly(range(3, 12), range(13, 22), range(23, 25));
	}

	@Test
	void aBatchThatIsFullIsTheLastOneIfNothingComesBehind() {
		List<Integer> sizes = new ArrayList<>();

		assertThat(await(this.jobs.all().inBatches(5).forEachBatch((batch) -> sizes.add(batch.size())))).isEqualTo(25);
		assertThat(await(this.jobs.none().inBatches(5).forEachBatch((batch) -> sizes.add(0)))).isZero();
		assertThat(sizes).containsExactly(5, 5, 5, 5, 5);
	}

	@Test
	void aBatchThatFailsIsUndoneAndThoseBeforeItStay() {
		CompletableFuture<Long> failing = failingInTheThird(this.jobs, "").forEachBatchOf(this.jobs.all());

		assertThatIllegalStateException().isThrownBy(() -> await(failing)).withMessage("the third");
		assertThat(done()).isEqualTo(range(1, 20));
	}

	@Test
	void anotherApplicationGoesOnWhereTheFirstHasFailed() {
		CompletableFuture<Long> failing = failingInTheThird(this.jobs, "nightly").forEachBatchOf(this.jobs.all());
		assertThatIllegalStateException().isThrownBy(() -> await(failing));
		assertThat(await(marks(this.orm).all().alist())).singleElement()
			.satisfies((mark) -> assertThat(mark.mark()).isNotBlank());

		try (AsyncOrm second = application()) {
			Jobs again = second.repository(Jobs.class);
			long done = await(
					again.all().inBatches(10).resumeAs("nightly").forEachBatch((batch) -> work(again, batch)));

			assertThat(done).isEqualTo(5);
		}

		assertThat(done()).isEqualTo(range(1, 25));
		assertThat(await(marks(this.orm).acount())).isZero();
	}

	@Test
	void whatIsInsertedBehindTheMarkIsDoneAndWhatIsBeforeItIsNot() {
		CompletableFuture<Long> failing = failingInTheThird(this.jobs, "nightly").forEachBatchOf(this.jobs.all());
		assertThatIllegalStateException().isThrownBy(() -> await(failing));
		await(this.jobs.abulkCreate(List.of(new Job(-1, 0), new Job(26, 0))));

		assertThat(await(
				this.jobs.all().inBatches(10).resumeAs("nightly").forEachBatch((batch) -> work(this.jobs, batch))))
			.isEqualTo(6);

		assertThat(done()).isEqualTo(range(1, 26));
		assertThat(await(this.jobs.all().inBatches(10).resumeAs("nightly").forEachBatch(NOTHING))).isEqualTo(27);
	}

	@Test
	void keysOfSeveralColumnsAreGoneThroughToo() {
		await(this.places.abulkCreate(IntStream.range(0, 12).mapToObj((n) -> new Place("s" + n % 3, n, 0)).toList()));
		List<String> seen = new ArrayList<>();
		Function<String, CompletableFuture<Long>> run = (failing) -> this.places.all()
			.inBatches(5)
			.resumeAs("places")
			.forEachBatch((batch) -> batch.forEach((place) -> {
				if (place.toString().equals(failing)) {
					throw new IllegalStateException(failing);
				}
				seen.add(place.shelf() + place.number());
			}));

		assertThatIllegalStateException().isThrownBy(() -> await(run.apply(new Place("s1", 4, 0).toString())));
		assertThat(await(run.apply(""))).isEqualTo(7);

		assertThat(seen).containsExactly("s00", "s03", "s06", "s09", "s11", "s14", "s17", "s110", "s22", "s25", "s28",
				"s211");
	}

	@Test
	void aConnectionThatBreaksUndoesItsBatchAndItsMark() {
		TestDatabase.require(this.database == TestDatabase.POSTGRESQL, "of how to break a connection");
		AtomicInteger batches = new AtomicInteger();

		CompletableFuture<Long> broken = this.jobs.all().inBatches(10).resumeAs("nightly").forEachBatch((batch) -> {
			work(this.jobs, batch);
			if (batches.incrementAndGet() == 2) {
				await(this.jobs.aterminate());
			}
		});

		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> await(broken));
		assertThat(done()).isEqualTo(range(1, 10));
		assertThat(await(
				this.jobs.all().inBatches(10).resumeAs("nightly").forEachBatch((batch) -> work(this.jobs, batch))))
			.isEqualTo(15);
		assertThat(done()).isEqualTo(range(1, 25));
	}

	@Test
	void severalProcessesShareTheWork() {
		try (AsyncOrm second = application()) {
			Jobs others = second.repository(Jobs.class);
			CompletableFuture<Long> one = this.jobs.all()
				.inBatches(2)
				.resumeAs("shared")
				.forEachBatch((batch) -> work(this.jobs, batch));
			CompletableFuture<Long> two = others.all()
				.inBatches(2)
				.resumeAs("shared")
				.forEachBatch((batch) -> work(others, batch));

			assertThat(await(one) + await(two)).isGreaterThanOrEqualTo(25);
		}
		assertThat(await(this.jobs.filter("done__gt", 0).acount())).isEqualTo(25);
	}

	@Test
	void cancellingUndoesTheBatchThatIsUnderWay() throws InterruptedException {
		CountDownLatch second = new CountDownLatch(1);
		CountDownLatch never = new CountDownLatch(1);
		List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
		CompletableFuture<Long> run = this.jobs.all().inBatches(10).resumeAs("nightly").forEachBatch((batch) -> {
			work(this.jobs, batch);
			if (batch.get(0).id() == 11) {
				second.countDown();
				pass(never, thrown);
			}
		});
		second.await();

		assertThat(run.cancel(true)).isTrue();

		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> await(run));
		assertThat(await(
				this.jobs.all().inBatches(10).resumeAs("nightly").forEachBatch((batch) -> work(this.jobs, batch))))
			.isEqualTo(15);
		assertThat(done()).isEqualTo(range(1, 25));
		assertThat(thrown).hasSize(1);
	}

	@Test
	void theTimeoutIsThatOfEachBatch() {
		TestDatabase.require(this.database == TestDatabase.POSTGRESQL, "of how to let a statement take its time");
		QuerySet<Job> limited = this.jobs.all().timeout(Duration.ofSeconds(2));

		assertThat(await(limited.inBatches(5).forEachBatch((batch) -> await(this.jobs.asleep(0.5))))).isEqualTo(25);
		assertThatExceptionOfType(QueryTimeoutException.class)
			.isThrownBy(() -> await(limited.inBatches(5).forEachBatch((batch) -> await(this.jobs.asleep(20)))));
	}

	@Test
	void inTheBackgroundItLeavesLanesToOthers() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		Consumer<List<Job>> held = (batch) -> {
			begun.countDown();
			pass(released, new ArrayList<>());
		};

		CompletableFuture<Long> first = this.jobs.all().background().inBatches(25).forEachBatch(held);
		begun.await();
		CompletableFuture<Long> second = this.jobs.all().background().inBatches(25).forEachBatch(held);

		assertThat(await(this.jobs.acount())).isEqualTo(25);
		assertThat(this.orm.statistics().waiting()).isOne();
		released.countDown();
		assertThat(await(first) + await(second)).isEqualTo(50);
	}

	@Test
	void inATransactionItIsRefused() {
		CompletableFuture<Long> block = this.orm.transactions()
			.atomic(() -> await(this.jobs.all().inBatches(10).forEachBatch(NOTHING)));

		assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(() -> await(block))
			.withMessageContaining("'Job.forEachBatch' commits one part after the other");
	}

	@Test
	void whatHasNoOrderOfTheKeyIsRefused() {
		assertRefused(this.jobs.all().orderBy("done"), "ordered");
		assertRefused(this.jobs.all().reverse(), "ordered");
		assertRefused(this.jobs.all().slice(0, 10), "sliced");
		assertRefused(this.jobs.all().distinct(), "distinct or grouped");
		assertRefused(this.jobs.filter("id", 1).union(this.jobs.filter("id", 2)), "combined");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.jobs.all().inBatches(0))
			.withMessageContaining("at least 1 object");
	}

	@Test
	void withoutItsTableItSaysHowToHaveIt() {
		try (HikariDataSource elsewhere = TestDatabase.H2.create(2);
				AsyncOrm plain = AsyncOrm.builder(elsewhere).models(Job.class).build()) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> plain.repository(Jobs.class).all().inBatches(10).resumeAs("nightly"))
				.withMessageContaining("interface BatchMarks extends AsyncRepository<BatchMark, String>");
		}
	}

	private static void assertRefused(QuerySet<Job> jobs, String reason) {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> jobs.inBatches(10))
			.withMessageContaining("'Job' by its key")
			.withMessageContaining(reason);
	}

	private static Failing failingInTheThird(Jobs jobs, String name) {
		return (all) -> (name.isEmpty() ? all.inBatches(10) : all.inBatches(10).resumeAs(name))
			.forEachBatch((batch) -> {
				work(jobs, batch);
				if (batch.get(0).id() == 21) {
					throw new IllegalStateException("the third");
				}
			});
	}

	private static void work(Jobs jobs, List<Job> batch) {
		await(jobs.filter(kw("id__in", ids(batch))).aupdate(set(Job::done).to(f(Job::done).plus(1))));
	}

	/** Those that were done once; none may have been done more often. */
	private List<Integer> done() {
		assertThat(await(this.jobs.filter("done__gt", 1).acount())).isZero();
		return ids(await(this.jobs.filter("done", 1).orderBy("id").alist()));
	}

	private static void pass(CountDownLatch latch, List<Throwable> thrown) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			thrown.add(ex);
			Thread.currentThread().interrupt();
		}
	}

	private static List<Integer> ids(List<Job> jobs) {
		return jobs.stream().map(Job::id).toList();
	}

	private static List<Integer> range(int first, int last) {
		return IntStream.rangeClosed(first, last).boxed().toList();
	}

	private static BatchMarks marks(AsyncOrm orm) {
		return orm.repository(BatchMarks.class);
	}

	/** Begins a work that fails. */
	@FunctionalInterface
	private interface Failing {

		CompletableFuture<Long> forEachBatchOf(QuerySet<Job> jobs);

	}

	/** Something to be done. */
	@Model
	public record Job(@PrimaryKey Integer id, int done) {
	}

	/** A place with a key of two columns. */
	@Model
	public record Place(@PrimaryKey String shelf, @PrimaryKey int number, int seen) {
	}

	interface Jobs extends AsyncRepository<Job, Integer> {

		@Query("select pg_terminate_backend(pg_backend_pid())")
		CompletableFuture<Boolean> aterminate();

		@Query("select 1 from pg_sleep(:seconds)")
		CompletableFuture<Integer> asleep(double seconds);

	}

	interface Places extends AsyncRepository<Place, List<Object>> {

	}

	interface BatchMarks extends AsyncRepository<BatchMark, String> {

	}

}
