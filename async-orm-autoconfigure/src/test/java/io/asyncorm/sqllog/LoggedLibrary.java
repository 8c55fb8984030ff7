package io.asyncorm.sqllog;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.DispatcherSettings;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.jdbc.DataSourceDialects;
import io.asyncorm.jdbc.JdbcDdlExecutor;
import io.asyncorm.jdbc.JdbcOperationExecutor;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.queryset.QuerySetRelations;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.repository.RepositoryProxyFactory;
import io.asyncorm.schema.SchemaGenerator;
import io.asyncorm.schema.SchemaInitializer;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import io.asyncorm.transaction.DefaultAsyncTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.support.JdbcTransactionManager;

import static io.asyncorm.Orm.await;

/**
 * A library with two books of one author.
 */
final class LoggedLibrary implements AutoCloseable {

	private final HikariDataSource pool;

	private final AsyncDispatcher dispatcher;

	private final QuerySets querySets;

	final AsyncTransactions transactions;

	final Books books;

	final Authors authors;

	LoggedLibrary(TestDatabase kind, @Nullable Duration slow) {
		this.pool = kind.create(2);
		ModelRegistry models = ModelRegistry.of(List.of(Author.class, Book.class));
		Dialect dialect = DataSourceDialects.of(this.pool);
		new SchemaInitializer(models, new SchemaGenerator(dialect), SchemaAction.CREATE,
				new JdbcDdlExecutor(this.pool, dialect, slow))
			.start();
		LookupRegistry lookups = LookupRegistry.standard();
		JdbcOperationExecutor executor = new JdbcOperationExecutor(this.pool, dialect, models, new QueryCompiler(),
				new QuerySetRelations(this::querySets), JsonFormat.detect(), slow);
		this.dispatcher = new AsyncDispatcher(executor, new VirtualThreadExecutor(), DispatcherSettings.of(1, 10));
		this.querySets = new QuerySets(models, lookups, this.dispatcher);
		this.transactions = new DefaultAsyncTransactions(new JdbcTransactionManager(this.pool), this.pool, executor,
				this.dispatcher);
		RepositoryProxyFactory repositories = new RepositoryProxyFactory(this.querySets);
		this.books = repositories.create(Books.class);
		this.authors = repositories.create(Authors.class);
		Ref<Author> ann = Ref.to(await(this.authors.acreate("Ann")));
		await(this.books.acreate("First", 100, ann));
		await(this.books.acreate("Second", 200, ann));
	}

	private QuerySets querySets() {
		return this.querySets;
	}

	QuerySet<Book> all() {
		return this.books.afilter();
	}

	@Override
	public void close() {
		this.dispatcher.close();
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
