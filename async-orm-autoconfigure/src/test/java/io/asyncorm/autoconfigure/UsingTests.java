package io.asyncorm.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.autoconfigure.billing.Invoice;
import io.asyncorm.autoconfigure.billing.Invoices;
import io.asyncorm.autoconfigure.billing.Line;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Q;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.UnknownDataSourceException;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.RepositoryProxyFactory;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@code using(name)}: query sets and repositories over another data source
 * than their own, whose database spells tables in another way.
 */
@Timeout(120)
class UsingTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class))
		.withUserConfiguration(Shared.class)
		.withPropertyValues("async-orm.schema.action=create");

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void whatComesFromAnotherDataSourceStaysThere(TestDatabase archive) {
		this.runner.withPropertyValues("archive=" + archive).run((context) -> {
			Invoices invoices = context.getBean(Invoices.class);
			AsyncRepository<Invoice, Long> archived = invoices.using("archive");
			await(invoices.acreate(kw("number", "shop")));
			Invoice invoice = await(archived.acreate(kw("number", "old")));
			Line line = await(Objects.requireNonNull(invoice.lines()).acreate(kw("amount", 7)));
			await(invoices.related(await(invoices.aget(1L)), Invoice::lines).acreate(kw("amount", 1)));

			assertThat(await(line.invoice().aget())).isEqualTo(invoice);
			assertThat(await(archived.filter("lines__amount", 7).alist())).extracting(Invoice::number)
				.containsExactly("old");
			assertThat(await(invoices.filter("lines__amount", 7).using("archive").prefetchRelated("lines").alist()))
				.singleElement()
				.satisfies((read) -> assertThat(Objects.requireNonNull(read.lines()).list()).extracting(Line::amount)
					.containsExactly(7));
			assertThat(await(invoices.prefetchRelated("lines").using("archive").afirst())).get()
				.extracting(Invoice::number)
				.isEqualTo("old");
			Invoice saved = await(archived.asave(invoice, set(Invoice::number).to("older")));
			assertThat(await(Objects.requireNonNull(saved.lines()).alist())).hasSize(1);
			List<String> read = new ArrayList<>();
			await(invoices.all().using("archive").aiterator().forEach((found) -> read.add(found.number())));
			assertThat(read).containsExactly("older");
			assertThat(await(invoices.valuesList(Invoice::number).alist())).containsExactly("shop");
			assertThat(await(invoices.using("archive").filter("number", "older").adelete()).count()).isEqualTo(2);
			assertThat(await(invoices.acount())).isOne();
		});
	}

	/** Whatever was asked before means the same as what is asked after. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("queries")
	void everyQueryCanBeAskedElsewhere(String name, Function<QuerySet<Line>, QuerySet<Line>> query) {
		this.runner.run((context) -> {
			QuerySet<Line> lines = context.getBean(Lines.class).all();
			QuerySet<Line> there = query.apply(lines.using("archive"));

			assertThat(query.apply(lines).using("archive").sql()).isEqualTo(there.sql());
			AsyncTransactions archive = context.getBean("archiveAsyncTransactions", AsyncTransactions.class);
			await(archive.atomic(() -> await(query.apply(lines).using("archive").alist())));
			assertThat(there.using("archive")).isSameAs(there);
			assertThat(there.using("shop").sql()).isEqualTo(query.apply(lines).sql());
		});
	}

	static Stream<Arguments> queries() {
		return Stream
			.of(query("filter", (lines) -> lines.filter("invoice__number__icontains", "1")),
					query("exclude", (lines) -> lines.exclude("invoice__lines__amount__gt", 3)),
					query("order", (
							lines) -> lines.orderBy("-invoice__number", "amount").reverse()),
					query("annotation",
							(lines) -> lines.annotate("siblings", count("invoice__lines")).filter("siblings__gt", 1)),
					query("filtered relation",
							(lines) -> lines
								.annotate("high",
										FilteredRelation.of("invoice__lines",
												Q.<Line>of("invoice__lines__amount__gt", 5)))
								.filter("high__amount__lt", 9)),
					query("subquery",
							(lines) -> lines.filter("invoice__in",
									lines.filter("amount", 3).valuesList("invoice", Long.class))),
					query("union", (lines) -> lines.filter("amount", 1).union(lines.filter("amount", 2))),
					query("and", (lines) -> lines.filter("amount", 1).or(lines.filter("invoice__number", "2"))),
					query("distinct", (lines) -> lines.distinct()),
					query("select related", (lines) -> lines.selectRelated("invoice").slice(1, 3)),
					query("lock", (lines) -> lines.selectRelated("invoice").selectForUpdate()),
					query("prefetch", (lines) -> lines.prefetchRelated(
							Prefetch.of("invoice__lines").querySet(lines.filter("amount__gt", 2).orderBy("amount")))));
	}

	private static Arguments query(String name, Function<QuerySet<Line>, QuerySet<Line>> query) {
		return Arguments.of(name, query);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("results")
	void everyResultCanBeHadFromElsewhere(String name, Function<QuerySet<Line>, ValuesQuerySet<Line, ?>> results) {
		this.runner.run((context) -> {
			Lines lines = context.getBean(Lines.class);
			Invoice invoice = await(context.getBean(Invoices.class).using("archive").acreate(kw("number", "old")));
			await(lines.using("archive").acreate(kw("invoice", invoice, "amount", 7)));
			ValuesQuerySet<Line, ?> there = results.apply(lines.using("archive").all());
			ValuesQuerySet<Line, ?> moved = results.apply(lines.all()).using("archive");

			assertThat(moved.sql()).isEqualTo(there.sql());
			assertThat(moved.using("archive")).isSameAs(moved);
			assertThat(await(moved.alist())).hasSize(1).hasToString(await(there.alist()).toString());
			assertThat(await(moved.acount())).isOne();
			assertThat(await(results.apply(lines.all()).alist())).isEmpty();
			assertThat(there.using("shop").sql()).isEqualTo(results.apply(lines.all()).sql());
			assertThatExceptionOfType(UnknownDataSourceException.class).isThrownBy(() -> there.using("replica"));
		});
	}

	static Stream<Arguments> results() {
		return Stream.of(results("maps", (lines) -> lines.values("amount", "invoice__number")),
				results("maps of all", (lines) -> lines.values()),
				results("records", (lines) -> lines.values(Amount.class)),
				results("lists", (lines) -> lines.valuesList("amount", "invoice")),
				results("a property", (lines) -> lines.valuesList(Line::amount)),
				results("a name", (lines) -> lines.valuesList("invoice__number", String.class)),
				results("groups", (lines) -> lines.values("invoice").annotate("lines", count("amount"))),
				results("rows", (lines) -> lines.annotate("siblings", count("invoice__lines")).rows()),
				results("only", (lines) -> lines.only("amount")),
				results("prefetched rows", (lines) -> lines.prefetchRelated("invoice__lines").rows()),
				results("distinct", (lines) -> lines.values("amount").distinct().orderBy("-amount").slice(0, 5)),
				results("union", (lines) -> lines.values("amount").union(lines.values("amount"))));
	}

	private static Arguments results(String name, Function<QuerySet<Line>, ValuesQuerySet<Line, ?>> results) {
		return Arguments.of(name, results);
	}

	@Test
	void unknownDataSourceIsRefused() {
		this.runner.run((context) -> {
			Invoices invoices = context.getBean(Invoices.class);

			assertThatExceptionOfType(UnknownDataSourceException.class).isThrownBy(() -> invoices.using("archiv"))
				.withMessageContaining("there is no such data source")
				.withMessageContaining("'archive'?")
				.withMessageContaining("There are: shop, archive");
			assertThatExceptionOfType(UnknownDataSourceException.class)
				.isThrownBy(() -> invoices.filter("number", "1").using("replica"));
			assertThatIllegalArgumentException().isThrownBy(() -> invoices.using(nothing()))
				.withMessage("'dataSource' must not be null");
			assertThatIllegalArgumentException().isThrownBy(() -> invoices.filter("number", "1").using(nothing()))
				.withMessage("'dataSource' must not be null");
		});
	}

	@SuppressWarnings("NullAway") // what callers without null checks pass
	private static String nothing() {
		return null;
	}

	@Test
	void modelThatADataSourceDoesNotHaveIsRefused() {
		this.runner.run((context) -> {
			Authors authors = context.getBean(Authors.class);

			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> authors.using("archive"))
				.withMessageContaining("'Author' is no model of that data source")
				.withMessageContaining("It has: Invoice, Line");
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> authors.filter("name", "Ann").using("archive"));
		});
	}

	@Test
	void querySetsOfTwoDataSourcesAreNotMixed() {
		this.runner.run((context) -> {
			Lines lines = context.getBean(Lines.class);
			Invoices invoices = context.getBean(Invoices.class);
			List<Runnable> mixed = List.of(() -> lines.filter("invoice__in", invoices.using("archive").all()),
					() -> lines.all().union(lines.using("archive").all()),
					() -> lines.all().or(lines.using("archive").all()),
					() -> invoices.prefetchRelated(Prefetch.of("lines").querySet(lines.using("archive").all())));

			mixed.forEach(
					(each) -> assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(each::run)
						.withMessageContaining("is of another data source"));
		});
	}

	@Test
	void timeoutIsKept() {
		this.runner.run((context) -> {
			QuerySet<Invoice> hasty = context.getBean(Invoices.class)
				.all()
				.timeout(Duration.ofNanos(1))
				.using("archive");

			assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> await(hasty.alist()));
		});
	}

	@Test
	void ownNameIsTheSame() {
		this.runner.run((context) -> {
			Invoices invoices = context.getBean(Invoices.class);
			QuerySet<Invoice> all = invoices.all();

			assertThat(all.using("shop")).isSameAs(all);
			await(invoices.using("shop").acreate(kw("number", "1")));
			assertThat(await(invoices.acount())).isOne();
		});
	}

	@Test
	void missingConnectionSaysOfWhich() {
		this.runner.withPropertyValues("archive=H2").run((context) -> {
			context.getBean("archive", HikariDataSource.class).close();
			Invoices invoices = context.getBean(Invoices.class);

			assertThatExceptionOfType(CannotGetJdbcConnectionException.class)
				.isThrownBy(() -> await(invoices.using("archive").acount()))
				.withMessageContaining("count: no connection to the database of the data source 'archive': ");
			assertThat(await(invoices.acount())).isZero();
		});
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = { Book.class, Invoice.class })
	@EnableAsyncRepositories(basePackageClasses = { Author.class, Invoice.class })
	@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "archive")
	static class Shared {

		@Bean
		@Primary
		HikariDataSource shop() {
			return TestDatabase.H2.create(3);
		}

		@Bean
		HikariDataSource archive(Environment environment) {
			return environment.getProperty("archive", TestDatabase.class, TestDatabase.POSTGRESQL).create(3);
		}

		@Bean
		Lines lines(RepositoryProxyFactory proxies) {
			return proxies.create(Lines.class);
		}

	}

	record Amount(int amount) {
	}

	interface Lines extends AsyncRepository<Line, Long> {

	}

}
