package io.asyncorm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Order;
import io.asyncorm.expression.Q;
import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Json;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Many;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.Row;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.jspecify.annotations.Nullable;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;

/**
 * What the expressions of {@code docs/django.md} speak of, in a database and in an
 * archive, which is a second one. What they write is rolled back.
 */
public final class DjangoShop implements AutoCloseable {

	public final Books books;

	public final Authors authors;

	public final Tags tags;

	public final Author ann;

	public final Book book;

	public final Tag news;

	public final List<Book> list;

	public final Row<Book> row;

	public final AsyncTransactions transactions;

	private final HikariDataSource archivePool = TestDatabase.POSTGRESQL.create(2);

	private final AsyncOrm archive = AsyncOrm.builder(this.archivePool)
		.models(Author.class, Tag.class, Book.class, BookTag.class, Review.class)
		.schemaAction(SchemaAction.CREATE)
		.build();

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(3);

	private final AsyncOrm orm = AsyncOrm.builder(this.pool)
		.models(Author.class, Tag.class, Book.class, BookTag.class, Review.class)
		.schemaAction(SchemaAction.CREATE)
		.using("archive", this.archive)
		.build();

	DjangoShop() {
		fill(this.archive);
		fill(this.orm);
		this.books = this.orm.repository(Books.class);
		this.authors = this.orm.repository(Authors.class);
		this.tags = this.orm.repository(Tags.class);
		this.transactions = this.orm.transactions();
		this.book = await(this.books.selectRelated("author").prefetchRelated("tags").aget());
		this.ann = await(this.authors.aget(kw("name", "Ann Lee")));
		this.news = await(this.tags.acreate(kw("name", "recent")));
		this.list = List.of(book("Emma", this.book.author()));
		this.row = await(this.books.only("title").alist()).get(0);
	}

	private static void fill(AsyncOrm orm) {
		Author ann = await(orm.repository(Authors.class).acreate(kw("name", "Ann Lee")));
		await(orm.repository(Books.class).acreate(book("Dune", Ref.to(ann))));
	}

	private static Book book(String title, Ref<Author> author) {
		return new Book(null, title, 412, LocalDate.EPOCH, Instant.EPOCH, Map.of("language", "en"), author, Many.of());
	}

	/** Asks the database what the value of an expression says, and rolls it back. */
	public void run(Callable<@Nullable Object> form) throws Exception {
		try {
			await(this.transactions.atomic(() -> {
				evaluate(form.call());
				throw new RolledBack();
			}));
		}
		catch (RolledBack ex) {
			// As it should be
		}
	}

	/** As above, of what has no value. */
	public void run(AsyncTransactions.Block form) throws Exception {
		run(() -> {
			form.run();
			return null;
		});
	}

	/** Resolves the methods of a repository, as the start of an application does. */
	public void resolve(Class<? extends AsyncRepository<?, ?>> repository) {
		this.orm.repository(repository);
	}

	private void evaluate(@Nullable Object value) {
		switch (value) {
			case ValuesQuerySet<?, ?> rows -> await(rows.alist());
			case RawQuerySet<?> rows -> await(rows.alist());
			case CompletableFuture<?> future -> await(future);
			case Expr<?> expression -> evaluate(this.books.annotate("computed", ofBooks(expression)).rows());
			case Q<?> condition -> evaluate(this.books.filter(ofBooks(condition)));
			case Order order -> evaluate(this.books.orderBy(order));
			case null, default -> {
				// In memory
			}
		}
	}

	@SuppressWarnings("unchecked") // by name, it is of any model
	private static Expr<Book> ofBooks(Expr<?> expression) {
		return (Expr<Book>) expression;
	}

	@SuppressWarnings("unchecked") // by name, it is of any model
	private static Q<Book> ofBooks(Q<?> condition) {
		return (Q<Book>) condition;
	}

	@Override
	public void close() {
		this.orm.close();
		this.archive.close();
		this.pool.close();
		this.archivePool.close();
	}

	@Model
	public record Author(@Nullable Long id, @Column(unique = true) String name, @Nullable Integer born,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "mentees") @Nullable Ref<Author> mentor) {
	}

	@Model
	public record Tag(@Nullable Long id, @Column(unique = true) String name, @DefaultValue("0") int weight) {
	}

	@Model
	public record Book(@Nullable Long id, @Column(unique = true) String title, int pages, @Nullable LocalDate published,
			Instant added, @Json Map<String, Object> meta,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author,
			@ManyToMany(through = BookTag.class, relatedName = "books") Many<Tag> tags) {
	}

	@Model(uniqueTogether = @UniqueTogether({ "book", "tag" }))
	public record BookTag(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Book> book,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref<Tag> tag, @DefaultValue("reader") String role) {
	}

	@Model
	public record Review(@Nullable Long id, int stars,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "reviews") Ref<Book> book) {
	}

	/** What a query gives of a book. */
	public record Shelf(String title, int pages) {
	}

	public interface Authors extends AsyncRepository<Author, Long> {

	}

	public interface Books extends AsyncRepository<Book, Long> {

	}

	public interface Tags extends AsyncRepository<Tag, Long> {

	}

	private static final class RolledBack extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
