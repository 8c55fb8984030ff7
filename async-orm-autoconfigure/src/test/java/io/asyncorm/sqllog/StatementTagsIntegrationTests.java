package io.asyncorm.sqllog;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import io.asyncorm.query.SqlTag;
import io.asyncorm.sqllog.LoggedLibrary.Book;
import io.asyncorm.test.SentQuery;
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
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.test.QueryAssertions.sentQueries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the comments in statements, as the log shows what is sent.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(300)
class StatementTagsIntegrationTests {

	private static final String SITE = "',site='StatementTagsIntegrationTests.java:";

	@Parameter
	private TestDatabase database;

	private LoggedLibrary library;

	private RecordedSql recorded;

	@BeforeEach
	void open() {
		this.recorded = RecordedSql.at(Level.DEBUG);
		this.library = new LoggedLibrary(this.database.create(2),
				(builder) -> builder.tags(SqlTag.OPERATION, SqlTag.SITE));
		this.recorded.clear();
	}

	@AfterEach
	void close() {
		this.recorded.close();
		this.library.close();
	}

	@Test
	void statementSaysItsOperationAndItsLine() {
		await(this.library.all().filter("pages__gt", 1).alist());

		assertThat(this.recorded.statements()).singleElement()
			.asString()
			.matches("SELECT /\\*op='Book\\.alist" + SITE + "\\d+'\\*/ .*");
	}

	@Test
	void lineOfATransactionIsThatOfTheCallInIt() {
		int line = here() + 1;
		await(this.library.transactions.atomic(() -> await(this.library.all().acount())));

		assertThat(this.recorded.statements()).anyMatch((sql) -> sql.contains("op='Book.acount" + SITE + line + "'*/"))
			.noneMatch((sql) -> sql.startsWith("COMMIT"));
	}

	@Test
	void everyStatementOfAWriteAndOfAPrefetchIsTagged() {
		await(this.library.authors.afilter().prefetchRelated("books").alist());
		await(this.library.books.aupdateOrCreate(kw("title", "First"), defaults("pages", 120)));
		await(this.library.authors.afilter().adelete());

		assertThat(this.recorded.statements()).hasSizeGreaterThanOrEqualTo(5)
			.filteredOn((sql) -> !sql.startsWith("SET TRANSACTION "))
			.allMatch((sql) -> sql.contains("/*op='Author.alist" + SITE)
					|| sql.contains("/*op='Author.prefetchRelated" + SITE)
					|| sql.contains("/*op='Book.aupdateOrCreate" + SITE)
					|| sql.contains("/*op='Author.adelete" + SITE));
	}

	@Test
	void sqlOfTheUserIsTaggedAndStillMeansTheSame() {
		long rows = await(this.library.all().raw("-- all of them\nselect * from " + quote() + "book" + quote()).alist())
			.size();
		CompletableFuture<Long> chunks = new CompletableFuture<>();
		await(this.library.all().aiterator().forEach((book) -> chunks.complete(book.id())));

		assertThat(rows).isEqualTo(2);
		assertThat(chunks).isCompleted();
		assertThat(this.recorded.statements()).filteredOn((sql) -> sql.contains("book"))
			.hasSize(2)
			.allMatch((sql) -> sql.contains(SITE));
		assertThat(this.recorded.statements().get(0)).startsWith("/*op='Book.raw");
	}

	@Test
	void tagOfAQuerySetStaysWithWhatIsMadeOfIt() {
		await(this.library.all().tag("home page").filter("pages__gt", 1).values("title").alist());
		await(this.library.all().valuesList("title").tag("home page").alist());
		await(this.library.books.raw("select * from " + quote() + "book" + quote()).tag("home page").alist());
		await(this.library.transactions.atomic(() -> await(this.library.all().tag("home page").acount())));

		assertThat(this.recorded.statements()).filteredOn((sql) -> sql.contains("tag='home%20page'*/")).hasSize(4);
	}

	@Test
	void tagIsAWordThatTellsSomething() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.library.all().tag(" "));
		assertThatIllegalArgumentException().isThrownBy(() -> this.library.all().tag("x".repeat(101)))
			.withMessageContaining("has 101 characters, and may have 100");
	}

	@Test
	void statementForCallersOfSeveralLinesSaysTheOperationAlone() throws Exception {
		List<Book> books = await(this.library.all().alist());
		this.recorded.clear();

		holdTheLane(() -> {
			CompletableFuture<Book> first = this.library.books.aget(books.get(0).id());
			CompletableFuture<Book> second = this.library.books.aget(books.get(1).id());
			return List.of(first, second);
		});

		assertThat(this.recorded.statements()).singleElement().asString().contains("/*op='Book.aget'*/");
	}

	@Test
	void statementForCallersOfOneLineSaysIt() throws Exception {
		List<Book> books = await(this.library.all().alist());
		this.recorded.clear();

		holdTheLane(() -> books.stream().map((book) -> this.library.books.aget(book.id())).toList());

		assertThat(this.recorded.statements()).singleElement().asString().contains("/*op='Book.aget" + SITE);
	}

	private void holdTheLane(Supplier<List<CompletableFuture<Book>>> calls) throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch gate = new CountDownLatch(1);
		CompletableFuture<Boolean> block = this.library.transactions.atomic(() -> {
			begun.countDown();
			gate.await();
			return true;
		});
		begun.await();
		this.recorded.clear();
		List<CompletableFuture<Book>> waiting = calls.get();
		gate.countDown();
		await(block);
		waiting.forEach((call) -> await(call));
	}

	@Test
	void whoCountsStatementsSeesTheirShape() throws Exception {
		List<SentQuery> sent = sentQueries(() -> await(this.library.all().tag("home page").alist()));

		assertThat(sent).singleElement().extracting(SentQuery::sql).asString().doesNotContain("/*");
	}

	private String quote() {
		return (this.database == TestDatabase.MARIADB) ? "`" : "\"";
	}

	private static int here() {
		return StackWalker.getInstance().walk((frames) -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
	}

}
