package io.asyncorm.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import io.asyncorm.assembly.Assembly;
import io.asyncorm.autoconfigure.actuate.AsyncOrmEndpoint;
import io.asyncorm.autoconfigure.actuate.AsyncOrmEndpointAutoConfiguration;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.explanation.SlowStatementExplained;
import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.plan.Observers;
import io.asyncorm.plan.SlowStatement;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the explanations of slow statements, over a table with twenty thousand rows.
 * All statements are slow.
 */
@Timeout(120)
class SlowStatementIntegrationTests {

	private final ApplicationContextRunner slow = LibraryContexts.library()
		.withConfiguration(AutoConfigurations.of(AsyncOrmEndpointAutoConfiguration.class))
		.withUserConfiguration(Explanations.class)
		.withPropertyValues("async-orm.schema.action=create", "async-orm.sql.slow=0ms",
				"management.endpoints.web.exposure.include=asyncorm");

	private void run(ContextConsumer<AssertableApplicationContext> test) {
		try (RecordedSql recorded = RecordedSql.at(Level.WARN)) {
			this.slow.withBean(RecordedSql.class, () -> recorded)
				.withPropertyValues(TestDatabase.POSTGRESQL.create().toProperties())
				.run((context) -> {
					fill(jdbc(context));
					test.accept(context);
				});
		}
	}

	private static void fill(JdbcClient jdbc) {
		jdbc.sql("insert into author (name) select 'Author ' || i from generate_series(1, 20) i").update();
		jdbc.sql("""
				insert into book (title, pages, author_id)
				select md5(i::text) || ' ' || i, i % 2000, 1 + i % 20 from generate_series(1, 20000) i""").update();
		jdbc.sql("analyze author, book").update();
	}

	@Test
	void itTellsTheScanTheRowsAndTheIndexThatIsMissing() {
		run((context) -> {
			Books books = context.getBean(Books.class);

			SlowStatementExplained explained = explained(context, "Book.alist",
					() -> await(books.filter("pages", 1234).alist()).size());

			assertThat(explained.scan()).isEqualTo("Seq Scan on public.book");
			assertThat(explained.estimatedRows()).isEqualTo(10);
			assertThat(explained.countedRows()).isEqualTo(10);
			assertThat(explained.index()).isEqualTo("create index on public.book (pages)");
			assertThat(explained.note()).isNull();
			assertThat(explained.dataSource()).isEqualTo("dataSource");
			assertThat(explained.line()).isNotNull();
			assertThat(explained.duration()).isPositive();
			assertThat(explained.plan()).contains("Seq Scan on public.book", "Filter: (book.pages = ?)");
			assertThat(explained.toString()).doesNotContain("1234");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			pages;              7;     create index on public.book (pages)
			title__startswith;  c4ca4; create index on public.book (title text_pattern_ops)
			title__iexact;      c4ca4; create index on public.book (upper((title)::text) text_pattern_ops)
			title__istartswith; c4ca4; create index on public.book (upper((title)::text) text_pattern_ops)
			pages__gte;         1990;  create index on public.book (pages)
			""")
	void theIndexAllowsAnotherPlan(String lookup, String value, String index) {
		run((context) -> {
			Books books = context.getBean(Books.class);
			Supplier<Object> statement = () -> await(books.filter(lookup, value).alist());

			SlowStatementExplained before = explained(context, "Book.alist", statement);
			jdbc(context).sql(String.valueOf(before.index())).update();
			jdbc(context).sql("analyze book").update();
			String after = await(books.filter(lookup, value).aexplain());

			assertThat(before.index()).isEqualTo(index);
			assertThat(after).contains("Index Cond").doesNotContain("Seq Scan");
		});
	}

	@Test
	void itSaysWhyNoIndexWouldHelp() {
		run((context) -> {
			Books books = context.getBean(Books.class);

			assertThat(explained(context, "Book.acount", () -> await(books.filter("pages__gte", 10).acount())))
				.satisfies((explained) -> {
					assertThat(explained.index()).isNull();
					assertThat(explained.note()).contains("of 20000 rows, for which no index is worth while");
				});
			assertThat(explained(context, "Book.aaggregate", () -> await(books.aaggregate(kw("pages", sum("pages")))))
				.note()).contains("all rows of the table are wanted");
		});
	}

	@Test
	void anIndexThatIsThereIsNotNamedAgain() {
		this.slow
			.withPropertyValues(
					"spring.datasource.hikari.connection-init-sql=set random_page_cost = 1000; set work_mem = '64kB'")
			.withPropertyValues(TestDatabase.POSTGRESQL.create().toProperties())
			.run((context) -> {
				fill(jdbc(context));
				jdbc(context).sql("create index on book (pages)").update();
				Books books = context.getBean(Books.class);

				SlowStatementExplained explained = explained(context, "Book.alist",
						() -> await(books.filter("pages__lt", 200).alist()));

				assertThat(explained.scan()).isEqualTo("Seq Scan on public.book");
				assertThat(explained.index()).isNull();
				assertThat(explained.note()).startsWith("there is an index for its condition");
			});
	}

	@Test
	void anEstimateThatIsFarOffIsNoted() {
		run((context) -> {
			Books books = context.getBean(Books.class);
			jdbc(context).sql("update book set pages = 5000 where pages < 200").update();

			SlowStatementExplained explained = explained(context, "Book.aupdate",
					() -> await(books.filter("id__lt", 5000).filter("pages", 5000).aupdate(set(Book::pages).to(5000))));

			assertThat(explained.countedRows()).isEqualTo(599);
			assertThat(explained.note()).isEqualTo("the estimate is far off: analyze public.book may mend it");
		});
	}

	@Test
	void eachShapeIsExplainedOnceAndTheLogAndTheEndpointTellIt() {
		run((context) -> {
			Books books = context.getBean(Books.class);
			explained(context, "Book.alist", () -> await(books.filter("pages", 7).alist()));

			await(books.filter("pages", 8).alist());
			explained(context, "Book.acount", () -> await(books.filter("pages", 9).acount()));

			assertThat(events(context)).filteredOn((event) -> event.operation().equals("Book.alist")).hasSize(1);
			assertThat(context.getBean(RecordedSql.class).lines(Level.WARN))
				.filteredOn((line) -> line.contains("plan:"))
				.anySatisfy((line) -> assertThat(line).startsWith("Slow: Book.alist explained, called at ")
					.contains("another plan would be possible with: create index on public.book (pages)"));
			assertThat(context.getBean(AsyncOrmEndpoint.class).describe().dataSources().get("dataSource").slowest())
				.filteredOn((timing) -> timing.operation().equals("Book.alist"))
				.singleElement()
				.satisfies((timing) -> assertThat(timing.explanation()).isNotNull()
					.satisfies((explanation) -> assertThat(explanation.index())
						.isEqualTo("create index on public.book (pages)")));
		});
	}

	@Test
	void whatIsWrittenIsNotWrittenAgain() {
		run((context) -> {
			Books books = context.getBean(Books.class);
			long before = total(context);
			int[] times = new int[1];

			SlowStatementExplained update = explained(context, "Book.aupdate", () -> {
				times[0]++;
				return await(books.filter("pages", 10).aupdate(set(Book::title).to(f(Book::title))));
			});
			SlowStatementExplained within = explained(context, "Book.adelete",
					() -> await(context.getBean(AsyncTransactions.class)
						.atomic(() -> await(books.filter("title", "none").adelete()))));

			assertThat(update.scan()).isEqualTo("Seq Scan on public.book");
			assertThat(update.plan()).startsWith("Update on public.book");
			assertThat(within.plan()).startsWith("Delete on public.book");
			assertThat(total(context)).isEqualTo(before);
		});
	}

	@Test
	void ofSeveralStatementsNoneIsExplained() {
		run((context) -> {
			Books books = context.getBean(Books.class);
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> await(books.alistAndClear()));
			jdbc(context).sql("insert into book (title, pages, author_id) values ('Emma', 474, 1)").update();

			explained(context, "Book.acount", () -> await(books.acount()));

			assertThat(await(books.filter("title", "Emma").acount())).isOne();
			assertThat(events(context)).noneMatch((event) -> event.operation().contains("alistAndClear"));
			assertThat(context.getBean(RecordedSql.class).lines(Level.WARN))
				.noneMatch((line) -> line.contains("not explained"));
		});
	}

	@Test
	void theDatabaseIsAskedWithinALimitOfTimeAndChangesNothing() {
		run((context) -> {
			Books books = context.getBean(Books.class);
			await(books.filter("pages", 7).alist());
			SlowStatement statement = context.getBean(Explanations.class).statements.getLast();

			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> statement.server()
				.ask(Duration.ofSeconds(1), (database) -> database.lines("select pg_sleep(100)")));
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> statement.server()
				.ask(Duration.ofSeconds(1), (database) -> database.lines("delete from book returning id")));

			assertThat(await(books.acount())).isEqualTo(20_000);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "binds", "lists" })
	void aStatementWithAnArrayIsExplainedHoweverThatIsBound(String arrays) {
		this.slow.withPropertyValues("async-orm.database.arrays=" + arrays)
			.withPropertyValues(TestDatabase.POSTGRESQL.create().toProperties())
			.run((context) -> {
				await(context.getBean(Books.class).filter("pages__in", List.of(7, 8, 9)).alist());
				SlowStatement statement = context.getBean(Explanations.class).statements.getLast();

				List<String> plan = statement.server()
					.ask(Duration.ofSeconds(10), (database) -> database.explain("explain "));

				assertThat(plan).anyMatch((line) -> line.contains("Scan"));
			});
	}

	@Test
	void h2ExplainsInItsOwnWordsWithoutValues() {
		this.slow.run((context) -> {
			Books books = context.getBean(Books.class);

			SlowStatementExplained explained = explained(context, "Book.alist",
					() -> await(books.filter("pages", 4711).alist()));

			assertThat(explained.plan()).contains("SELECT", "?1").doesNotContain("4711");
			assertThat(explained.index()).isNull();
		});
	}

	@Test
	void withoutALimitNothingIsObserved() {
		this.slow.withPropertyValues("async-orm.sql.slow=").run((context) -> {
			await(context.getBean(Books.class).alist());

			assertThat(context.getBean(SlowStatementExplanations.class)
				.observers("dataSource", context.getBean(Assembly.class))).isEqualTo(Observers.NONE);
			assertThat(events(context)).isEmpty();
		});
	}

	private static JdbcClient jdbc(AssertableApplicationContext context) {
		return JdbcClient.create(context.getBean(DataSource.class));
	}

	private static long total(AssertableApplicationContext context) {
		return jdbc(context).sql("select sum(pages) + count(*) from book").query(Long.class).single();
	}

	private static List<SlowStatementExplained> events(AssertableApplicationContext context) {
		return context.getBean(Explanations.class).events;
	}

	/** Sends it until it is explained: while another one is, it is not. */
	private static SlowStatementExplained explained(AssertableApplicationContext context, String operation,
			Supplier<?> statement) {
		while (true) {
			statement.get();
			for (SlowStatementExplained event : events(context)) {
				if (event.operation().equals(operation)) {
					return event;
				}
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Explanations {

		private final List<SlowStatementExplained> events = new CopyOnWriteArrayList<>();

		private final List<SlowStatement> statements = new CopyOnWriteArrayList<>();

		@EventListener
		void explained(SlowStatementExplained explained) {
			this.events.add(explained);
		}

		@Bean
		ObserverFactory slowStatements() {
			return (dataSource, assembly) -> new Observers(null, new ExecutionObserver() {

				@Override
				public void slow(SlowStatement statement) {
					Explanations.this.statements.add(statement);
				}

			});
		}

	}

}
