package io.asyncorm.iteration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.asyncorm.Orm;
import io.asyncorm.async.OverloadedException;
import io.asyncorm.iteration.IterationDatabase.Author;
import io.asyncorm.iteration.IterationDatabase.Book;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.Row;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for rows that are read bit by bit outside of transactions. There is one lane.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class IterationIntegrationTests {

	private final IterationDatabase database;

	private final CountDownLatch gate = new CountDownLatch(1);

	IterationIntegrationTests(TestDatabase kind) {
		this.database = new IterationDatabase(kind, 1);
	}

	@AfterEach
	void close() {
		this.gate.countDown();
		this.database.awaitNoConnectionInUse();
		this.database.close();
	}

	@Test
	void givesWhatAlistGives() {
		assertGivesWhatAlistGives(this.database.books());
		assertGivesWhatAlistGives(this.database.books().rows());
		assertGivesWhatAlistGives(this.database.books().values("id", "author__name"));
		assertGivesWhatAlistGives(this.database.books().valuesList("id", "rating"));
		assertGivesWhatAlistGives(this.database.books().valuesList(Book::rating));
		assertGivesWhatAlistGives(this.database.books().filter("id__gt", 2).slice(1, 6));
		assertGivesWhatAlistGives(this.database.books()
			.orderBy()
			.valuesList("id")
			.union(this.database.authors().orderBy().valuesList("id"))
			.orderBy("-id"));
	}

	private <R extends @Nullable Object> void assertGivesWhatAlistGives(ValuesQuerySet<?, R> querySet) {
		List<String> wanted = Orm.await(querySet.alist()).stream().map(String::valueOf).toList();
		assertThat(wanted).isNotEmpty();
		for (int chunkSize : new int[] { 1, 3, 5, 10, 2000 }) {
			List<String> rows = new ArrayList<>();
			Orm.await(querySet.aiterator(chunkSize).forEach((row) -> rows.add(String.valueOf(row))));
			assertThat(rows).as("chunks of " + chunkSize).isEqualTo(wanted);
		}
	}

	@Test
	void givesTheRowsOfAQueryThatTheUserWrote() {
		List<Row<Author>> rows = new ArrayList<>();

		Orm.await(this.database.numbers(5).aiterator(2).forEach(rows::add));

		assertThat(rows).extracting((row) -> row.get("name", String.class))
			.containsExactly("Author 1", "Author 2", "Author 3", "Author 4", "Author 5");
	}

	@Test
	void readsAnyNumberOfRows() {
		AtomicLong sum = new AtomicLong();

		Orm.await(
				this.database.numbers(500_000).aiterator().forEach((row) -> sum.addAndGet(row.get("id", Long.class))));

		assertThat(sum).hasValue(500_000L * 500_001 / 2);
	}

	@Test
	void theServerMakesNoMoreRowsThanAChunkAhead() throws Exception {
		TestDatabase.require(this.database.kind != TestDatabase.MARIADB,
				"MariaDB's driver reads to the end what is closed before");
		Collector<Row<Author>> collector = new Collector<>();
		this.database.countedRows(500_000).aiterator(100).subscribe(collector);

		collector.request(10);
		collector.take(10);
		collector.request(91);
		collector.take(91);
		collector.cancel();

		this.database.awaitNoConnectionInUse();
		assertThat(this.database.rowsMade()).isBetween(101L, 200L);
	}

	@Test
	void prefetchesRelationsForEachChunk() {
		List<List<Long>> books = new ArrayList<>();

		Orm.await(this.database.authors()
			.prefetchRelated("books")
			.aiterator(1)
			.forEach((author) -> books.add(author.books().list().stream().map(Book::id).sorted().toList())));

		assertThat(books).containsExactly(List.of(2L, 4L, 6L, 8L, 10L), List.of(1L, 3L, 5L, 7L, 9L));
	}

	@Test
	void readsNothingBeforeItIsAskedTo() {
		Collector<Book> collector = new Collector<>();

		this.database.books().aiterator().subscribe(collector);

		assertThat(this.database.dispatcher().runningCount()).isZero();
		assertThat(collector.end()).isNotDone();
		collector.cancel();
	}

	@Test
	void readsAnewForEachSubscriber() {
		AsyncIterable<Book> books = this.database.books().aiterator(4);

		for (int i = 0; i < 3; i++) {
			Collector<Book> collector = new Collector<>();
			books.subscribe(collector);
			collector.request(Long.MAX_VALUE);
			assertThat(collector.end().join()).extracting(Book::id)
				.containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
		}
	}

	@Test
	void givesAsManyRowsAsAreRequested() throws InterruptedException {
		Collector<Book> collector = new Collector<>();
		this.database.books().aiterator(4).subscribe(collector);

		collector.request(2);
		collector.request(1);
		assertThat(collector.take(3)).extracting(Book::id).containsExactly(1L, 2L, 3L);
		assertThat(this.database.connectionsInUse()).isEqualTo(1);
		collector.request(6);
		assertThat(collector.take(6)).extracting(Book::id).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
		assertThat(collector.end()).isNotDone();
		assertThat(collector.rows()).hasSize(9);

		collector.request(1);
		assertThat(collector.end().join()).hasSize(10);
		assertThat(this.database.connectionsInUse()).isZero();
		assertThat(this.database.dispatcher().runningCount()).isZero();
	}

	@Test
	void saysThatItIsOverWithoutBeingAsked() {
		Collector<Book> collector = new Collector<>();
		this.database.books().aiterator(5).subscribe(collector);

		collector.request(10);

		assertThat(collector.end().join()).hasSize(10);
	}

	@Test
	void noRowsNeedNoQuery() throws Exception {
		try (var first = this.database.connection(); var second = this.database.connection()) {
			List<Book> rows = new ArrayList<>();
			Orm.await(this.database.books().none().aiterator(5).forEach(rows::add));

			assertThat(rows).isEmpty();
			assertThat(first).isNotSameAs(second);
		}
	}

	@Test
	void chunksHaveRows() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.database.books().aiterator(0))
			.withMessageContaining("at least 1, not 0");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.database.books().values("id").aiterator(-1));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.database.numbers(1).aiterator(-1));
	}

	@Test
	void locksNeedATransaction() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> Orm.await(this.database.books().selectForUpdate().aiterator().forEach((book) -> {
			})))
			.withMessageContaining("Book.aiterator: selectForUpdate()");
	}

	@Test
	void nullsAreRowsForEach() {
		List<@Nullable Integer> ratings = new ArrayList<>();

		Orm.await(this.database.books().slice(0, 4).valuesList(Book::rating).aiterator(2).forEach(ratings::add));

		assertThat(ratings).containsExactly(1, 2, null, 4);
	}

	@Test
	void nullsAreNoRowsForSubscribers() {
		Collector<@Nullable Integer> collector = new Collector<>();
		this.database.books().valuesList(Book::rating).aiterator().subscribe(collector);

		collector.request(Long.MAX_VALUE);

		assertThat(failure(collector.end())).isInstanceOf(InvalidDataAccessApiUsageException.class)
			.hasMessageContaining("Book.aiterator: a row is null")
			.hasMessageContaining("forEach");
		assertThat(collector.rows()).containsExactly(1, 2);
	}

	@Test
	void errorsOfTheDatabaseNameTheLineThatAsked() {
		CompletableFuture<?> wrong = this.database.books().raw("select nonsense as id").aiterator().forEach((row) -> {
		});

		assertThat(failure(wrong)).isInstanceOf(DataAccessException.class)
			.hasStackTraceContaining("IterationIntegrationTests.errorsOfTheDatabaseNameTheLineThatAsked");
	}

	@Test
	void anActionThatFailsEndsTheReading() {
		IllegalStateException broken = new IllegalStateException("broken");
		List<Long> seen = new ArrayList<>();

		CompletableFuture<?> all = this.database.books().aiterator(2).forEach((book) -> {
			seen.add(Collections.max(List.of(book.id())));
			if (book.id() == 3) {
				throw broken;
			}
		});

		assertThat(failure(all)).isSameAs(broken);
		assertThat(seen).containsExactly(1L, 2L, 3L);
		assertThat(this.database.connectionsInUse()).isZero();
		assertThat(Orm.await(this.database.books().acount())).isEqualTo(10);
	}

	@Test
	void aSubscriberThatThrowsIsToldNoMore() throws InterruptedException {
		Collector<Book> collector = new Collector<>((book) -> {
			throw new IllegalStateException("broken");
		});
		this.database.books().aiterator(2).subscribe(collector);

		collector.request(5);

		assertThat(collector.take(1)).hasSize(1);
		this.database.awaitNoConnectionInUse();
		assertThat(collector.rows()).hasSize(1);
		assertThat(collector.end()).isNotDone();
	}

	@Test
	void cancellingTheFutureEndsTheStatementInTheServer() {
		CompletableFuture<?> all = this.database.asleep().aiterator().forEach((row) -> {
		});
		this.database.awaitSleeping(true);

		assertThat(all.cancel(true)).isTrue();

		this.database.awaitSleeping(false);
		this.database.awaitNoConnectionInUse();
		assertThat(failure(all)).isInstanceOf(CancellationException.class);
		assertThat(Orm.await(this.database.books().acount())).isEqualTo(10);
	}

	@Test
	void cancellingASubscriptionEndsTheStatementInTheServer() {
		Collector<Row<Author>> collector = new Collector<>();
		this.database.asleep().aiterator().subscribe(collector);
		collector.request(1);
		this.database.awaitSleeping(true);

		collector.cancel();

		this.database.awaitSleeping(false);
		this.database.awaitNoConnectionInUse();
		assertThat(collector.end()).isNotDone();
	}

	@Test
	void cancellingASubscriptionThatWantsNothingGivesItsConnectionBack() throws InterruptedException {
		Collector<Book> collector = new Collector<>();
		this.database.books().aiterator(2).subscribe(collector);
		collector.request(1);
		assertThat(collector.take(1)).hasSize(1);

		collector.cancel();

		this.database.awaitNoConnectionInUse();
		collector.request(5);
		assertThat(collector.rows()).hasSize(1);
		assertThat(collector.end()).isNotDone();
	}

	@Test
	void aSubscriberMayCancelWithinItsRow() throws InterruptedException {
		List<Collector<Book>> self = new ArrayList<>();
		Collector<Book> collector = new Collector<>((book) -> self.get(0).cancel());
		self.add(collector);
		this.database.books().aiterator(2).subscribe(collector);

		collector.request(7);

		assertThat(collector.take(1)).hasSize(1);
		this.database.awaitNoConnectionInUse();
		assertThat(collector.rows()).hasSize(1);
	}

	@Test
	void noRowsCannotBeRequested() throws InterruptedException {
		for (Consumer<Collector<Book>> before : List.<Consumer<Collector<Book>>>of((collector) -> {
		}, (collector) -> collector.request(2))) {
			Collector<Book> collector = new Collector<>();
			this.database.books().aiterator(1).subscribe(collector);
			before.accept(collector);

			collector.request(0);

			assertThat(failure(collector.end())).isInstanceOf(IllegalArgumentException.class)
				.hasMessageContaining("3.9");
			this.database.awaitNoConnectionInUse();
		}
	}

	@Test
	void aRequestOfNothingWithinARowIsAnsweredBehindIt() {
		List<Collector<Book>> self = new ArrayList<>();
		Collector<Book> collector = new Collector<>((book) -> self.get(0).request(-1));
		self.add(collector);
		this.database.books().aiterator(2).subscribe(collector);

		collector.request(7);

		assertThat(failure(collector.end())).isInstanceOf(IllegalArgumentException.class);
		assertThat(collector.rows()).hasSize(1);
	}

	@Test
	void aTimeLimitCoversTheWaitForALane() throws InterruptedException {
		Collector<Book> holder = new Collector<>();
		this.database.books().aiterator(2).subscribe(holder);
		holder.request(1);
		holder.take(1);
		List<Book> rows = new ArrayList<>();
		CompletableFuture<?> waiting = this.database.books().aiterator().forEach(rows::add);

		waiting.orTimeout(10, TimeUnit.MILLISECONDS);

		assertThat(failure(waiting)).isInstanceOf(QueryTimeoutException.class)
			.hasMessageContaining("'Book.aiterator' did not finish within PT0.01S");
		assertThat(this.database.dispatcher().waitingCount()).isZero();
		holder.cancel();
		this.database.awaitNoConnectionInUse();
		assertThat(rows).isEmpty();
	}

	@Test
	void tooManyAreRefused() throws InterruptedException {
		Collector<Book> holder = new Collector<>();
		this.database.books().aiterator(2).subscribe(holder);
		holder.request(1);
		holder.take(1);
		CompletableFuture<?> waiting = this.database.books().aiterator().forEach((book) -> {
		});
		Collector<Book> refused = new Collector<>();
		this.database.books().aiterator().subscribe(refused);

		refused.request(1);

		assertThat(failure(refused.end())).isInstanceOf(OverloadedException.class)
			.hasMessageContaining("'Book.aiterator' was refused");
		holder.cancel();
		Orm.await(waiting);
	}

	@Test
	void closingTheDispatcherEndsWhatIsUnderWay() throws InterruptedException {
		Collector<Book> collector = new Collector<>();
		this.database.books().aiterator(2).subscribe(collector);
		collector.request(1);
		collector.take(1);
		Collector<Book> late = new Collector<>();
		this.database.books().aiterator(2).subscribe(late);

		this.database.dispatcher().close();

		assertThat(failure(collector.end())).isInstanceOf(CancellationException.class)
			.hasMessageContaining("'Book.aiterator' was cancelled: the dispatcher was closed");
		late.request(1);
		assertThat(failure(late.end())).isInstanceOf(NonTransientDataAccessResourceException.class)
			.hasMessageContaining("shutting down");
	}

	@Test
	void rowsAreGivenOnAThreadOfTheirOwn() {
		List<Thread> threads = new ArrayList<>();

		Orm.await(this.database.books().aiterator(2).forEach((book) -> threads.add(Thread.currentThread())));

		assertThat(threads).hasSize(10).containsOnly(threads.get(0));
		assertThat(threads.get(0).isVirtual()).isTrue();
		assertThat(threads.get(0).getName()).startsWith("async-orm-reading-");
	}

	@Test
	void mapsHoldWhatSubscribersCannotBeGiven() {
		Collector<Map<String, @Nullable Object>> collector = new Collector<>();
		this.database.books().slice(2, 3).values("rating").aiterator().subscribe(collector);

		collector.request(1);

		assertThat(collector.end().join()).containsExactly(Collections.singletonMap("rating", null));
	}

	private static Throwable failure(CompletableFuture<?> future) {
		return catchThrowable(() -> Orm.await(future));
	}

}
