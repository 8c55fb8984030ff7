package io.asyncorm.bounded;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.query.MergeKind;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UnboundedResultException;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is told, and refused, of results that nobody has bounded.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class MaxRowsIntegrationTests {

	private static final String SELF = MaxRowsIntegrationTests.class.getName();

	private static final String THREE = "async-orm.diagnostics.max-rows=3";

	private static final String FAIL = "async-orm.diagnostics.max-rows-action=fail";

	@ParameterizedTest
	@EnumSource
	void aLineThatReadsManyRowsIsWarnedOfOnce(TestDatabase database, CapturedOutput output) {
		application(database).withPropertyValues(THREE).run((context) -> {
			Authors authors = create(context, 4);

			for (int i = 0; i < 2; i++) {
				assertThat(await(authors.all().alist())).hasSize(4);
			}

			assertThat(told(output)).singleElement()
				.asString()
				.contains(" WARN ", "'Author.alist' at " + SELF, "more than 3 rows", "apage(...)", "aiterator()");
		});
	}

	@ParameterizedTest
	@EnumSource
	void manyRowsAreRefusedWhileTheyAreRead(TestDatabase database) {
		application(database).withPropertyValues(THREE, FAIL).run((context) -> {
			Authors authors = create(context, 9);
			String table = (database == TestDatabase.H2) ? "\"author\"" : "author";

			assertRefused("'Author.alist' at " + SELF, () -> await(authors.all().alist()));
			assertRefused("'Author.alist' at " + SELF, () -> await(authors.all().valuesList("name").alist()));
			assertRefused("'Author.ainBulk' at " + SELF, () -> await(authors.all().ainBulk()));
			assertRefused("Give its SQL a limit", () -> await(authors.raw("select * from " + table).alist()));
		});
	}

	@Test
	void theDatabaseIsAskedForOneRowMore() {
		application(TestDatabase.POSTGRESQL).withPropertyValues(THREE, FAIL).run((context) -> {
			JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
			jdbc.sql("create sequence seen").update();
			RawQuerySet<Author> many = context.getBean(Authors.class)
				.raw("select nextval('seen') as id, 'Ann' as name from generate_series(1, 1000)");

			assertRefused("'Author.raw' at " + SELF, () -> await(many.alist()));

			assertThat(jdbc.sql("select last_value from seen").query(Long.class).single()).isEqualTo(4);
		});
	}

	@ParameterizedTest
	@EnumSource
	void whatIsPrefetchedIsCounted(TestDatabase database) {
		application(database).withPropertyValues(THREE, FAIL).run((context) -> {
			Authors authors = create(context, 1);
			Author author = await(authors.all().aget());
			for (int i = 0; i < 4; i++) {
				await(context.getBean(Books.class).acreate(new Book(null, "Book " + i, i, Ref.to(author))));
			}

			assertRefused("'Author.prefetchRelated' at " + SELF,
					() -> await(authors.all().prefetchRelated(Prefetch.of("books").toAttr("written")).rows().alist()));
		});
	}

	@ParameterizedTest
	@EnumSource
	void whatIsBoundedOrStreamedIsLetBe(TestDatabase database) {
		application(database).withPropertyValues(THREE, FAIL).run((context) -> {
			Authors authors = create(context, 5);
			AtomicInteger streamed = new AtomicInteger();

			assertThat(await(authors.all().slice(0, 4).alist())).hasSize(4);
			assertThat(await(authors.all().orderBy("name").apage(0, 4)).content()).hasSize(4);
			assertThat(await(authors.filter("name__lt", "author 3").alist())).hasSize(3);
			assertThat(await(authors.acount())).isEqualTo(5);
			await(authors.all().aiterator().forEach((author) -> streamed.incrementAndGet()));
			assertThat(streamed).hasValue(5);
		});
	}

	@ParameterizedTest
	@EnumSource
	void aRefusedResultUndoesItsTransaction(TestDatabase database) {
		application(database).withPropertyValues(THREE, FAIL).run((context) -> {
			Authors authors = create(context, 4);

			assertRefused("'Author.alist' at " + SELF,
					() -> await(context.getBean(AsyncTransactions.class).atomic(() -> {
						await(authors.acreate(kw("name", "undone")));
						return await(authors.all().alist());
					})));
			assertThat(await(authors.acount())).isEqualTo(4);
		});
	}

	@Test
	void whatIsMergedIsBounded(CapturedOutput output) {
		application(TestDatabase.POSTGRESQL).withPropertyValues(THREE, "async-orm.execution.lanes=1").run((context) -> {
			Authors authors = create(context, 5);
			List<Author> all = await(authors.all().slice(0, 5).alist());
			CountDownLatch called = new CountDownLatch(1);
			CompletableFuture<Boolean> busy = context.getBean(AsyncTransactions.class).atomic(() -> {
				called.await();
				return true;
			});
			List<CompletableFuture<Author>> found = new ArrayList<>();
			for (Author author : all) {
				found.add(authors.aget(Objects.requireNonNull(author.id())));
			}

			called.countDown();

			assertThat(await(gather(found))).isEqualTo(all);
			assertThat(await(busy)).isTrue();
			assertThat(context.getBean(AsyncDispatcher.class).statistics().merged().get(MergeKind.LOOKUPS).operations())
				.isGreaterThan(3);
			assertThat(told(output)).isEmpty();
		});
	}

	@Test
	void nobodyCountsByDefault(CapturedOutput output) {
		application(TestDatabase.H2).run((context) -> {
			await(create(context, 4).all().alist());

			assertThat(context).doesNotHaveBean("asyncOrmUnboundedResults");
			assertThat(told(output)).isEmpty();
		});
	}

	@Test
	void aNumberThatIsNotPositiveIsRefused() {
		application(TestDatabase.H2).withPropertyValues("async-orm.diagnostics.max-rows=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("async-orm.diagnostics.max-rows")
				.hasMessageContaining("It must be positive"));
	}

	private static void assertRefused(String message, ThrowingCallable read) {
		assertThatExceptionOfType(UnboundedResultException.class).isThrownBy(read)
			.withMessageContaining(message)
			.withMessageContaining("more than 3 rows");
	}

	private static List<String> told(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains("Result without a bound")).toList();
	}

	private static Authors create(BeanFactory beans, int number) {
		Authors authors = beans.getBean(Authors.class);
		for (int i = 0; i < number; i++) {
			await(authors.acreate(kw("name", "author " + i)));
		}
		return authors;
	}

	private static ApplicationContextRunner application(TestDatabase database) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class, DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
			.withUserConfiguration(Library.class)
			.withPropertyValues(database.create().toProperties())
			.withPropertyValues("async-orm.schema.action=create");
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Authors.class)
	static class Library {

	}

}
