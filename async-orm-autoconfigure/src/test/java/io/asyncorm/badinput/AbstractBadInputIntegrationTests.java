package io.asyncorm.badinput;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.badinput.Catalogue.Author;
import io.asyncorm.badinput.Catalogue.Authors;
import io.asyncorm.badinput.Catalogue.Book;
import io.asyncorm.badinput.Catalogue.Books;
import io.asyncorm.badinput.Catalogue.Tags;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A small catalogue, in a database of each kind, and what has to hold whenever it refuses
 * something: the exception says why, without values; nothing was written; all connections
 * are back, and work.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
abstract class AbstractBadInputIntegrationTests {

	/** Stands in values that nobody but their owner may read. */
	static final String SECRET = "s3cr3t";

	private static final int CONNECTIONS = 2;

	/** Says with values what the server has refused, see {@code docs/databases.md}. */
	private static final String DRIVER_OF_MARIADB = "org.mariadb";

	final TestDatabase database;

	final AsyncOrm orm;

	final Authors authors;

	final Books books;

	final Tags tags;

	final Ref<Author> ann;

	final Book night;

	private final HikariDataSource pool;

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	AbstractBadInputIntegrationTests(TestDatabase database) {
		this.database = database;
		this.pool = database.create(CONNECTIONS);
		this.orm = AsyncOrm.builder(this.pool).models(Catalogue.MODELS).schemaAction(SchemaAction.CREATE).build();
		this.authors = this.orm.repository(Authors.class);
		this.books = this.orm.repository(Books.class);
		this.tags = this.orm.repository(Tags.class);
		this.ann = Ref.to(await(this.authors.acreate(kw("name", "Ann"))));
		this.night = await(this.books.acreate(kw("title", "Night").and("pages", 100).and("author", this.ann)));
		await(this.books.acreate(kw("title", "Day").and("pages", 200).and("author", this.ann)));
		await(this.night.tags().acreate(kw("name", "dark")));
		this.log.start();
		root().addAppender(this.log);
	}

	private static Logger root() {
		return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

	@AfterEach
	void close() {
		root().detachAppender(this.log);
		this.orm.close();
		this.pool.close();
	}

	/**
	 * Checks that a call is refused, on its own and at the end of a transaction.
	 * @param type the exact class of the exception
	 * @param says what its message has
	 */
	void refused(Class<? extends RuntimeException> type, Supplier<?> call, String... says) {
		List<?> before = rows();

		requireRefusal(catchThrowable(() -> run(call)), type, says);
		requireUntouched(before);
		requireRefusal(catchThrowable(() -> await(this.orm.transactions().atomic(() -> {
			await(this.authors.acreate(kw("name", "within")));
			run(call);
			return "done";
		}))), type, says);
		requireUntouched(before);
	}

	private static void run(Supplier<?> call) {
		if (call.get() instanceof CompletableFuture<?> future) {
			await(future);
		}
	}

	private static void requireRefusal(Throwable failure, Class<?> type, String... says) {
		assertThat(failure).isExactlyInstanceOf(type);
		assertThat(failure.getMessage()).hasSizeBetween(15, 2_000)
			.doesNotContain(SECRET, "\n", "\0", "\ud800")
			.doesNotContainIgnoringCase("insert into", "select ", "where ", "Cannot invoke");
		for (String part : says) {
			assertThat(failure).hasMessageContaining(part);
		}
	}

	private void requireUntouched(List<?> before) {
		requireAllConnections();
		assertThat(rows()).isEqualTo(before);
		assertThat(this.log.list).filteredOn((event) -> event.getLevel().isGreaterOrEqual(Level.INFO))
			.filteredOn((event) -> !event.getLoggerName().startsWith(DRIVER_OF_MARIADB))
			.extracting(ILoggingEvent::getFormattedMessage)
			.noneMatch((message) -> message.contains(SECRET));
	}

	/** Waits for them, as operations do. */
	private void requireAllConnections() {
		List<Connection> connections = new ArrayList<>();
		try {
			for (int i = 0; i < CONNECTIONS; i++) {
				connections.add(this.pool.getConnection());
				assertThat(connections.getLast().isValid(5)).isTrue();
			}
			for (Connection connection : connections) {
				connection.close();
			}
		}
		catch (SQLException ex) {
			throw new AssertionError("A connection is missing", ex);
		}
	}

	private List<?> rows() {
		return List.of(await(this.authors.orderBy("id").alist()), await(this.books.orderBy("id").alist()),
				await(this.tags.orderBy("id").alist()),
				await(this.books.orderBy("id").valuesList("id", "tags").alist()));
	}

}
