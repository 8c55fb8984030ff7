package io.asyncorm.benchmark;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Defaults;

/**
 * This library.
 */
final class Repositories implements Contender {

	private final AsyncOrm orm;

	private final Authors authors;

	private final Books books;

	private final Events events;

	private final Counters counters;

	Repositories(DataSource pool, UnaryOperator<AsyncOrm.Builder> settings) {
		this.orm = settings.apply(AsyncOrm.builder(pool).models(Author.class, Book.class, Event.class, Counter.class))
			.build();
		this.authors = this.orm.repository(Authors.class);
		this.books = this.orm.repository(Books.class);
		this.events = this.orm.repository(Events.class);
		this.counters = this.orm.repository(Counters.class);
	}

	@Override
	public CompletableFuture<Book> get(long id) {
		return this.books.aget(id);
	}

	@Override
	public Object gather(List<? extends CompletableFuture<?>> calls) {
		return Orm.await(Orm.gather(calls));
	}

	@Override
	public CompletableFuture<List<Book>> page(long author) {
		return this.books.filter("author", author).orderBy("title").slice(0, BenchmarkTables.PAGE).alist();
	}

	@Override
	public CompletableFuture<List<Book>> books() {
		return this.books.alist();
	}

	@Override
	public CompletableFuture<Counter> insert(String name, int amount) {
		return this.counters.acreate(new Counter(null, name, amount));
	}

	@Override
	public CompletableFuture<UpdateOrCreate<Counter>> updateOrCreate(String name, int amount) {
		return this.counters.aupdateOrCreate(name, amount);
	}

	@Override
	public CompletableFuture<Long> streamEvents() {
		long[] sum = new long[1];
		return this.events.aiterator().forEach((event) -> sum[0] += event.size()).thenApply((done) -> sum[0]);
	}

	@Override
	public CompletableFuture<List<Author>> authorsWithBooks() {
		return this.authors.prefetchRelated("books").alist();
	}

	@Override
	public void close() {
		this.orm.close();
	}

	interface Authors extends AsyncRepository<Author, Long> {

	}

	interface Books extends AsyncRepository<Book, Long> {

	}

	interface Events extends AsyncRepository<Event, Long> {

	}

	interface Counters extends AsyncRepository<Counter, Long> {

		CompletableFuture<UpdateOrCreate<Counter>> aupdateOrCreate(String name, @Defaults int amount);

	}

}
