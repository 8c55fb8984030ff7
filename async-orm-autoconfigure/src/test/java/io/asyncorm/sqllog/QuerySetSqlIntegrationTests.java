package io.asyncorm.sqllog;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.sqllog.LoggedLibrary.Book;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.f;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ValuesQuerySet#sql()}: it is what {@code alist()} sends.
 */
@ParameterizedClass
@EnumSource(value = TestDatabase.class, names = "MARIADB", mode = EnumSource.Mode.EXCLUDE)
@Timeout(300)
class QuerySetSqlIntegrationTests {

	private static final List<Function<QuerySet<Book>, ValuesQuerySet<?, ?>>> QUERY_SETS = List.of((books) -> books,
			(books) -> books.filter("title__icontains", "a").exclude("pages__in", List.of(1, 2)),
			(books) -> books.orderBy("-pages").slice(2, 5), (books) -> books.selectRelated("author").distinct(),
			(books) -> books.filter("author__name", "Ann").union(books.filter("pages", 1)),
			(books) -> books.values("title", "author__name"), (books) -> books.valuesList("pages", Integer.class),
			(books) -> books.annotate("half", f("pages").dividedBy(2)).filter("half__gt", 3),
			(books) -> books.values("author").annotate("number", count("id")).orderBy("-number"),
			(books) -> books.only("title"), (books) -> books.annotate("half", f("pages").dividedBy(2)).rows());

	@Parameter
	private TestDatabase database;

	private LoggedLibrary library;

	private RecordedSql recorded;

	@BeforeEach
	void open() {
		this.library = new LoggedLibrary(this.database, null);
		this.recorded = RecordedSql.at(Level.DEBUG);
	}

	@AfterEach
	void close() {
		this.recorded.close();
		this.library.close();
	}

	@Test
	void isWhatAlistSends() {
		for (Function<QuerySet<Book>, ValuesQuerySet<?, ?>> chain : QUERY_SETS) {
			this.recorded.clear();
			ValuesQuerySet<?, ?> querySet = chain.apply(this.library.all());
			String sql = querySet.sql();
			assertThat(this.recorded.statements()).isEmpty();

			await(querySet.alist());

			assertThat(this.recorded.statements()).containsExactly(sql);
			assertThat(sql).contains("SELECT");
		}
	}

	@Test
	void locksNeedNoTransactionToBeSeen() {
		ValuesQuerySet<?, ?> locked = this.library.all().selectForUpdate();
		String sql = locked.sql();

		await(this.library.transactions.atomic(() -> await(locked.alist())));

		assertThat(sql).contains("FOR UPDATE");
		assertThat(this.recorded.statements()).containsExactly(sql);
	}

	@Test
	void whatIsPrefetchedIsNotPartOfIt() {
		ValuesQuerySet<?, ?> prefetching = this.library.authors.afilter().prefetchRelated("books");
		String sql = prefetching.sql();

		await(prefetching.alist());

		assertThat(this.recorded.statements()).hasSize(2).startsWith(sql);
	}

	@Test
	void isEmptyWhereNothingIsSent() {
		Stream<ValuesQuerySet<?, ?>> empty = Stream.of(this.library.all().none(),
				this.library.all().filter("pages__in", List.of()), this.library.all().none().values("title"));

		empty.forEach((querySet) -> {
			assertThat(querySet.sql()).isEmpty();
			await(querySet.alist());
			assertThat(this.recorded.statements()).isEmpty();
		});
	}

	@Test
	void isTheUsersOwnForRawQueries() {
		RawQuerySet<Book> raw = this.library.all().raw("select * from \"book\" where \"pages\" > ?", 10);
		String sql = raw.sql();

		await(raw.alist());

		assertThat(this.recorded.statements()).containsExactly(sql);
		assertThat(sql).isEqualTo("select * from \"book\" where \"pages\" > ?");
	}

}
