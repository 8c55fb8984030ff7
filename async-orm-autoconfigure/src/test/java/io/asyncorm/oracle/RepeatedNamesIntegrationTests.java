package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.asyncorm.Orm;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.model.FieldException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Row;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Annotations and filtered relations with the name of an earlier one. Each expectation is
 * what Django 5.2 gives, whose later one replaces the earlier from there on: what was
 * said by the name before keeps its meaning, except the order, which is read last.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RepeatedNamesIntegrationTests extends AbstractBookshopIntegrationTests {

	/** How many books and how many moderated reviews each author has. */
	private final Map<Long, Long> books = new LinkedHashMap<>();

	private final Map<Long, Long> moderated = new LinkedHashMap<>();

	@BeforeParameterizedClassInvocation
	void count() {
		for (Author author : Orm.await(authors().alist())) {
			this.books.put(author.id(), Orm.await(author.books().acount()));
			this.moderated.put(author.id(), Orm.await(author.moderated().acount()));
		}
		assertThat(this.books).isNotEqualTo(this.moderated);
	}

	@Test
	void aLaterAnnotationReplacesTheEarlierOneOfItsName() {
		QuerySet<Author> counted = authors().annotate("n", of("books")).annotate("n", of("moderated"));
		assertThat(numbers(counted)).isEqualTo(this.moderated);
		assertThat(byRows(counted)).isEqualTo(this.moderated);
		assertThat(numbers(authors().alias("n", of("books")).annotate("n", of("moderated")))).isEqualTo(this.moderated);
		assertThat(numbers(authors().annotate("n", f("name")).annotate("n", of("moderated"))))
			.isEqualTo(this.moderated);
		assertThat(Orm.await(counted.aaggregate(kw("s", sum("n")))).get("s"))
			.isEqualTo(this.moderated.values().stream().mapToLong(Long::longValue).sum());
		List<Map<String, Object>> grouped = Orm
			.await(authors().values("id").annotate("n", of("books")).annotate("n", of("moderated")).alist());
		assertThat(grouped.stream().collect(Collectors.toMap((row) -> (Long) row.get("id"), (row) -> row.get("n"))))
			.isEqualTo(this.moderated);
	}

	@Test
	void anotherWordOfTheSameNameReplacesTheEarlierOneToo() {
		record Counted(Long id, long bookCount) {
		}
		List<Counted> counted = Orm.await(authors().annotate("bookCount", of("books"))
			.annotate("book_count", of("moderated"))
			.orderBy("id")
			.values(Counted.class)
			.alist());
		assertThat(counted).isEqualTo(
				this.moderated.entrySet().stream().map((one) -> new Counted(one.getKey(), one.getValue())).toList());
	}

	@Test
	void theVerySameNameComesBeforeOneOfTheSameWords() {
		record Counted(Long id, long bookCount) {
		}
		QuerySet<Author> both = authors().annotate("book__count", of("books")).annotate("bookCount", of("moderated"));
		List<Counted> counted = Orm.await(both.orderBy("id").values(Counted.class).alist());
		Map<Long, Long> rows = new LinkedHashMap<>();
		counted.forEach((row) -> rows.put(row.id(), row.bookCount()));
		assertThat(rows).isEqualTo(this.moderated);
		assertThat(Orm.await(both.orderBy("id").rows().alist())).allSatisfy((row) -> {
			assertThat(row.get("bookCount", Long.class)).isEqualTo(this.moderated.get(row.object().id()));
			assertThat(row.get("book__count", Long.class)).isEqualTo(this.books.get(row.object().id()));
		});
		// An annotation does not hide the field over a relation whose name is like its
		// own
		assertThat(Orm.await(authors().annotate("booksPages", f("id")).filter("books__pages__gt", 300).acount()))
			.isEqualTo(Orm.await(authors().filter("books__pages__gt", 300).acount()));
	}

	@Test
	void aNameIsSpelledEitherWayInLaterCalls() {
		QuerySet<Author> counted = authors().annotate("bookCount", of("books"));
		assertThat(Orm.await(counted.filter("book_count__gt", 3).orderBy("-book_count", "id").acount()))
			.isEqualTo(this.books.values().stream().filter((n) -> n > 3).count());
		assertThat(Orm.await(counted.orderBy("-book_count", "id").values("book_count").afirst()).orElseThrow())
			.containsEntry("book_count", this.books.values().stream().max(Long::compare).orElseThrow());
	}

	@Test
	void anAnnotationIsComputedOfTheEarlierOneOfItsName() {
		assertThat(numbers(authors().annotate("n", of("books")).annotate("n", f("n").plus(1))))
			.isEqualTo(mapped(this.books, 1));
		List<List<Object>> both = Orm.await(authors().annotate("n", of("books"))
			.annotate("m", f("n").plus(1))
			.annotate("n", of("moderated"))
			.orderBy("id")
			.valuesList("id", "n", "m")
			.alist());
		List<List<Object>> expected = new ArrayList<>();
		this.books.forEach((id, n) -> expected.add(List.of(id, this.moderated.get(id), n + 1)));
		assertThat(both).isEqualTo(expected);
	}

	@Test
	void aFilterKeepsTheEarlierMeaningAndAnOrderTakesTheLaterOne() {
		QuerySet<Author> many = authors().annotate("n", of("books")).filter("n__gt", 3).annotate("n", of("moderated"));
		Map<Long, Long> expected = new LinkedHashMap<>(this.moderated);
		expected.keySet().removeIf((id) -> this.books.get(id) <= 3);
		assertThat(expected).isNotEmpty();
		assertThat(numbers(many)).isEqualTo(expected);
		assertThat(Orm.await(many.acount())).isEqualTo(expected.size());
		List<Object> ordered = Orm.await(authors().annotate("n", of("books"))
			.orderBy("-n", "id")
			.annotate("n", of("moderated"))
			.valuesList("n", Object.class)
			.alist());
		assertThat(ordered).isEqualTo(this.moderated.values().stream().sorted((a, b) -> Long.compare(b, a)).toList());
	}

	@Test
	void anAliasHidesTheAnnotationThatItReplaces() {
		QuerySet<Author> hidden = authors().annotate("n", of("books")).alias("n", of("moderated"));
		assertThat(Orm.await(hidden.values().orderBy("id").afirst()).orElseThrow()).doesNotContainKey("n");
		assertThat(Orm.await(hidden.rows().alist()).get(0).annotations()).doesNotContainKey("n");
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> hidden.values("id", "n"));
		assertThat(Orm.await(hidden.filter("n__gt", 0).acount()))
			.isEqualTo(this.moderated.values().stream().filter((n) -> n > 0).count());
	}

	@Test
	void aLaterFilteredRelationReplacesTheEarlierOneOfItsName() {
		QuerySet<Author> big = authors().annotate("r", FilteredRelation.of("books", q("books__pages__gt", 300)));
		FilteredRelation<Author> best = FilteredRelation.of("moderated", q("moderated__rating", 5));
		Map<Long, Long> expected = new LinkedHashMap<>();
		this.books.keySet()
			.forEach((id) -> expected.put(id,
					Orm.await(all(Review.class).filter("moderator", id).filter("rating", 5).acount())));
		QuerySet<Author> replaced = big.annotate("r", best);
		assertThat(numbers(replaced.annotate("n", of("r")))).isEqualTo(expected);
		assertThat(Orm.await(replaced.filter("r__isnull", false).values("id").distinct().acount()))
			.isEqualTo(expected.values().stream().filter((n) -> n > 0).count());
	}

	private static <T> Expr<T> of(String relation) {
		return Orm.<T>count(relation).distinct();
	}

	private static Map<Long, Long> mapped(Map<Long, Long> numbers, long more) {
		Map<Long, Long> mapped = new LinkedHashMap<>();
		numbers.forEach((id, n) -> mapped.put(id, n + more));
		return mapped;
	}

	private static Map<Long, Long> numbers(QuerySet<Author> counted) {
		Map<Long, Long> numbers = new LinkedHashMap<>();
		Orm.await(counted.orderBy("id").valuesList("id", "n").alist())
			.forEach((row) -> numbers.put((Long) row.get(0), ((Number) row.get(1)).longValue()));
		return numbers;
	}

	private static Map<Long, Long> byRows(QuerySet<Author> counted) {
		Map<Long, Long> numbers = new LinkedHashMap<>();
		for (Row<Author> row : Orm.await(counted.orderBy("id").rows().alist())) {
			numbers.put(row.object().id(), row.get("n", Long.class));
		}
		return numbers;
	}

	private QuerySet<Author> authors() {
		return all(Author.class).orderBy("id");
	}

}
