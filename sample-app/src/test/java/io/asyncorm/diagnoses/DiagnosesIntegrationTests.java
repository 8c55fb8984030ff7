package io.asyncorm.diagnoses;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.sample.Book;
import io.asyncorm.sample.Books;
import io.asyncorm.sample.SampleApplication;
import io.asyncorm.test.StatementLedger;
import io.asyncorm.transaction.AsyncTransactions;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.web.client.RestClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Has each diagnosis speak over the books of the sample; that of missing indexes is
 * {@code MissingIndexIntegrationTests}.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "async-orm.sql.tags=operation,site", "async-orm.sql.slow=0ms",
				"async-orm.diagnostics.foreign-io=warn", "async-orm.diagnostics.held-idle=20ms",
				"async-orm.diagnostics.locks=true", "async-orm.diagnostics.max-rows=100" })
class DiagnosesIntegrationTests {

	private static final String SELF = DiagnosesIntegrationTests.class.getName();

	@Autowired
	private Books books;

	@Autowired
	private AsyncTransactions transactions;

	@Autowired
	private HikariDataSource dataSource;

	@Autowired
	private ObservationRegistry observations;

	@LocalServerPort
	private int port;

	@Test
	void theDatabaseSpeaksOfLines() {
		List<String> statements = await(this.transactions.atomic(() -> {
			await(this.books.filter("pages__gte", 300).acount());
			return activity();
		}));

		assertThat(statements)
			.anyMatch((sql) -> sql.contains("/*op='Book.acount',site='DiagnosesIntegrationTests.java:"));
	}

	/** On a connection of its own. */
	private List<String> activity() throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			return JdbcClient.create(new SingleConnectionDataSource(connection, true))
				.sql("select query from pg_stat_activity")
				.query(String.class)
				.list();
		}
	}

	@Test
	void aQueryThatDoesNotFitIsFoundAtStartup(CapturedOutput output) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(MisspelledApplication.class)
			.web(WebApplicationType.NONE);

		Throwable failure = catchThrowable(() -> application.run("--async-orm.queries.check=startup",
				"--async-orm.schema.action=none", "--spring.datasource.url=" + this.dataSource.getJdbcUrl(),
				"--spring.datasource.username=" + this.dataSource.getUsername(),
				"--spring.datasource.password=" + this.dataSource.getPassword()));

		assertThat(failure).isNotNull();
		assertThat(output).contains("MisspelledBooks.atitles(int least): line 1, at 'titel': column \"titel\" does not"
				+ " exist. Perhaps you meant to reference the column \"book.title\"");
	}

	@Test
	void aConnectionThatIsHeldAndIdleIsWarnedOf(CapturedOutput output) {
		await(this.transactions.atomic(() -> {
			await(this.books.acount());
			computeFor(TimeUnit.MILLISECONDS.toNanos(50));
			await(this.books.aexists());
		}));

		assertThat(output).containsPattern("Held but idle: a connection waited [\\d.]+ ms between 'Book.acount' at "
				+ SELF + "\\..* and 'Book.aexists' at " + SELF);
	}

	private static void computeFor(long nanos) {
		long end = System.nanoTime() + nanos;
		while (System.nanoTime() - end < 0) {
			Thread.onSpinWait();
		}
	}

	@Test
	void aCallOfAnotherServiceInATransactionIsWarnedOf(CapturedOutput output) {
		RestClient client = RestClient.builder()
			.observationRegistry(this.observations)
			.baseUrl("http://127.0.0.1:" + this.port)
			.build();

		await(this.transactions.atomic(() -> {
			assertThat(client.get().uri("/books?limit=1").retrieve().body(String.class)).contains("title");
		}));

		assertThat(output)
			.containsPattern("Foreign I/O in a transaction: 'http.client.requests' begins at " + SELF + "\\..*");
	}

	@Test
	void aResultWithoutABoundIsWarnedOf(CapturedOutput output) {
		assertThat(await(this.books.all().alist())).hasSizeGreaterThan(100);

		assertThat(output).containsPattern("Result without a bound: 'Book.alist' at " + SELF
				+ "\\..* has more than 100 rows, which are in memory at once");
	}

	@Test
	void aDeadlockNamesTheLinesOfBothSides() {
		List<Book> two = await(this.books.all().orderBy("pk").slice(0, 2).alist());
		CyclicBarrier both = new CyclicBarrier(2);

		CompletableFuture<?> up = this.transactions.atomic(() -> {
			lengthen(two.get(0));
			meet(both);
			thenLengthen(two.get(1));
		});
		CompletableFuture<?> down = this.transactions.atomic(() -> {
			lengthen(two.get(1));
			meet(both);
			thenLengthen(two.get(0));
		});

		assertThatExceptionOfType(PessimisticLockingFailureException.class).isThrownBy(() -> awaitBoth(up, down))
			.withMessageContaining("Deadlock: 2 transactions waited for locks of each other")
			.withMessageContaining("  locks 'Book.aupdate' on book at DiagnosesIntegrationTests.lengthen(")
			.withMessageContaining("  waits 'Book.aupdate' on book at DiagnosesIntegrationTests.thenLengthen(")
			.withMessageContaining("| locks 'Book.aupdate' on book at DiagnosesIntegrationTests.lengthen(")
			.withMessageContaining("| waits 'Book.aupdate' on book at DiagnosesIntegrationTests.thenLengthen(")
			.withMessageContaining("Rule: take the locks in the same order everywhere");
	}

	private void lengthen(Book book) {
		await(this.books.filter("pk", book.id()).aupdate(kw("pages", book.pages())));
	}

	private void thenLengthen(Book book) {
		await(this.books.filter("pk", book.id()).aupdate(kw("pages", book.pages())));
	}

	private static void meet(CyclicBarrier both) throws InterruptedException, BrokenBarrierException, TimeoutException {
		both.await(60, TimeUnit.SECONDS);
	}

	private static void awaitBoth(CompletableFuture<?> one, CompletableFuture<?> other) {
		Throwable first = catchThrowable(() -> await(one));
		await(other);
		if (first instanceof PessimisticLockingFailureException failure) {
			throw failure;
		}
	}

	/** One statement is explained at a time, and all of this class are slow. */
	@Test
	void aSlowStatementExplainsItself(CapturedOutput output) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
		while (!output.toString()
			.contains("another plan would be possible with: create index on public.book (pages)")) {
			assertThat(System.nanoTime()).isLessThan(end);
			await(this.books.filter("pages", 320).alist());
		}

		assertThat(output).contains("Slow: Book.alist explained, called at " + SELF,
				"most costs: Seq Scan on public.book", "Filter: (book.pages = ?)");
	}

	@Test
	void aStatementThatTheLedgerDoesNotKnowFails(@TempDir Path folder) {
		StatementLedger ledger = StatementLedger.at(folder.resolve("statements.txt"));

		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> ledger.check("home page", () -> this.books.filter("pages__gte", 300).alist()))
			.withMessageContaining("home page is not in '" + folder)
			.withMessageContaining("Book.alist: SELECT");
	}

}
