package io.asyncorm.sample;

import java.util.List;

import io.asyncorm.test.AsyncOrmTest;
import io.asyncorm.test.IndexUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

import org.springframework.beans.factory.annotation.Autowired;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests whose statements must use indexes of the table of reviews, which is large in
 * production.
 */
@AsyncOrmTest(indexes = IndexUse.REQUIRED)
@ExtendWith(MissingIndexIntegrationTests.Expected.class)
class MissingIndexIntegrationTests {

	@Autowired
	private Books books;

	@Test
	void reviewsOfBooksAreFoundByAnIndex() {
		List<Book> found = await(this.books.filter("pk__in", List.of(1L, 2L)).prefetchRelated("reviews").alist());

		assertThat(found).isEmpty();
	}

	@Test
	void booksWithStarsReadAllReviewsAndFail() {
		assertThat(await(this.books.filter("reviews__stars", 5).alist())).isEmpty();
	}

	/** One of the tests has to fail, and says which index is missing. */
	static final class Expected implements TestExecutionExceptionHandler {

		@Override
		public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
			if (!context.getRequiredTestMethod().getName().endsWith("AndFail")) {
				throw failure;
			}
			assertThat(failure).hasMessageContaining("1 statement cannot use an index on a large table:")
				.hasMessageContaining("Book.alist at " + MissingIndexIntegrationTests.class.getName()
						+ ".booksWithStarsReadAllReviewsAndFail(MissingIndexIntegrationTests.java:")
				.hasMessageContaining("Missing: CREATE INDEX ON \"review\" (\"stars\")");
		}

	}

}
