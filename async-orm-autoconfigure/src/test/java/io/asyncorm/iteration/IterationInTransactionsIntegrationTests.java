package io.asyncorm.iteration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.Orm;
import io.asyncorm.iteration.IterationDatabase.Author;
import io.asyncorm.iteration.IterationDatabase.Book;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for rows that are read bit by bit within a transaction.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class IterationInTransactionsIntegrationTests extends AbstractIterationIntegrationTests {

	IterationInTransactionsIntegrationTests(TestDatabase kind) {
		super(kind);
	}

	@Test
	void seesWhatTheTransactionHasChanged() {
		List<String> titles = Orm.await(this.database.transactions.atomic(() -> {
			this.database.books().filter("id", 1).aupdate(Orm.kw("title", "changed"));
			List<String> seen = new ArrayList<>();
			CompletableFuture<?> all = this.database.books()
				.slice(0, 2)
				.aiterator(1)
				.forEach((book) -> seen.add(book.title()));
			assertThat(all).isDone();
			return seen;
		}));

		assertThat(titles).containsExactly("changed", "Book 2");
	}

	@Test
	void givesRowsWithinTheRequestOnTheThreadOfTheTransaction() {
		this.database.template().executeWithoutResult((status) -> {
			Collector<Book> collector = new Collector<>();
			this.database.books().aiterator(3).subscribe(collector);
			assertThat(collector.rows()).isEmpty();

			collector.request(4);

			assertThat(collector.rows()).hasSize(4);
			assertThat(collector.thread).isSameAs(Thread.currentThread());
			assertThat(this.database.connectionsInUse()).isEqualTo(1);
			collector.request(2);
			assertThat(collector.rows()).hasSize(6);
			assertThat(collector.end()).isNotDone();
			collector.request(4);
			assertThat(collector.end()).isCompleted();
		});
	}

	@Test
	void otherOperationsMayRunBetweenRows() {
		List<String> seen = Orm.await(this.database.transactions.atomic(() -> {
			List<String> titles = new ArrayList<>();
			Orm.await(this.database.books().aiterator(2).forEach((book) -> {
				Orm.await(this.database.books().filter("id", book.id()).aupdate(Orm.kw("title", "read " + book.id())));
				titles.add(Orm.await(this.database.books().filter("id", book.id()).aget()).title());
			}));
			return titles;
		}));

		assertThat(seen).hasSize(10).startsWith("read 1", "read 2").endsWith("read 10");
		assertThat(Orm.await(this.database.books().filter("title__startswith", "read").acount())).isEqualTo(10);
	}

	@Test
	void rowsCanBeLocked() {
		List<Long> locked = Orm.await(this.database.transactions.atomic(() -> {
			List<Long> ids = new ArrayList<>();
			Orm.await(this.database.books().selectForUpdate().aiterator(4).forEach((book) -> ids.add(book.id())));
			return ids;
		}));

		assertThat(locked).hasSize(10);
	}

	@Test
	void aRequestWithinARowIsFulfilledBehindIt() {
		this.database.template().executeWithoutResult((status) -> {
			List<Collector<Book>> self = new ArrayList<>();
			Collector<Book> collector = new Collector<>((book) -> self.get(0).request(1));
			self.add(collector);
			this.database.books().aiterator(3).subscribe(collector);

			collector.request(1);

			assertThat(collector.end()).isCompleted();
			assertThat(collector.rows()).hasSize(10);
		});
	}

	@Test
	void aRequestOnAnotherThreadFailsWithAdvice() {
		this.database.template().executeWithoutResult((status) -> {
			Collector<Book> collector = new Collector<>();
			this.database.books().aiterator(3).subscribe(collector);
			collector.request(1);

			CompletableFuture.runAsync(() -> collector.request(1)).join();

			assertThat(failure(collector.end())).isInstanceOf(InvalidDataAccessApiUsageException.class)
				.hasMessageContaining("Book.aiterator: this subscription reads in a transaction of the thread '"
						+ Thread.currentThread().getName())
				.hasMessageContaining("use forEach(...)");
			collector.request(1);
			assertThat(collector.rows()).hasSize(1);
		});
	}

	@Test
	void aRequestAfterTheTransactionFailsWithAdvice() {
		Collector<Book> begun = new Collector<>();
		Collector<Book> fresh = new Collector<>();
		this.database.template().executeWithoutResult((status) -> {
			this.database.books().aiterator(3).subscribe(begun);
			this.database.books().aiterator(3).subscribe(fresh);
			begun.request(1);
		});

		begun.request(1);
		this.database.template().executeWithoutResult((status) -> fresh.request(1));

		assertThat(failure(begun.end())).isInstanceOf(InvalidDataAccessApiUsageException.class)
			.hasMessageContaining("before the transaction ends");
		assertThat(failure(fresh.end())).isInstanceOf(InvalidDataAccessApiUsageException.class);
		assertThat(begun.rows()).hasSize(1);
		assertThat(fresh.rows()).isEmpty();
	}

	@Test
	void aRequestInAnotherTransactionOfTheThreadFailsWithAdvice() {
		TransactionTemplate other = this.database.template();
		other.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.database.template().executeWithoutResult((status) -> {
			Collector<Book> collector = new Collector<>();
			this.database.books().aiterator(3).subscribe(collector);
			collector.request(1);

			other.executeWithoutResult((inner) -> collector.request(1));

			assertThat(failure(collector.end())).isInstanceOf(InvalidDataAccessApiUsageException.class);
		});
	}

	@Test
	void anErrorOfTheDatabaseIsThatOfTheTransaction() {
		Throwable failure = catchThrowable(() -> Orm.await(this.database.transactions.atomic(() -> {
			this.database.books().raw("select nonsense as id").aiterator().forEach((row) -> {
			});
		})));

		assertThat(failure).isInstanceOf(DataAccessException.class).hasMessageContaining("Book.raw");
	}

	@Test
	void anActionThatFailsEndsTheReadingAndNotTheTransaction() {
		IllegalStateException broken = new IllegalStateException("broken");
		Orm.await(this.database.transactions.atomic(() -> {
			CompletableFuture<?> all = this.database.books().aiterator(3).forEach((book) -> {
				throw broken;
			});
			assertThat(failure(all)).isSameAs(broken);
			Orm.await(this.database.books().filter("id", 1).aupdate(Orm.kw("title", "changed")));
		}));

		assertThat(Orm.await(this.database.books().filter("id", 1).aget()).title()).isEqualTo("changed");
	}

	@Test
	void cancelStopsBetweenRows() {
		this.database.template().executeWithoutResult((status) -> {
			List<Collector<Book>> self = new ArrayList<>();
			Collector<Book> collector = new Collector<>((book) -> self.get(0).cancel());
			self.add(collector);
			this.database.books().aiterator(3).subscribe(collector);

			collector.request(5);

			assertThat(collector.rows()).hasSize(1);
			assertThat(collector.end()).isNotDone();
			assertThat(Orm.await(this.database.books().acount())).isEqualTo(10);
		});
	}

	@Test
	void cancellingTheTransactionEndsTheStatementInTheServer() {
		CompletableFuture<?> block = this.database.transactions
			.atomic(() -> Orm.await(this.database.asleep().aiterator().forEach((row) -> {
			})));
		this.database.awaitSleeping(true);

		block.cancel(true);

		this.database.awaitSleeping(false);
	}

	@Test
	void noRowsCannotBeRequested() {
		this.database.template().executeWithoutResult((status) -> {
			Collector<Author> collector = new Collector<>();
			this.database.authors().aiterator().subscribe(collector);

			collector.request(-3);

			assertThat(failure(collector.end())).isInstanceOf(IllegalArgumentException.class);
		});
	}

	@Test
	void prefetchesRelationsInTheTransaction() {
		List<Integer> counts = Orm.await(this.database.transactions.atomic(() -> {
			Orm.await(this.database.books().filter("id__lte", 4).adelete());
			List<Integer> sizes = new ArrayList<>();
			Orm.await(this.database.authors()
				.prefetchRelated("books")
				.aiterator(1)
				.forEach((author) -> sizes.add(author.books().list().size())));
			return sizes;
		}));

		assertThat(counts).containsExactly(3, 3);
	}

}
