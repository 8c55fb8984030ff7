package io.asyncorm.jdbc;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for SQL of users on H2, which reads names without quotes as capitals.
 */
class NamesWithoutQuotesIntegrationTests {

	@Test
	void theErrorOfATableInAnotherCaseSaysWhatToDo() {
		DatabaseAddress address = TestDatabase.H2.create();
		try (HikariDataSource pool = address.openPool(2); AsyncOrm orm = orm(pool)) {
			Books books = orm.repository(Books.class);

			assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
				.isThrownBy(() -> await(books.atitles()))
				.withMessageContaining("Table \"BOOK\" not found (candidates are: \"book\"): H2 reads names without"
						+ " quotes as capitals")
				.withMessageContaining("as in from \"book\", or add ;CASE_INSENSITIVE_IDENTIFIERS=TRUE to the URL");
			assertThat(await(books.aquoted())).isEmpty();
		}
	}

	@Test
	void theErrorOfATableThatThereIsNotDoesNotSpeakOfItsCase() {
		try (HikariDataSource pool = TestDatabase.H2.create().openPool(2); AsyncOrm orm = orm(pool)) {
			Books books = orm.repository(Books.class);

			assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
				.isThrownBy(() -> await(books.amissing()))
				.withMessageContaining("\"PAPER\" not found")
				.withMessageNotContaining("capitals");
		}
	}

	@Test
	void whatTheErrorSaysToDoHelps() {
		DatabaseAddress address = TestDatabase.H2.create();
		DatabaseAddress either = new DatabaseAddress(address.url() + ";CASE_INSENSITIVE_IDENTIFIERS=TRUE",
				address.username(), address.password());
		try (HikariDataSource pool = either.openPool(2); AsyncOrm orm = orm(pool)) {
			assertThat(await(orm.repository(Books.class).atitles())).isEmpty();
		}
	}

	private static AsyncOrm orm(HikariDataSource pool) {
		return AsyncOrm.builder(pool).models(Book.class).schemaAction(SchemaAction.CREATE).build();
	}

	@Model
	record Book(@Nullable Long id, String title) {
	}

	interface Books extends AsyncRepository<Book, Long> {

		@Query("select title from book")
		CompletableFuture<List<String>> atitles();

		@Query("select \"title\" from \"book\"")
		CompletableFuture<List<String>> aquoted();

		@Query("select title from paper")
		CompletableFuture<List<String>> amissing();

	}

}
