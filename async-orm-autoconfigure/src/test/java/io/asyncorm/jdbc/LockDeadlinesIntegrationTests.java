package io.asyncorm.jdbc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Deadline;
import io.asyncorm.Orm;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Locks of this process, which H2 needs, are waited for no longer than the operation may
 * take, also on platform threads, which nothing else interrupts.
 */
@Timeout(300)
class LockDeadlinesIntegrationTests {

	private static final Duration LIMIT = Duration.ofMillis(300);

	/** Less than the ten seconds for which others are waited for. */
	private static final Duration SOON = Duration.ofSeconds(8);

	private final HikariDataSource pool = TestDatabase.H2.create(4);

	private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(this.pool));

	private final AsyncOrm orm = AsyncOrm.builder(this.pool)
		.models(Shelf.class, Volume.class)
		.schemaAction(SchemaAction.CREATE)
		.build();

	private final Shelves shelves = this.orm.repository(Shelves.class);

	private final Volumes volumes = this.orm.repository(Volumes.class);

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void thatOfALookupIsWaitedForNoLonger() throws InterruptedException {
		assertThatItEndsInTime(() -> upsert("first"), () -> upsert("second"));

		assertThat(Orm.await(this.shelves.alist())).extracting(Shelf::place).containsExactly("first");
		assertThat(Orm.await(upsert("third"))).isNotNull();
	}

	@Test
	void thatOfRowsThatOthersReferToIsWaitedForNoLonger() throws InterruptedException {
		Shelf shelf = Orm.await(this.shelves.acreate(kw("name", "novels", "place", "here")));

		assertThatItEndsInTime(() -> this.volumes.acreate(kw("shelf", shelf)),
				() -> this.shelves.filter("place", "here").adelete());

		assertThat(Orm.await(this.volumes.acount())).isEqualTo(1);
		assertThat(Orm.await(this.shelves.filter("place", "here").adelete()).count()).isEqualTo(2);
	}

	private CompletableFuture<?> upsert(String place) {
		return this.shelves.aupdateOrCreate(kw("name", "novels"), defaults("place", place));
	}

	/** One transaction holds what another one waits for. */
	private void assertThatItEndsInTime(Supplier<CompletableFuture<?>> holding, Supplier<CompletableFuture<?>> waiting)
			throws InterruptedException {
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		Thread holder = Thread.ofPlatform().start(() -> this.transaction.executeWithoutResult((status) -> {
			Orm.await(holding.get());
			held.countDown();
			await(end);
		}));
		held.await();

		AtomicInteger after = new AtomicInteger();
		long begin = System.nanoTime();
		Throwable failure = catchThrowable(
				() -> Deadline.within(LIMIT, () -> this.transaction.executeWithoutResult((status) -> {
					Orm.await(waiting.get());
					after.incrementAndGet();
				})));

		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
		assertThat(failure).isInstanceOf(QueryTimeoutException.class)
			.hasMessageContaining("did not finish within 0.3 s (the Deadline around it)");
		assertThat(after).hasValue(0);
		assertThat(Thread.interrupted()).isFalse();
		assertThat(Thread.currentThread().isVirtual()).isFalse();
		end.countDown();
		holder.join();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** No key makes its name unique. */
	@Model
	record Shelf(@Nullable Long id, String name, String place) {
	}

	@Model
	record Volume(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Shelf> shelf) {
	}

	interface Shelves extends AsyncRepository<Shelf, Long> {

	}

	interface Volumes extends AsyncRepository<Volume, Long> {

	}

}
