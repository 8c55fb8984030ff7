package io.asyncorm.iteration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.asyncorm.Orm;
import io.asyncorm.iteration.IterationDatabase.Author;
import io.asyncorm.iteration.IterationDatabase.Book;
import io.asyncorm.query.Row;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for rows that are read bit by bit outside of transactions.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class IterationIntegrationTests extends AbstractIterationIntegrationTests {

	IterationIntegrationTests(TestDatabase kind) {
		super(kind);
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
	void rowsAreGivenOnAThreadOfTheirOwn() {
		List<Thread> threads = new ArrayList<>();

		Orm.await(this.database.books().aiterator(2).forEach((book) -> threads.add(Thread.currentThread())));

		assertThat(threads).hasSize(10).containsOnly(threads.get(0));
		assertThat(threads.get(0).isVirtual()).isTrue();
		assertThat(threads.get(0).getName()).startsWith("async-orm-reading-");
	}

}
