package io.asyncorm.benchmark;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.sql.DataSource;

import io.asyncorm.benchmark.PlainRows.AuthorBooks;
import io.asyncorm.benchmark.PlainRows.AuthorRow;
import io.asyncorm.benchmark.PlainRows.BookRow;
import io.asyncorm.benchmark.PlainRows.CounterRow;
import io.asyncorm.benchmark.PlainRows.EventRow;
import io.asyncorm.benchmark.PlainRows.UpsertedRow;
import io.asyncorm.query.AsyncIterable;

/**
 * JDBC as one writes it by hand, a virtual thread for each call: what the others are
 * measured by.
 */
final class PlainJdbc implements Contender {

	private final DataSource pool;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	PlainJdbc(DataSource pool) {
		this.pool = pool;
	}

	@Override
	public CompletableFuture<BookRow> get(long id) {
		return run((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(PlainRows.BOOK + " where id = ?")) {
				statement.setLong(1, id);
				try (ResultSet rows = statement.executeQuery()) {
					rows.next();
					return book(rows);
				}
			}
		});
	}

	@Override
	public CompletableFuture<List<BookRow>> page(long author) {
		return run((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(PlainRows.PAGE)) {
				statement.setLong(1, author);
				return books(statement);
			}
		});
	}

	@Override
	public CompletableFuture<List<BookRow>> books() {
		return run((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(PlainRows.BOOK)) {
				return books(statement);
			}
		});
	}

	@Override
	public CompletableFuture<CounterRow> insert(String name, int amount) {
		return run((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(PlainRows.INSERT)) {
				statement.setString(1, name);
				statement.setInt(2, amount);
				try (ResultSet rows = statement.executeQuery()) {
					rows.next();
					return new CounterRow(rows.getLong(1), rows.getString(2), rows.getInt(3));
				}
			}
		});
	}

	@Override
	public CompletableFuture<UpsertedRow> updateOrCreate(String name, int amount) {
		return run((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(PlainRows.UPSERT)) {
				statement.setString(1, name);
				statement.setInt(2, amount);
				try (ResultSet rows = statement.executeQuery()) {
					rows.next();
					return new UpsertedRow(rows.getLong(1), rows.getString(2), rows.getInt(3), rows.getBoolean(4));
				}
			}
		});
	}

	@Override
	public CompletableFuture<Long> streamEvents() {
		return run((connection) -> {
			connection.setAutoCommit(false);
			try (PreparedStatement statement = connection.prepareStatement(PlainRows.EVENT)) {
				statement.setFetchSize(AsyncIterable.CHUNK_SIZE);
				long sum = 0;
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						sum += event(rows).size();
					}
				}
				connection.commit();
				return sum;
			}
			finally {
				connection.setAutoCommit(true);
			}
		});
	}

	@Override
	public CompletableFuture<List<AuthorBooks>> authorsWithBooks() {
		return run((connection) -> {
			Map<Long, AuthorBooks> authors = new HashMap<>();
			List<AuthorBooks> all = new ArrayList<>();
			try (PreparedStatement statement = connection.prepareStatement(PlainRows.AUTHOR);
					ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					AuthorRow author = new AuthorRow(rows.getLong(1), rows.getString(2));
					AuthorBooks withBooks = new AuthorBooks(author, new ArrayList<>());
					authors.put(author.id(), withBooks);
					all.add(withBooks);
				}
			}
			try (PreparedStatement statement = connection
				.prepareStatement(PlainRows.BOOK + " where author_id = any(?)")) {
				statement.setArray(1, connection.createArrayOf("bigint", authors.keySet().toArray()));
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						BookRow book = book(rows);
						authors.get(book.authorId()).books().add(book);
					}
				}
			}
			return all;
		});
	}

	private static List<BookRow> books(PreparedStatement statement) throws SQLException {
		try (ResultSet rows = statement.executeQuery()) {
			List<BookRow> books = new ArrayList<>();
			while (rows.next()) {
				books.add(book(rows));
			}
			return books;
		}
	}

	private static BookRow book(ResultSet rows) throws SQLException {
		long id = rows.getLong(1);
		String title = rows.getString(2);
		String isbn = rows.getString(3);
		int pages = rows.getInt(4);
		BigDecimal price = rows.getBigDecimal(5);
		LocalDate published = rows.getObject(6, LocalDate.class);
		return new BookRow(id, title, isbn, pages, price, published, rows.getBoolean(7), rows.getLong(8));
	}

	private static EventRow event(ResultSet rows) throws SQLException {
		long id = rows.getLong(1);
		String title = rows.getString(2);
		String source = rows.getString(3);
		int size = rows.getInt(4);
		BigDecimal price = rows.getBigDecimal(5);
		LocalDate day = rows.getObject(6, LocalDate.class);
		return new EventRow(id, title, source, size, price, day, rows.getBoolean(7));
	}

	private <R> CompletableFuture<R> run(Call<R> call) {
		return CompletableFuture.supplyAsync(() -> {
			try (Connection connection = this.pool.getConnection()) {
				return call.run(connection);
			}
			catch (SQLException ex) {
				throw new CompletionException(ex);
			}
		}, this.threads);
	}

	@Override
	public void close() {
		this.threads.close();
	}

	/** What is done with a connection. */
	@FunctionalInterface
	private interface Call<R> {

		R run(Connection connection) throws SQLException;

	}

}
