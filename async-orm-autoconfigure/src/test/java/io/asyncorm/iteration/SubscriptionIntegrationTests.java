package io.asyncorm.iteration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.asyncorm.iteration.IterationDatabase.Book;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for subscribers to rows outside of transactions: what they request, are given and
 * are told.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class SubscriptionIntegrationTests extends AbstractIterationIntegrationTests {

	SubscriptionIntegrationTests(TestDatabase kind) {
		super(kind);
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
	void mapsHoldWhatSubscribersCannotBeGiven() {
		Collector<Map<String, @Nullable Object>> collector = new Collector<>();
		this.database.books().slice(2, 3).values("rating").aiterator().subscribe(collector);

		collector.request(1);

		assertThat(collector.end().join()).containsExactly(Collections.singletonMap("rating", null));
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

}
