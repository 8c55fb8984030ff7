package io.asyncorm.sqllog;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.jspecify.annotations.Nullable;

import static io.asyncorm.Orm.await;

/**
 * A library with two books of one author.
 */
final class LoggedLibrary implements AutoCloseable {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	final AsyncTransactions transactions;

	final Books books;

	final Authors authors;

	LoggedLibrary(TestDatabase kind, @Nullable Duration slow) {
		this(kind.create(2), (builder) -> (slow != null) ? builder.slow(slow) : builder);
	}

	LoggedLibrary(HikariDataSource pool, UnaryOperator<AsyncOrm.Builder> settings) {
		this.pool = pool;
		AsyncOrm.Builder builder = AsyncOrm.builder(this.pool)
			.models(Author.class, Book.class)
			.schemaAction(SchemaAction.CREATE)
			.lanes(1);
		this.orm = settings.apply(builder).build();
		this.transactions = this.orm.transactions();
		this.books = this.orm.repository(Books.class);
		this.authors = this.orm.repository(Authors.class);
		Ref<Author> ann = Ref.to(await(this.authors.acreate("Ann")));
		await(this.books.acreate("First", 100, ann));
		await(this.books.acreate("Second", 200, ann));
	}

	<R> R repository(Class<R> type) {
		return this.orm.repository(type);
	}

	QuerySet<Book> all() {
		return this.books.afilter();
	}

	@Override
	public void close() {
		this.orm.close();
		this.pool.close();
	}

	@Model
	record Author(@Nullable Long id, String name, Many<Book> books) {
	}

	@Model(ordering = "title")
	record Book(@Nullable Long id, @Column(unique = true) String title, int pages,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author) {
	}

	interface Authors extends AsyncRepository<Author, Long> {

		CompletableFuture<Author> acreate(String name);

	}

	interface Books extends AsyncRepository<Book, Long> {

		CompletableFuture<Book> acreate(String title, int pages, Ref<Author> author);

		@Query("""
				select count(*)
				from "book"
				where "pages" > :pages""")
		CompletableFuture<Long> alongOnes(int pages);

	}

}
