package io.asyncorm.badinput;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.asyncorm.badinput.Catalogue.Book;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.Update;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.NonTransientDataAccessException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.q;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests that sizes, depths and ranges that are not meant end in a bound, in all rows that
 * match, or in an exception that says how much there may be, and never in an overflow.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BadSizesIntegrationTests extends AbstractBadInputIntegrationTests {

	BadSizesIntegrationTests(TestDatabase database) {
		super(database);
	}

	@Test
	void pagesHaveBounds() {
		for (int size : new int[] { 0, -1, 1_000_000_000, Integer.MIN_VALUE, Integer.MAX_VALUE }) {
			refused(InvalidValueException.class, () -> this.books.apage(0, size),
					"A page has between 1 and 10000 rows, not " + size);
			refused(InvalidValueException.class, () -> this.books.apageAfter(null, size), "not " + size);
		}
		refused(InvalidValueException.class, () -> this.books.apage(-1, 10), "there is no page -1");
		refused(InvalidDataAccessApiUsageException.class, () -> this.books.aiterator(0), "at least 1, not 0");
		assertThat(await(this.books.apage(Integer.MAX_VALUE, 10_000)).content()).isEmpty();
		assertThat(await(this.books.slice(Long.MAX_VALUE - 1, Long.MAX_VALUE).alist())).isEmpty();
	}

	@Test
	void chainsAThousandNamesDeepAreRefused() {
		String chain = "author__books__".repeat(500) + "title";

		refused(FieldException.class, () -> this.books.filter(chain, SECRET).alist(), "more than 100 names");
		refused(FieldException.class, () -> this.books.orderBy(chain).alist(), "more than 100 names");
		refused(FieldException.class, () -> this.books.filter("meta" + "__a".repeat(1_000), SECRET).alist(),
				"more than 100 names");
		refused(FieldException.class, () -> this.books.filter("author__books__".repeat(5) + "title", SECRET).alist(),
				"more than 8 relations");
	}

	@Test
	void thousandsOfValuesAreBoundAsOne() {
		for (int many : new int[] { 10_000, 100_000 }) {
			List<Integer> numbers = IntStream.range(0, many).boxed().toList();
			List<String> texts = numbers.stream().map((number) -> "t" + number).toList();

			assertThat(await(this.books.filter("pages__in", numbers).acount())).isEqualTo(2);
			assertThat(await(this.books.exclude("title__in", texts).acount())).isEqualTo(2);
			assertThat(await(this.books.filter("author__in", numbers).exclude("pages__in", numbers).acount())).isZero();
			assertThat(await(this.books.filter("title__in", texts).aupdate(kw("pages", 1)))).isZero();
			assertThat(await(this.books.filter("title__in", texts).adelete()).count()).isZero();
			assertThat(await(this.books.ainBulk(numbers))).hasSize(2);
		}
		assertThat(await(this.books.filter("pages__in", List.of()).alist())).isEmpty();
	}

	@Test
	void listsOfComputedValuesHaveALimit() {
		List<?> thousand = IntStream.range(0, 1_000).mapToObj((i) -> f("pages")).toList();
		List<?> more = IntStream.range(0, 1_001).mapToObj((i) -> f("pages")).toList();
		List<?> mixed = Stream.concat(Stream.of(f("pages")), IntStream.range(0, 10_000).boxed()).toList();

		assertThat(await(this.books.filter("pages__in", thousand).acount())).isEqualTo(2);
		refused(FieldException.class, () -> this.books.filter("pages__in", more).acount(),
				"more than 1000 that are computed");
		refused(FieldException.class, () -> this.books.filter("pages__in", mixed).acount(), "more than 10000 parts");
	}

	@Test
	void conditionsByTheThousandAreOneLevelOrRefused() {
		Q<Book> flat = IntStream.range(0, 9_999).mapToObj((i) -> Q.<Book>of("pages", i)).reduce(Q::or).orElseThrow();

		assertThat(await(this.books.filter(flat).acount())).isEqualTo(2);
		for (int depth : new int[] { 1_000, 100_000 }) {
			refused(FieldException.class, () -> {
				Q<Book> nested = q("pages", 1);
				for (int i = 0; i < depth; i++) {
					nested = nested.and(q("pages", 2)).not().or(q("pages", 3));
				}
				return this.books.filter(nested).acount();
			}, "more than 200 levels deep");
		}
	}

	@Test
	void numbersAndTimesOutOfRangeAreRefused() {
		Map<String, Collection<?>> values = Map.of("pages", List.of(3_000_000_000L, 1.5, Double.NaN), "price",
				List.of(new BigDecimal("12345678"), new BigDecimal("1.005"), Double.POSITIVE_INFINITY), "published",
				List.of("2026-02-30"), "length", List.of(Duration.ofSeconds(Long.MAX_VALUE)), "soldAt",
				List.of("10000-13-01"));
		values.forEach((field, each) -> each.forEach((value) -> {
			refusedValue(() -> this.books.aupdate(kw(field, value)), field);
			refusedValue(() -> this.books.acreate(kw("title", "x").and("author", this.ann).and(field, value)), field);
			refusedValue(() -> this.books.aupdateOrCreate(kw("title", "Night"), defaults(field, value)), field);
			refusedValue(() -> this.books.asave(this.night, Update.of(kw(field, value))), field);
		}));
	}

	/** Some are refused by the library, and some only by the database. */
	private void refusedValue(Supplier<CompletableFuture<?>> write, String field) {
		Throwable failure = catchThrowable(() -> await(write.get()));

		assertThat(failure).as(field).isInstanceOf(NonTransientDataAccessException.class);
		refused(((RuntimeException) failure).getClass(), write, "Book." + field);
	}

}
