package io.asyncorm.iteration;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.Orm;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.dialect.EngineSettings;
import io.asyncorm.dialect.OpenCursors;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Readings on a connection that can do nothing else while rows are still to be fetched:
 * the server has no cursor open when anything else is sent.
 */
@Timeout(120)
class OneCursorIntegrationTests {

	@ParameterizedTest
	@EnumSource
	void whatIsReadInATransactionIsFetchedAtOnce(OpenCursors cursors) {
		try (IterationDatabase database = open(cursors)) {
			List<Integer> open = new ArrayList<>();
			List<Long> books = new ArrayList<>();

			database.template()
				.executeWithoutResult((status) -> Orm.await(database.books().aiterator(3).forEach((book) -> {
					books.add(book.id());
					open.add(openCursors(database));
				})));

			assertThat(books).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
			assertThat(open.subList(0, 3)).containsOnly((cursors == OpenCursors.ONE) ? 0 : 1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatPrefetchesIsFetchedAtOnce(OpenCursors cursors) {
		try (IterationDatabase database = open(cursors)) {
			List<String> authors = new ArrayList<>();

			Orm.await(database.books()
				.prefetchRelated("author")
				.aiterator(3)
				.forEach((book) -> authors.add(book.author().get().name())));

			assertThat(authors).hasSize(10).containsOnly("Ann", "Bob");
		}
	}

	private static IterationDatabase open(OpenCursors cursors) {
		return new IterationDatabase(TestDatabase.POSTGRESQL, 2, new VirtualThreadExecutor(),
				EngineSettings.DETECTED.withOpenCursors(cursors));
	}

	private static int openCursors(IterationDatabase database) {
		RawQuerySet<IterationDatabase.Author> cursors = database.authors()
			.raw("select count(*) as id, 'a' as name from pg_cursors where name <> ''");
		return Orm.await(cursors.alist()).get(0).get("id", Long.class).intValue();
	}

}
