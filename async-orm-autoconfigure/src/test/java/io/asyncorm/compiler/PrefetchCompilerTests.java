package io.asyncorm.compiler;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.asyncorm.compiler.Bookshop.Author;
import io.asyncorm.compiler.Bookshop.Book;
import io.asyncorm.compiler.Bookshop.Tag;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.ReadExecutor;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.prefetch;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the statements of {@code prefetchRelated}: a table of what is prefetched for
 * two books, and the statement of each.
 */
class PrefetchCompilerTests {

	private static final Bookshop SHOP = new Bookshop();

	private static final String TAG = "SELECT \"tag\".\"id\", \"tag\".\"name\", \"tag\".\"weight\"";

	private static final String JOIN = " FROM \"tag\" INNER JOIN \"book_tags\" ON \"tag\".\"id\" = \"book_tags\".\"tag_id\"";

	private final QueryCompiler compiler = new QueryCompiler();

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void compilesPrefetches(String what, Prefetch prefetch, String sql, List<Object> binds) {
		List<QueryState> read = read(SHOP.all(Book.class).prefetchRelated(prefetch).rows()::alist);

		assertThat(read).hasSize(1);
		Parameterized<QueryState> query = Parameterized.of(read.get(0), Extraction.of(Integer.MAX_VALUE));
		assertThat(new PostgresDialect().render(this.compiler.compile(query.template()).query()).text()).isEqualTo(sql);
		assertThat(query.values()).isEqualTo(binds);
	}

	static Stream<Arguments> compilesPrefetches() {
		QuerySet<Tag> tags = SHOP.all(Tag.class);
		String author = "SELECT \"author\".\"id\", \"author\".\"name\", \"author\".\"born\", \"author\".\"mentor_id\""
				+ " FROM \"author\"";
		String review = "SELECT \"review\".\"id\", \"review\".\"stars\", \"review\".\"body\", \"review\".\"book_id\""
				+ " FROM \"review\"";
		return Stream.of(
				Arguments.of("a foreign key by its key, each once", prefetch("author"),
						author + " WHERE \"author\".\"id\" = ANY(?)", List.of(List.of(7L))),
				Arguments.of("a reverse relation by its foreign key", prefetch("reviews").toAttr("all"),
						review + " WHERE \"review\".\"book_id\" = ANY(?)", List.of(List.of(1L, 2L))),
				Arguments.of("many to many with the owner's key beside each row", prefetch("tags"),
						TAG + ", \"book_tags\".\"book_id\" AS \"___owner\"" + JOIN
								+ " WHERE \"book_tags\".\"book_id\" = ANY(?) ORDER BY \"tag\".\"name\"",
						List.of(List.of(1L, 2L))),
				Arguments.of("a query set with its filters first", prefetch("tags", tags.filter("weight", 3).orderBy()),
						TAG + ", \"book_tags\".\"book_id\" AS \"___owner\"" + JOIN
								+ " WHERE \"tag\".\"weight\" = ? AND \"book_tags\".\"book_id\" = ANY(?)",
						List.of(3, List.of(1L, 2L))),
				Arguments.of("a filter over the join rows shares their join",
						prefetch("tags", tags.filter("books__pages", 3).orderBy()),
						TAG + ", \"book_tags\".\"book_id\" AS \"___owner\"" + JOIN
								+ " INNER JOIN \"book\" ON \"book_tags\".\"book_id\" = \"book\".\"id\""
								+ " WHERE \"book\".\"pages\" = ? AND \"book_tags\".\"book_id\" = ANY(?)",
						List.of(3, List.of(1L, 2L))),
				Arguments.of("a negation over the join rows does not",
						prefetch("tags", tags.exclude("books__pages", 3).orderBy()),
						TAG + ", \"book_tags\".\"book_id\" AS \"___owner\"" + JOIN
								+ " WHERE NOT EXISTS (SELECT 1 AS \"__one\" FROM \"book_tags\" AS \"T3\""
								+ " INNER JOIN \"book\" ON \"T3\".\"book_id\" = \"book\".\"id\""
								+ " WHERE \"book\".\"pages\" = ? AND \"T3\".\"tag_id\" = \"tag\".\"id\")"
								+ " AND \"book_tags\".\"book_id\" = ANY(?)",
						List.of(3, List.of(1L, 2L))),
				Arguments.of("a filter counts, whatever is negated behind it", prefetch("tags", tags
					.filter("books__pages", 3)
					.exclude("books__pages", 4)
					.orderBy()), TAG + ", \"book_tags\".\"book_id\" AS \"___owner\"" + JOIN
							+ " INNER JOIN \"book\" ON \"book_tags\".\"book_id\" = \"book\".\"id\""
							+ " WHERE \"book\".\"pages\" = ? AND NOT EXISTS (SELECT 1 AS \"__one\" FROM"
							+ " \"book_tags\" AS \"T4\" INNER JOIN \"book\" AS \"T5\" ON \"T4\".\"book_id\" = \"T5\".\"id\""
							+ " WHERE \"T5\".\"pages\" = ? AND \"T4\".\"tag_id\" = \"tag\".\"id\")"
							+ " AND \"book_tags\".\"book_id\" = ANY(?)",
						List.of(3, 4, List.of(1L, 2L))),
				Arguments.of("annotations of objects are not selected",
						prefetch("tags", tags.annotate("n", count("*")).orderBy()),
						TAG + ", \"book_tags\".\"book_id\" AS \"___owner\"" + JOIN
								+ " WHERE \"book_tags\".\"book_id\" = ANY(?) GROUP BY \"tag\".\"id\", \"tag\".\"name\","
								+ " \"tag\".\"weight\", \"book_tags\".\"book_id\", \"___owner\"",
						List.of(List.of(1L, 2L))),
				Arguments.of("rows that lack fields have the owner's key beside them",
						prefetch("reviews", SHOP.all(Bookshop.Review.class).only("stars")).toAttr("all"),
						"SELECT \"review\".\"id\", \"review\".\"stars\", \"review\".\"book_id\" FROM \"review\""
								+ " WHERE \"review\".\"book_id\" = ANY(?)",
						List.of(List.of(1L, 2L))),
				Arguments.of("a slice by the number of the row among its owner's",
						prefetch("tags", tags.only("id").slice(1, 3)).toAttr("some"), """
								SELECT "__rows"."__item1", "__rows"."__item2" FROM (SELECT "tag"."id" AS "__item1",\
								 "book_tags"."book_id" AS "__item2", ROW_NUMBER() OVER (PARTITION BY\
								 "book_tags"."book_id" ORDER BY "tag"."name") AS "__window1", "tag"."name" AS\
								 "__window2" FROM "tag" INNER JOIN "book_tags" ON "tag"."id" = "book_tags"."tag_id"\
								 WHERE "book_tags"."book_id" = ANY(?)) AS "__rows" WHERE "__rows"."__window1" > ?\
								 AND "__rows"."__window1" <= ? ORDER BY "__rows"."__window2\"""",
						List.of(List.of(1L, 2L), 1L, 3L)));
	}

	@Test
	void prefetchesAreNoPartOfAStatement() {
		QuerySet<Book> books = SHOP.all(Book.class);
		read(books::alist);
		QueryState plain = last();
		read(books.prefetchRelated("tags")::alist);
		QueryState prefetching = last();

		assertThat(prefetching).isNotEqualTo(plain);
		assertThat(Parameterized.of(prefetching, Extraction.of(Integer.MAX_VALUE)).template())
			.isEqualTo(Parameterized.of(plain, Extraction.of(Integer.MAX_VALUE)).template());
	}

	@Test
	void aStatementDependsOnNoKeys() {
		QuerySet<Book> books = SHOP.all(Book.class).prefetchRelated("tags");

		assertThat(Parameterized.of(read(books::alist, book(1, 7)).get(0), Extraction.of(Integer.MAX_VALUE)).template())
			.isEqualTo(Parameterized
				.of(read(books::alist, book(3, 7), book(4, 7)).get(0), Extraction.of(Integer.MAX_VALUE))
				.template());
	}

	/** The reads that prefetch for two books by one author. */
	private static List<QueryState> read(Runnable terminal) {
		return read(terminal, book(1, 7), book(2, 7));
	}

	private static List<QueryState> read(Runnable terminal, Book... books) {
		terminal.run();
		Reads reads = new Reads();
		complete((Operation.Read<?, ?>) SHOP.operations.get(SHOP.operations.size() - 1), reads, books);
		return reads.states;
	}

	private static <E extends @Nullable Object> void complete(Operation.Read<E, ?> read, Reads reads, Book... books) {
		List<E> elements = new ArrayList<>();
		for (Book book : books) {
			elements.add(read.assembler().assemble(book, new Object[0]));
		}
		read.completion().complete(elements, reads);
	}

	private static QueryState last() {
		return Objects.requireNonNull((Operation.Read<?, ?>) SHOP.operations.get(SHOP.operations.size() - 1)).state();
	}

	private static Book book(long key, long author) {
		return new Book(key, "A", null, BigDecimal.ONE, null, true, Ref.of(Author.class, author), null, null);
	}

	/** Keeps what is to be read, and finds nothing. */
	private static final class Reads implements ReadExecutor {

		private final List<QueryState> states = new ArrayList<>();

		@Override
		public <E extends @Nullable Object, R> R execute(Operation.Read<E, R> read) {
			this.states.add(read.state());
			return read.result().apply(List.of());
		}

	}

}
