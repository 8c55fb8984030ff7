package io.asyncorm.iteration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.asyncorm.Orm;
import io.asyncorm.query.OverloadedException;
import io.asyncorm.iteration.IterationDatabase.Author;
import io.asyncorm.iteration.IterationDatabase.Book;
import io.asyncorm.query.Row;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for readings outside of transactions that are cancelled, run out of time, are
 * refused, or are under way when the dispatcher is closed.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class IterationCancellationIntegrationTests extends AbstractIterationIntegrationTests {

	IterationCancellationIntegrationTests(TestDatabase kind) {
		super(kind);
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
	void aTimeLimitCoversTheWaitForALane() throws InterruptedException {
		Collector<Book> holder = new Collector<>();
		this.database.books().aiterator(2).subscribe(holder);
		holder.request(1);
		holder.take(1);
		List<Book> rows = new ArrayList<>();
		CompletableFuture<?> waiting = this.database.books().aiterator().forEach(rows::add);

		waiting.orTimeout(10, TimeUnit.MILLISECONDS);

		assertThat(failure(waiting)).isInstanceOf(QueryTimeoutException.class)
			.hasMessageContaining("'Book.aiterator' did not finish within 0.01 s (orTimeout)");
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

}
