package io.asyncorm.oracle;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.asyncorm.Orm;
import io.asyncorm.dialect.UnsupportedFeatureException;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.WindowFunctions;
import io.asyncorm.model.FieldException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Row;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.exists;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.outerRef;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.subquery;
import static io.asyncorm.Orm.sum;
import static io.asyncorm.expression.DateFunctions.extractMonth;
import static io.asyncorm.expression.DateFunctions.truncYear;
import static io.asyncorm.expression.WindowFunctions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What query sets mean where parts of them meet, in the bookshop, held against what is
 * computed from all objects in memory.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class QuerySetMeaningIntegrationTests extends AbstractBookshopIntegrationTests {

	private List<Book> books;

	@BeforeParameterizedClassInvocation
	void readAllBooks() {
		this.books = Orm.await(books().selectRelated("author").orderBy("id").alist());
	}

	@Test
	void anOuterReferenceOverARelationStandsInACombination() {
		QuerySet<Author> namesakes = all(Author.class).filter("name", outerRef("author__name"))
			.union(all(Author.class).filter("name", outerRef("editor__name")));
		assertThat(Orm.await(books().filter(exists(namesakes)).acount())).isEqualTo(this.books.size());
		assertThat(
				Orm.await(books().filter(exists(namesakes.orderBy("name").slice(0, 1)).and(q("id__gt", 0))).acount()))
			.isEqualTo(this.books.size());
	}

	@Test
	void anOuterReferenceOverARelationIsNestedTwice() {
		// Reviews whose book's author has a book with a review that the same moderator
		// wrote
		QuerySet<Book> same = books().filter("reviews__moderator__country",
				Functions.outerRef(outerRef("book__author__country")));
		QuerySet<Author> authors = all(Author.class).filter(exists(same.filter("author", outerRef("id"))));
		Set<Long> found = ids(all(Review.class).filter(exists(authors)).values("id").alist().join());
		Set<String> countries = books().filter("reviews__moderator__country__isnull", false)
			.valuesList("reviews__moderator__country", String.class)
			.alist()
			.join()
			.stream()
			.collect(Collectors.toSet());
		Set<Long> expected = ids(
				all(Review.class).filter("book__author__country__in", countries).values("id").alist().join());
		assertThat(found).isNotEmpty().isEqualTo(expected);
		// Behind a negation over a to-many relation, one level further in
		QuerySet<Book> without = books().filter("author", outerRef("id"))
			.exclude("reviews__reviewer", Functions.outerRef(outerRef("book__title")));
		QuerySet<Author> of = all(Author.class).filter(exists(without));
		assertThat(Orm.await(all(Review.class).filter(exists(of)).acount())).isPositive();
		QuerySet<Review> inner = all(Review.class).filter("book__author", outerRef("author")).orderBy("-rating", "id");
		assertThat(Orm
			.await(books().exclude("reviews__rating__lt", subquery(inner.values("rating").slice(0, 1))).acount()))
			.isPositive();
	}

	@Test
	void anOuterReferenceGetsItsTypeWhereItIsUsed() {
		QuerySet<Book> sameMonth = books().annotate("month", extractMonth(outerRef("published")))
			.filter("published__month", f("month"))
			.exclude("id", outerRef("id"));
		List<Long> found = Orm.await(books().filter(exists(sameMonth)).orderBy("id").valuesList(Book::id).alist());
		Map<Integer, Long> perMonth = this.books.stream()
			.filter((book) -> book.published() != null)
			.collect(Collectors.groupingBy((book) -> book.published().getMonthValue(), Collectors.counting()));
		assertThat(found).isEqualTo(this.books.stream()
			.filter((book) -> book.published() != null && perMonth.get(book.published().getMonthValue()) > 1)
			.map(Book::id)
			.toList());
		Expr<Book> year = truncYear(outerRef("releasedAt"));
		assertThat(Orm.await(books().filter(exists(books().filter("releasedAt__gte", year))).acount()))
			.isEqualTo(this.books.stream().filter((book) -> book.releasedAt() != null).count());
		Expr<Book> age = Orm.<Book>outerRef("published").minus(f("published")).as(Duration.class);
		assertThat(Orm.await(
				books().filter(exists(books().annotate("age", age).filter("age__gt", Duration.ofDays(3650)))).acount()))
			.isEqualTo(this.books.stream()
				.map(Book::published)
				.filter(Objects::nonNull)
				.filter((day) -> day.isAfter(firstPublished().plusDays(3650)))
				.count());
		Expr<Book> day = Orm.cast(outerRef("releasedAt"), LocalDate.class);
		assertThat(Orm.await(books().filter(exists(books().filter("published", day))).acount())).isNotNegative();
	}

	private LocalDate firstPublished() {
		return this.books.stream().map(Book::published).filter(Objects::nonNull).min(Comparator.naturalOrder()).get();
	}

	@Test
	void aKeyIsAskedForByThePathOfAnExpression() {
		if (this.kind == TestDatabase.H2) {
			assertThatExceptionOfType(UnsupportedFeatureException.class)
				.isThrownBy(() -> Orm.await(books().filter("meta__has_key", f("meta__dims__w")).acount()));
			return;
		}
		long deep = this.books.stream()
			.filter((book) -> book.meta() instanceof Map<?, ?> meta && meta.get("dims") instanceof Map<?, ?> dims
					&& dims.containsKey("w"))
			.count();
		assertThat(deep).isPositive();
		assertThat(Orm.await(books().filter("meta__has_key", f("meta__dims__w")).acount())).isEqualTo(deep);
		assertThat(Orm.await(books().filter("meta__dims__has_key", f("meta__w")).acount())).isEqualTo(deep);
		assertThat(Orm.await(books().filter("meta__dims__has_key", Orm.kt("meta__w")).acount())).isEqualTo(deep);
		assertThat(Orm.await(books().filter("meta__has_key", Orm.value("dims")).acount()))
			.isEqualTo(Orm.await(books().filter("meta__has_key", "dims").acount()));
		if (this.kind == TestDatabase.POSTGRESQL) {
			assertThat(Orm.await(books().filter("meta__has_key", Orm.lower(f("format"))).acount())).isZero();
		}
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> books().filter("meta__has_key", f("meta")))
			.withMessageContaining("meta__has_key");
	}

	@Test
	void rowsAreGroupedBehindAFilterByAWindow() {
		Expr<Book> longest = window(WindowFunctions.<Book>rank()).partitionBy("format").orderBy("-pages");
		QuerySet<Book> first = books().filter("pages__isnull", false).annotate("place", longest).filter("place", 1);
		Map<Long, Long> reviews = new TreeMap<>();
		Orm.await(first.annotate("n", count("reviews")).rows().alist())
			.forEach((row) -> reviews.put(row.object().id(), row.get("n", Long.class)));
		assertThat(reviews).isNotEmpty();
		reviews.forEach((id, n) -> assertThat(n).isEqualTo(Orm.await(all(Review.class).filter("book", id).acount())));
		List<Map<String, Object>> groups = Orm.await(first.values("format").annotate("n", count("id")).alist());
		assertThat(groups).extracting((group) -> group.get("format"))
			.containsOnlyOnceElementsOf(this.books.stream().map(Book::format).collect(Collectors.toSet()));
		Expr<Book> most = window(WindowFunctions.<Book>rank()).partitionBy("author__country").orderBy("-pages", "id");
		assertThat(Orm.await(books().alias("place", most)
			.filter("place__lte", 2)
			.annotate("n", count("reviews"))
			.orderBy("-n", "author__name")
			.rows()
			.alist())).isNotEmpty();
		Expr<Book> total = window(Orm.<Book>sum("pages")).partitionBy("format");
		assertThat(Orm.await(books().annotate("total", total)
			.filter("total__gt", 0)
			.annotate("n", count("reviews"))
			.filter("n__gt", 2)
			.acount())).isPositive();
		assertThat(Orm.await(books().annotate("total", total)
			.filter("total__gt", 0)
			.values("format")
			.annotate("n", count("reviews"))
			.alist())).isNotEmpty();
	}

	@Test
	void whatIsAnnotatedBehindOnlyAndDeferIsInTheRow() {
		List<Row<Book>> rows = Orm.await(books().annotate("a", f("edition"))
			.only("title")
			.annotate("twice", f("pages").times(2))
			.alias("hidden", f("price"))
			.annotate("n", count("reviews"))
			.filter("twice__isnull", false)
			.orderBy("hidden", "id")
			.alist());
		assertThat(rows).isNotEmpty().allSatisfy((row) -> {
			Book book = this.books.get((int) (row.get("id", Long.class) - 1));
			assertThat(row.get("twice", Integer.class)).isEqualTo(2 * book.pages());
			assertThat(row.get("n", Long.class)).isEqualTo(Orm.await(book.reviews().acount()));
			assertThat(row.get("a", Short.class)).isEqualTo(book.edition());
			assertThatExceptionOfType(FieldException.class).isThrownBy(() -> row.get("price", BigDecimal.class));
		});
		assertThat(Orm.await(books().defer("title").annotate("x", f("title")).alist()))
			.allMatch((row) -> row.get("x", String.class) != null);
	}

	@Test
	void aCombinationIsOrderedByWhatLaterValuesLeaveOut() {
		QuerySet<Book> some = books().filter("id__lte", 20).union(books().filter("id__gte", 290));
		List<Book> wanted = new ArrayList<>(
				this.books.stream().filter((book) -> book.id() <= 20 || book.id() >= 290).toList());
		wanted.sort(Comparator.comparing(Book::price).thenComparing(Book::id));
		assertThat(Orm.await(some.orderBy("price", "id").valuesList("id", "title").alist()))
			.isEqualTo(wanted.stream().<List<?>>map((book) -> List.of(book.id(), book.title())).toList());
		assertThat(Orm.await(some.valuesList(Book::title).orderBy("price", "id").alist()))
			.isEqualTo(wanted.stream().map(Book::title).toList());
		assertThat(Orm.await(some.values("title").orderBy("-price", "-id").afirst()))
			.contains(Map.of("title", wanted.getLast().title()));
		// Values of their own have no place for it
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> books().values("id").union(books().values("id")).orderBy("price"));
	}

	@Test
	void aggregatesAreTakenOverCombinations() {
		QuerySet<Book> some = books().filter("id__lte", 20).annotate("k", f("edition"));
		QuerySet<Book> others = books().filter("id__range", List.of(10, 30)).annotate("k", f("edition").plus(10));
		List<Book> distinct = this.books.subList(0, 30);
		Map<String, Object> pages = Orm.await(books().filter("id__lte", 20)
			.union(books().filter("id__range", List.of(10, 30)))
			.aaggregate(kw("pages", sum("pages")).and("n", count("*"))
				.and("names", count("author__name"))
				.and("cheap", count("id").filter(q("price__lt", 20)))));
		assertThat(pages).containsEntry("n", 30L)
			.containsEntry("names", 30L)
			.containsEntry("pages",
					distinct.stream().map(Book::pages).filter(Objects::nonNull).mapToLong(Integer::longValue).sum())
			.containsEntry("cheap", distinct.stream().filter((book) -> book.price().intValue() < 20).count());
		assertThat(Orm.await(some.unionAll(others).aaggregate(kw("k", Orm.max("k"))))).containsEntry("k",
				(short) distinct.subList(9, 30).stream().mapToInt((book) -> book.edition() + 10).max().getAsInt());
		if (this.kind != TestDatabase.MARIADB) {
			assertThat(Orm.await(some.values("id")
				.intersection(books().filter("id__gt", 5).values("id"))
				.aaggregate(kw("least", Orm.min("id"))))).containsEntry("least", 6L);
		}
		assertThat(Orm.await(books().values("title", "pages")
			.difference(books().filter("id__gt", 30).values("title", "pages"))
			.aaggregate(kw("x", Orm.max("pages"))))).containsKey("x");
		assertThat(Orm.await(all(Author.class).values("name")
			.union(all(Tag.class).values("name"))
			.aaggregate(kw("last", Orm.max("name"))))).doesNotContainValue(null);
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> books().values("id").union(books().values("id")).aaggregate(kw("x", sum("pages"))))
			.withMessageContaining("pages");
	}

	@Test
	void aFieldIsComparedWithASubqueryThatIsNotCut() {
		Expr<Book> latest = subquery(all(Author.class).filter("id", 12).values("id"));
		assertThat(Orm.await(books().filter("author", latest).acount()))
			.isEqualTo(this.books.stream().filter((book) -> book.author().key().equals(12L)).count());
		Expr<Book> most = subquery(
				books().values("inPrint").annotate("m", Orm.max("pages")).filter("inPrint", true).values("m"));
		assertThat(Orm.await(books().filter("pages", most).acount())).isPositive();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> books().filter("author", all(Author.class).filter("id", 12)))
			.withMessageContaining("slice(0, 1)");
	}

	@Test
	void anAnnotationReplacesOneOfItsName() {
		List<Row<Book>> rows = Orm.await(books().annotate("n", count("tags"))
			.annotate("n", count("reviews").distinct())
			.filter("id__lt", 30)
			.rows()
			.alist());
		assertThat(rows).hasSize(29)
			.allSatisfy((row) -> assertThat(row.get("n", Long.class))
				.isEqualTo(Orm.await(row.object().reviews().acount())));
		List<Map<String, Object>> values = Orm.await(books().filter("id__lt", 30)
			.values("id")
			.annotate("n", count("tags"))
			.annotate("n", count("reviews").distinct())
			.alist());
		assertThat(values).hasSize(29)
			.allSatisfy((row) -> assertThat(row.get("n"))
				.isEqualTo(Orm.await(all(Review.class).filter("book", row.get("id")).acount())));
	}

	@Test
	void aFilteredRelationLeadsOnFromAnother() {
		QuerySet<Author> authors = all(Author.class)
			.annotate("big", FilteredRelation.of("books", q("books__pages__gt", 300)))
			.annotate("loved", FilteredRelation.of("big__reviews", q("big__reviews__rating", 5)));
		List<List<Object>> rows = Orm.await(authors.filter("loved__isnull", false)
			.orderBy("id", "loved__id")
			.valuesList("id", "loved__id")
			.alist());
		assertThat(rows).isEqualTo(Orm.await(all(Review.class).filter("rating", 5)
			.filter("book__pages__gt", 300)
			.orderBy("book__author", "id")
			.valuesList("book__author", "id")
			.alist()));
		assertThat(rows).isNotEmpty();
		assertThat(Orm.await(authors.annotate("n", count("loved")).filter("n__gt", 0).acount()))
			.isEqualTo(rows.stream().map((row) -> row.get(0)).distinct().count());
	}

	@Test
	void theObjectsOfAFilteredRelationComeWithTheRows() {
		QuerySet<Author> authors = all(Author.class)
			.annotate("big", FilteredRelation.of("books", q("books__pages__gt", 300)))
			.annotate("loved", FilteredRelation.of("big__reviews", q("big__reviews__rating", 5)));
		List<Row<Author>> rows = Orm.await(authors.selectRelated("big__publisher", "loved", "mentor")
			.annotate("twice", f("id").times(2))
			.orderBy("id", "big__id", "loved__id")
			.rows()
			.alist());
		List<List<Object>> keys = Orm
			.await(authors.orderBy("id", "big__id", "loved__id").valuesList("id", "big__id", "loved__id").alist());
		assertThat(rows.stream().map(QuerySetMeaningIntegrationTests::keys).toList()).isEqualTo(keys);
		assertThat(rows).anyMatch((row) -> row.get("big", Book.class) == null)
			.anyMatch((row) -> row.get("loved", Review.class) != null)
			.allSatisfy((row) -> {
				Book big = row.get("big", Book.class);
				assertThat(big == null || big.publisher().isLoaded() && big.pages() > 300).isTrue();
				assertThat(row.object().mentor() == null || row.object().mentor().isLoaded()).isTrue();
				assertThat(row.get("twice", Long.class)).isEqualTo(2 * row.object().id());
			});
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> authors.selectRelated("big").alist())
			.withMessageContaining("rows()");
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> authors.selectRelated("big__reviews"))
			.withMessageContaining("big__reviews");
	}

	private static List<Object> keys(Row<Author> row) {
		Book big = row.get("big", Book.class);
		Review loved = row.get("loved", Review.class);
		List<Object> keys = new ArrayList<>();
		keys.add(row.object().id());
		keys.add((big != null) ? big.id() : null);
		keys.add((loved != null) ? loved.id() : null);
		return keys;
	}

	private static Set<Long> ids(List<Map<String, Object>> rows) {
		return rows.stream().map((row) -> (Long) row.get("id")).collect(Collectors.toSet());
	}

	private QuerySet<Book> books() {
		return all(Book.class);
	}

}
