package io.asyncorm.sqllog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.query.SqlTag;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.testdatabase.OwnPostgreSqlServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What PostgreSQL shows of the comments in statements, and how many of them it keeps
 * prepared.
 */
@Timeout(120)
class TaggedActivityIntegrationTests {

	private static final String LINE = "A line of a hundred characters, of which a hundred and more make more than the server shows; too long";

	private static final int CALLS = 10_000;

	private OwnPostgreSqlServer server;

	private HikariDataSource pool;

	private LoggedLibrary library;

	@BeforeEach
	void open() {
		this.server = OwnPostgreSqlServer.start(Map.of("shared_preload_libraries", "pg_stat_statements",
				"logging_collector", "on", "log_directory", "tagged", "log_min_duration_statement", "0"));
		this.pool = this.server.createDatabase().openPool(1);
		this.library = new LoggedLibrary(this.pool, (builder) -> builder.tags(SqlTag.OPERATION, SqlTag.SITE));
	}

	@AfterEach
	void close() {
		this.library.close();
		this.server.close();
	}

	@Test
	void activityStatisticsAndLogSpeakOfLines() throws IOException {
		JdbcClient client = JdbcClient.create(this.pool);
		client.sql("create extension pg_stat_statements").update();

		int line = lineOf(() -> await(this.library.all().tag("home page").alist()));

		String comment = "/*op='Book.alist',site='TaggedActivityIntegrationTests.java:" + line
				+ "',tag='home%20page'*/";
		assertThat(client.sql("select query from pg_stat_statements where query like '%\"book\".\"title\"%'")
			.query(String.class)
			.list()).anyMatch((query) -> query.contains(comment));
		assertThat(log()).contains("SELECT " + comment);
	}

	@Test
	void activityShowsTheLineHoweverLongTheStatementIs() {
		String shown = await(this.library.repository(Activity.class).aquery("x"));

		assertThat(shown).hasSize(1023).startsWith("select /*op='Activity.aquery',site='TaggedActivity");
	}

	@Test
	void asManyStatementsStayPreparedAsLinesSendThem() {
		long id = await(this.library.all().afirst()).orElseThrow().id();
		long before = prepared();

		for (int i = 0; i < CALLS / 2; i++) {
			await(this.library.books.aget(id));
			await(this.library.books.aget(id));
		}

		assertThat(prepared() - before).isEqualTo(2);
	}

	interface Activity extends AsyncRepository<LoggedLibrary.Author, Long> {

		/** Longer than PostgreSQL shows. */
		String LONG_TEXT = LINE + LINE + LINE + LINE + LINE + LINE + LINE + LINE + LINE + LINE + LINE;

		@Query("select query from pg_stat_activity where pid = pg_backend_pid() and :word <> '" + LONG_TEXT + "'")
		CompletableFuture<String> aquery(String word);

	}

	private long prepared() {
		return JdbcClient.create(this.pool)
			.sql("select count(*) from pg_prepared_statements where statement like '%op=''Book.aget''%'")
			.query(Long.class)
			.single();
	}

	private String log() throws IOException {
		StringBuilder log = new StringBuilder();
		try (Stream<Path> files = Files.list(this.server.dataDirectory().resolve("tagged"))) {
			for (Path file : files.toList()) {
				log.append(Files.readString(file));
			}
		}
		return log.toString();
	}

	private static int lineOf(Runnable code) {
		code.run();
		return StackWalker.getInstance().walk((frames) -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
	}

}
