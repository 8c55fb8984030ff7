package io.asyncorm.sqllog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the log of statements.
 */
@ParameterizedClass
@EnumSource(value = TestDatabase.class, names = "MARIADB", mode = EnumSource.Mode.EXCLUDE)
@Timeout(300)
class SqlLogIntegrationTests {

	@Parameter
	private TestDatabase database;

	private @Nullable LoggedLibrary library;

	private @Nullable RecordedSql recorded;

	@AfterEach
	void close() {
		if (this.recorded != null) {
			this.recorded.close();
		}
		if (this.library != null) {
			this.library.close();
		}
	}

	private LoggedLibrary open(@Nullable Duration slow, Level level) {
		this.recorded = RecordedSql.at(level);
		this.library = new LoggedLibrary(this.database, slow);
		this.recorded.clear();
		return this.library;
	}

	private List<String> debug() {
		return this.recorded.lines(Level.DEBUG);
	}

	@Test
	void statementIsOneLineWithoutValues() {
		LoggedLibrary library = open(null, Level.DEBUG);

		await(library.all().filter("title__icontains", "ir").alist());

		assertThat(debug()).singleElement()
			.asString()
			.matches("Book\\.alist: \\d+\\.\\d ms, 1 row: SELECT .+ FROM \"book\".* WHERE .*\\?.*")
			.doesNotContain("ir%");
		assertThat(this.recorded.lines(Level.TRACE)).isEmpty();
		assertThat(this.recorded.lines(Level.WARN)).isEmpty();
	}

	@Test
	void nothingIsLoggedAboveDebug() {
		LoggedLibrary library = open(null, Level.INFO);

		await(library.all().alist());

		for (Level level : List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARN)) {
			assertThat(this.recorded.lines(level)).isEmpty();
		}
	}

	@Test
	void traceTellsTheValuesAndTheLineThatCalled() {
		LoggedLibrary library = open(null, Level.TRACE);

		await(library.all().filter("title", "First\nlog \u001b[31m").filter("pages__in", List.of(1, 2)).alist());

		assertThat(debug()).hasSize(1);
		assertThat(this.recorded.lines(Level.TRACE)).singleElement()
			.asString()
			.startsWith("Book.alist: values ['First\\u000alog \\u001b[31m', [1, 2]], called at "
					+ SqlLogIntegrationTests.class.getName() + ".traceTellsTheValuesAndTheLineThatCalled("
					+ "SqlLogIntegrationTests.java:");
	}

	@Test
	void lineIsKnownWithinATransactionToo() {
		LoggedLibrary library = open(null, Level.TRACE);

		await(library.transactions.atomic(() -> await(library.all().acount())));

		assertThat(this.recorded.lines(Level.TRACE)).singleElement()
			.asString()
			.contains("called at " + SqlLogIntegrationTests.class.getName() + ".");
	}

	@Test
	void eachOfTheStatementsOfAnOperationHasItsLine() {
		LoggedLibrary library = open(null, Level.DEBUG);

		await(library.authors.afilter().prefetchRelated("books").alist());
		await(library.all().adelete());

		assertThat(debug()).hasSize(3);
		assertThat(debug().get(0)).startsWith("Author.alist: ").contains(", 1 row: ");
		assertThat(debug().get(1)).startsWith("Author.prefetchRelated: ").contains(", 2 rows: ");
		assertThat(debug().get(2)).startsWith("Book.adelete: ").contains(", 2 rows: DELETE ");
	}

	@Test
	void statementsOfTheUserAreLoggedInOneLine() {
		LoggedLibrary library = open(null, Level.DEBUG);

		await(library.books.alongOnes(150));
		await(library.all().raw("select *\n\tfrom \"book\" -- all\nwhere 1 = ?", 1).alist());

		assertThat(debug()).hasSize(2);
		assertThat(debug().get(0)).startsWith("Books.alongOnes: ")
			.endsWith(" ms, 1 row: select count(*) from \"book\" where \"pages\" > ?");
		assertThat(debug().get(1)).startsWith("Book.raw: ")
			.endsWith(" ms, 2 rows: select * from \"book\" -- all where 1 = ?");
	}

	@Test
	void changesOfTheSchemaAreLogged() {
		this.recorded = RecordedSql.at(Level.DEBUG);

		this.library = new LoggedLibrary(this.database, null);

		assertThat(debug())
			.anySatisfy((line) -> assertThat(line).matches("schema: \\d+\\.\\d ms: create table \"book\" .*"));
	}

	@Test
	void failureIsLoggedWithoutValues() {
		LoggedLibrary library = open(null, Level.DEBUG);
		Ref<LoggedLibrary.Author> ann = Ref.of(LoggedLibrary.Author.class, 1L);

		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> await(library.books.acreate("First", 1, ann)));
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> await(library.all().raw("select nonsense from \"book\"").alist()));

		assertThat(debug()).hasSize(2);
		assertThat(debug().get(0)).startsWith("Book.acreate: ")
			.contains(" ms, failed with SQL state 23505 [", "INSERT INTO ")
			.containsIgnoringCase("(constraint 'book_title_key")
			.doesNotContain("First");
		assertThat(debug().get(1)).startsWith("Book.raw: ")
			.contains(" ms, failed with SQL state 42")
			.containsIgnoringCase("nonsense");
	}

	@Test
	void rowsThatAreReadBitByBitAreLoggedAtTheEnd() {
		LoggedLibrary library = open(null, Level.DEBUG);
		List<String> before = new ArrayList<>();

		await(library.all().aiterator(1).forEach((book) -> before.addAll(selects())));
		assertThat(before).isEmpty();
		assertThat(selects()).singleElement().asString().startsWith("Book.aiterator: ").contains(" ms, 2 rows: ");

		this.recorded.clear();
		await(library.transactions
			.atomic(() -> await(library.all().aiterator(1).forEach((book) -> before.addAll(selects())))));
		assertThat(before).isEmpty();
		assertThat(selects()).singleElement().asString().startsWith("Book.aiterator: ").contains(" ms, 2 rows: ");
	}

	private List<String> selects() {
		return debug().stream().filter((line) -> line.contains("SELECT")).toList();
	}

	@Test
	void slowStatementIsAWarningWithTheLineThatCalledAndWithoutValues() {
		LoggedLibrary library = open(Duration.ZERO, Level.INFO);

		await(library.all().filter("title", "First").aupdate(kw("pages", 4711)));

		assertThat(this.recorded.lines(Level.WARN)).singleElement()
			.asString()
			.matches("Slow: Book\\.aupdate: \\d+\\.\\d ms, 1 row, called at "
					+ "\\S+SqlLogIntegrationTests\\.slowStatement\\S+\\(SqlLogIntegrationTests\\.java:\\d+\\): UPDATE .*")
			.doesNotContain("4711", "First");
	}

	@Test
	void slowStatementIsLoggedOnce() {
		LoggedLibrary library = open(Duration.ZERO, Level.DEBUG);

		await(library.all().alist());

		assertThat(this.recorded.lines(Level.WARN)).hasSize(1);
		assertThat(debug()).isEmpty();
	}

	@Test
	void statementBelowTheThresholdIsNotSlow() {
		LoggedLibrary library = open(Duration.ofDays(1), Level.DEBUG);

		await(library.all().alist());

		assertThat(this.recorded.lines(Level.WARN)).isEmpty();
		assertThat(debug()).hasSize(1);
	}

}
