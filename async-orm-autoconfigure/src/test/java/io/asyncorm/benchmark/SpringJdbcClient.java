package io.asyncorm.benchmark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.benchmark.PlainRows.AuthorBooks;
import io.asyncorm.benchmark.PlainRows.AuthorRow;
import io.asyncorm.benchmark.PlainRows.BookRow;
import io.asyncorm.benchmark.PlainRows.CounterRow;
import io.asyncorm.benchmark.PlainRows.EventRow;
import io.asyncorm.benchmark.PlainRows.UpsertedRow;
import io.asyncorm.query.AsyncIterable;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring's {@code JdbcClient}, which finds the columns of a record by their names, a
 * virtual thread for each call.
 */
final class SpringJdbcClient implements Contender {

	private final JdbcClient jdbc;

	private final JdbcClient chunks;

	private final TransactionTemplate transactions;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	SpringJdbcClient(DataSource pool) {
		this.jdbc = JdbcClient.create(pool);
		JdbcTemplate chunks = new JdbcTemplate(pool);
		chunks.setFetchSize(AsyncIterable.CHUNK_SIZE);
		this.chunks = JdbcClient.create(chunks);
		this.transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
	}

	@Override
	public CompletableFuture<BookRow> get(long id) {
		return run(() -> this.jdbc.sql(PlainRows.BOOK + " where id = ?").param(id).query(BookRow.class).single());
	}

	@Override
	public CompletableFuture<List<BookRow>> page(long author) {
		return run(() -> this.jdbc.sql(PlainRows.PAGE).param(author).query(BookRow.class).list());
	}

	@Override
	public CompletableFuture<List<BookRow>> books() {
		return run(() -> this.jdbc.sql(PlainRows.BOOK).query(BookRow.class).list());
	}

	@Override
	public CompletableFuture<CounterRow> insert(String name, int amount) {
		return run(() -> this.jdbc.sql(PlainRows.INSERT).params(name, amount).query(CounterRow.class).single());
	}

	@Override
	public CompletableFuture<UpsertedRow> updateOrCreate(String name, int amount) {
		return run(() -> this.jdbc.sql(PlainRows.UPSERT).params(name, amount).query(UpsertedRow.class).single());
	}

	@Override
	public CompletableFuture<Long> streamEvents() {
		return run(() -> this.transactions.execute((status) -> {
			try (Stream<EventRow> events = this.chunks.sql(PlainRows.EVENT).query(EventRow.class).stream()) {
				return events.mapToLong(EventRow::size).sum();
			}
		}));
	}

	@Override
	public CompletableFuture<List<AuthorBooks>> authorsWithBooks() {
		return run(() -> {
			List<AuthorRow> authors = this.jdbc.sql(PlainRows.AUTHOR).query(AuthorRow.class).list();
			List<BookRow> books = this.jdbc.sql(PlainRows.BOOK + " where author_id in (:authors)")
				.param("authors", authors.stream().map(AuthorRow::id).toList())
				.query(BookRow.class)
				.list();
			Map<Long, List<BookRow>> byAuthor = books.stream().collect(Collectors.groupingBy(BookRow::authorId));
			return authors.stream()
				.map((author) -> new AuthorBooks(author, byAuthor.getOrDefault(author.id(), List.of())))
				.toList();
		});
	}

	private <R> CompletableFuture<R> run(Supplier<R> call) {
		return CompletableFuture.supplyAsync(call, this.threads);
	}

	@Override
	public void close() {
		this.threads.close();
	}

}
