package io.asyncorm.related;

import java.util.List;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.query.NPlusOneException;
import io.asyncorm.query.Ref;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.testdatabase.TestDatabase;
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

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@code async-orm.diagnostics.n-plus-one} does in an application.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class NPlusOneSettingIntegrationTests {

	private static final String WARNING = "N+1 queries: 'Book.author' is read one by one, by 'Author.aget' at "
			+ NPlusOneSettingIntegrationTests.class.getName() + ".readAuthors(NPlusOneSettingIntegrationTests.java:";

	@ParameterizedTest
	@EnumSource
	void nobodyLooksForThemByDefault(TestDatabase database, CapturedOutput output) {
		application(database).run((context) -> {
			readAuthors(fill(context));

			assertThat(output).doesNotContain("N+1");
			assertThat(context.getBean(QuerySets.class).dispatcher())
				.isSameAs(context.getBean(OperationDispatcher.class));
		});
	}

	@ParameterizedTest
	@EnumSource
	void aLineIsWarnedOfOnce(TestDatabase database, CapturedOutput output) {
		application(database).withPropertyValues("async-orm.diagnostics.n-plus-one=warn").run((context) -> {
			Books books = fill(context);
			readAuthors(books);
			readAuthors(books);

			assertThat(output.getOut()).containsOnlyOnce(WARNING).containsOnlyOnce("N+1").contains(" WARN ");
		});
	}

	@ParameterizedTest
	@EnumSource
	void theyFail(TestDatabase database) {
		application(database).withPropertyValues("async-orm.diagnostics.n-plus-one=fail").run((context) -> {
			Books books = fill(context);

			assertThatExceptionOfType(NPlusOneException.class).isThrownBy(() -> readAuthors(books))
				.withMessageStartingWith(WARNING);
		});
	}

	private static void readAuthors(Books books) {
		for (Book book : await(books.all().alist())) {
			await(book.author().aget());
		}
	}

	private static Books fill(BeanFactory beans) {
		Books books = beans.getBean(Books.class);
		for (String name : List.of("Ann", "Bob", "Cid", "Dan")) {
			Author author = await(beans.getBean(Authors.class).acreate(kw("name", name)));
			await(books.acreate(kw("title", "by " + name, "author", Ref.to(author))));
		}
		return books;
	}

	private static ApplicationContextRunner application(TestDatabase database) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class, DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
			.withPropertyValues(database.create().toProperties())
			.withPropertyValues("async-orm.schema.action=create")
			.withUserConfiguration(Library.class);
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class Library {

	}

}
