package io.asyncorm.queryset;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.asyncorm.compiler.Bookshop;
import io.asyncorm.compiler.Bookshop.Author;
import io.asyncorm.compiler.Bookshop.Book;
import io.asyncorm.compiler.Bookshop.Review;
import io.asyncorm.compiler.Bookshop.Tag;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Q;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.QueryStateHolder;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.RelationNotLoadedException;
import io.asyncorm.query.RowLock;
import io.asyncorm.query.SortOrder;
import io.asyncorm.resolution.QueryEdits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.subquery;
import static io.asyncorm.Orm.sum;
import static io.asyncorm.Orm.value;
import static io.asyncorm.Orm.where;
import static io.asyncorm.expression.WindowFunctions.lag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link QuerySet}: a wrong name or value fails at the line that wrote it, and
 * what is right becomes an {@link Operation}.
 */
class QuerySetTests {

	private final Bookshop shop = new Bookshop();

	private final QuerySet<Book> books = this.shop.all(Book.class);

	@ParameterizedTest(name = "{1}")
	@MethodSource
	void refusesUnknownNames(Consumer<QuerySet<Book>> call, String message) {
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> call.accept(this.books))
			.withMessageContaining(message);
	}

	static Stream<Arguments> refusesUnknownNames() {
		return Stream.of(refused((books) -> books.filter("titel", "x"), "Did you mean 'title'?"),
				refused((books) -> books.filter("title__contians", "x"), "Did you mean 'contains'?"),
				refused((books) -> books.filter("author__nmae", "x"), "Did you mean 'name'?"),
				refused((books) -> books.filter("title__contains__x", "x"), "'title__contains__x'"),
				refused((books) -> books.filter("author__icontains", "x"), "cannot be used with the relation 'author'"),
				refused((books) -> books.filter("title____exact", "x"), "empty name"),
				refused((books) -> books.orderBy("titel"), "Did you mean 'title'?"),
				refused((books) -> books.values("titel"), "Did you mean 'title'?"),
				refused((books) -> books.selectRelated("tags"), "must lead from 'Book' to one object"),
				refused((books) -> books.annotate("title", count("tags")), "conflicts with a field"),
				refused((books) -> books.annotate("z",
						FilteredRelation.of("reviews", Q.of("reviews__book__pages__gt", 1))), "further than"),
				refused((books) -> books.annotate("z", FilteredRelation.of("reviews", Q.of("tags__weight__gt", 1))),
						"must be about the relation"),
				refused((books) -> books.annotate("n", count("tagz")), "Did you mean 'tags'?"),
				refused((books) -> books.values("title").annotate("title", count("tags")), "conflicts with a field"),
				refused((books) -> books.alias("n",
						f("pages"))
					.values("n"), "use annotate() in place of alias()"),
				refused((books) -> books.annotate("n", f("pages")).values("id").values("n"), "in each values()"),
				refused((books) -> books.annotate("n", Functions.value(null)), "set it with as(...)"),
				refused((books) -> books.annotate("n", Functions.value(List.of(1))), "set it with as(...)"),
				refused((books) -> books.annotate("n", Functions.greatest(List.of(f("pages"), f("id"))))
					.filter("n", f("pages")), "mixed types"),
				refused((books) -> books.alias("n", count("tags")).aaggregate(kw("s", sum("n"))),
						"Cannot aggregate over the alias 'n'"),
				refused((books) -> books.orderBy(count("tags").asc()), "An aggregate cannot stand in orderBy()"),
				refused((books) -> books.orderBy(count("tags").plus(f("pages")).asc()),
						"An aggregate cannot stand in orderBy()"),
				refused((books) -> books.aaggregate(kw("s", sum("*"))), "'*'"),
				refused((books) -> books.annotate("b", subquery(books)), "must select one column"),
				refused((books) -> books.aupdate(kw("titel", "x")), "titel"),
				refused((books) -> books.aupdate(kw("author__name", "x")), "no field of 'Book' itself"),
				refused((books) -> books.aupdate(kw("pages", f("author__born"))), "over a relation"),
				refused((books) -> books.agetOrCreate(kw("titel", "x"), defaults()), "Did you mean 'title'?"),
				refused((books) -> books.agetOrCreate(kw("title", "x"), defaults("author__id", 1)), "'author__id'"),
				refused((books) -> books.ainBulk("author__id", List.of(1)), "'author__id'"),
				refused((books) -> books.filter(where((Book book) -> book.title()).eq("x")), "method reference"));
	}

	@ParameterizedTest(name = "{1}")
	@MethodSource
	void refusesValuesThatDoNotFit(Consumer<QuerySet<Book>> call, String message) {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> call.accept(this.books))
			.withMessageContaining(message);
	}

	static Stream<Arguments> refusesValuesThatDoNotFit() {
		return Stream.of(refused((books) -> books.filter("pages", "many"),
				"'pages' takes a number, but was given a value of type 'java.lang.String' that spells no whole number"),
				refused((books) -> books.filter("pages__gte", Map.of()), "'pages__gte' takes a number"),
				refused((books) -> books.filter("pages__gt", null), "isnull"),
				refused((books) -> books.filter("pages__isnull", 1), "true or false"),
				refused((books) -> books.filter("pages__in", 1), "a collection or a query set"),
				refused((books) -> books.filter("pages__range", List.of(1)), "two values"),
				refused((books) -> books.filter("pages__range", books.values("id")), "two values, not a query set"),
				refused((books) -> books.filter("author", new Tag(1L, "x", 1)), "leads to 'Author', not to 'Tag'"),
				refused((books) -> books.filter("author", "Ann"),
						"'author' takes an Author or its key, a Long: a value of type 'java.lang.String' was given"),
				refused((books) -> books.filter("author__in", List.of(1, "Ann")), "takes an Author or its key"),
				refused((books) -> books.aupdate(kw("author", "Ann")), "takes an Author or its key"),
				refused((books) -> books.filter("author", new Author(null, "x", null, null)), "has no key yet"),
				refused((books) -> books.slice(-1, 3), "counts from the end"),
				refused((books) -> books.slice(0, 3).filter("pages", 1), "filter first, then slice"),
				refused((books) -> books.slice(0, 3).orderBy("pages"), "order first, then slice"),
				refused((books) -> books.slice(0, 3).adelete(), "Cannot delete a slice"),
				refused((books) -> books.slice(0, 3).aupdate(kw("pages", 1)), "Cannot update a slice"),
				refused((books) -> books.slice(0, 3).and(books), "combine first, then slice"),
				refused((books) -> books.values("title").or(books.values("pages")), "different values"),
				refused((books) -> books.union(books).filter("pages", 1), "after union()"),
				refused((books) -> books.values("title").union(books.values("title")).orderBy("pages"),
						"combined query sets"),
				refused((books) -> books.distinct("title").annotate("n", count("tags")).alist(),
						"distinct(fields) cannot pick"),
				refused((books) -> books.datetimes("published", "quarter", SortOrder.DESC, ZoneId.of("Asia/Tokyo")),
						"Choices are"),
				refused((books) -> books.selectForUpdate(RowLock.update().nowait().skipLocked()), "not both"),
				refused((books) -> books.annotate("a;b", count("tags")), "cannot be the name of an annotation"),
				refused((books) -> books.selectForUpdate(RowLock.update().of("author")).alist(), "not loaded"),
				refused((books) -> books.distinct("title").adelete(), "distinct() has picked"),
				refused((books) -> books.alatest(), "getLatestBy"),
				refused((books) -> books.filter("pages", books.values("pages")), "cut it with slice(0, 1)"),
				refused((books) -> books.filter(Q.of("pages", count("tags")).and(Q.of("title", 1)).not())
					.filter(count("tags").holds()), "A condition must be true or false"),
				refused((books) -> books.aaggregate(kw("s", sum("pages").orElse("x"))), "'orElse'"),
				refused((books) -> books.aaggregate(kw("s", 5)), "'s' is no aggregate"),
				refused((books) -> books.aaggregate(kw("most_pages", max("pages"), "mostPages", max("pages"))),
						"'mostPages' is given two aggregates"),
				refused((books) -> books.annotate("before", lag(value(null))), "was given null"),
				refused((books) -> books.ainBulk("pages", List.of(1)), "unique field"));
	}

	@Test
	void annotatesByTheNameOfAFieldThatValuesLeftOut() {
		assertThat(this.books.values("id")
			.annotate("title", f("pages"))
			.annotate("n", Functions.value(null).as(Long.class))).isNotNull();
	}

	@Test
	void slicesFurtherThanAnIntReaches() {
		QuerySet<Book> sliced = this.books.slice(5, Long.MAX_VALUE).slice(3_000_000_000L, Long.MAX_VALUE);

		QueryState state = QueryStateHolder.stateOf(sliced);
		assertThat(QueryEdits.number(state.offset(), 0)).isEqualTo(3_000_000_005L);
		assertThat(QueryEdits.number(state.limit(), 0)).isEqualTo(Long.MAX_VALUE - 3_000_000_005L);
	}

	@Test
	void anAnnotationTakesThePlaceOfOneWithItsName() {
		assertThat(read(this.books.annotate("n", f("pages")).annotate("n", f("price"))).annotations()).singleElement()
			.isEqualTo(read(this.books.annotate("n", f("price"))).annotations().get(0));
		assertThat(read(this.books.alias("n", count("tags")).annotate("n", f("n"))))
			.isEqualTo(read(this.books.annotate("n", count("tags"))));
	}

	@Test
	void aggregatesOfNoRowsNeedNoDatabaseIfNothingIsComputedOfThem() {
		assertThat(emptyResultValues(count("tags"))).containsExactly(0L);
		assertThat(emptyResultValues(sum("pages"))).containsExactly((Object) null);
		assertThat(emptyResultValues(sum("pages").orElse("7"))).containsExactly(7L);
		assertThat(emptyResultValues(max("title").orElse(7))).containsExactly("7");
		assertThat(emptyResultValues(sum("pages").orElse(count("tags")))).containsExactly(0L);
		assertThat(emptyResultValues(sum("pages").plus(1))).isNull();
		assertThat(emptyResultValues(sum("pages").orElse(f("pages")))).isNull();
	}

	private @Nullable Object @Nullable [] emptyResultValues(Expr<?> aggregate) {
		this.shop.operations.clear();
		this.books.none().aaggregate(kw("x", aggregate));
		return ((Operation.Aggregate<?>) this.shop.operations.get(0)).emptyResultValues();
	}

	private static QueryState read(QuerySet<Book> books) {
		return QueryStateHolder.stateOf(books);
	}

	@Test
	void namesAKeyByPkAndAForeignKeyByItsColumn() {
		assertThat(filter(kw("pk", 1))).isEqualTo(filter(kw("id", 1)));
		assertThat(filter(kw("author_id", 1))).isEqualTo(filter(kw("author", 1L)))
			.isEqualTo(filter(kw("authorId", 1)))
			.isEqualTo(filter(kw("author__pk", 1)))
			.isEqualTo(filter(kw("author_id__id", 1)))
			.isEqualTo(filter(kw("author", new Author(1L, "x", null, null))))
			.isEqualTo(filter(kw("author", Ref.of(Author.class, 1L))));
	}

	@Test
	void walksOnFromTheColumnOfAForeignKey() {
		assertThat(filter(kw("author_id__name", "x"))).isEqualTo(filter(kw("author__name", "x")));
	}

	@Test
	void meansTheSameInStringsAndInMethodReferences() {
		assertThat(filter(Q.<Book>of("pages__gte", 3))).isEqualTo(filter(where(Book::pages).gte(3)));
		assertThat(filter(Q.<Book>of("price__lt", 3))).isEqualTo(filter(where(Book::price).lt(BigDecimal.valueOf(3))));
		assertThat(filter(Q.<Book>of("title__icontains", "x"))).isEqualTo(filter(where(Book::title).icontains("x")));
		assertThat(filter(Q.<Book>of("editor__isnull", true))).isEqualTo(filter(where(Book::editor).isNull()));
	}

	@Test
	void knowsWithoutAQueryThatNothingCanMatch() {
		assertThat(state(this.books.filter("pages__in", List.of())).isEmpty()).isTrue();
		assertThat(state(this.books.exclude("pages__in", List.of())).filters()).isEmpty();
		assertThat(state(this.books.none()).isEmpty()).isTrue();
		assertThat(state(this.books.slice(3, 3)).isEmpty()).isTrue();
	}

	@Test
	void leavesAQuerySetAsItWas() {
		QueryState before = state(this.books);

		this.books.filter("pages", 1).distinct().orderBy("title").slice(0, 3);

		assertThat(state(this.books)).isEqualTo(before);
	}

	@Test
	void createsFromTheLookupAndTheDefaults() {
		this.shop.all(Tag.class).aupdateOrCreate(kw("name", "x"), defaults("weight", 3));

		Operation.Upsert<?, ?> upsert = (Operation.Upsert<?, ?>) this.shop.operations.get(0);
		assertThat(upsert.key()).extracting(ModelField::name).containsExactly("name");
		assertThat(upsert.lookup()).extracting((change) -> change.field().name()).containsExactly("name");
		assertThat(upsert.changes()).extracting((change) -> change.field().name()).containsExactly("weight");
		assertThat(upsert.insert()).extracting((change) -> change.field().name()).containsExactly("name", "weight");
	}

	@Test
	void doesNotCreateFromALookupThatIsNoValue() {
		this.shop.all(Tag.class).agetOrCreate(kw("name__iexact", "x"), defaults("name", "X", "weight", 1));

		Operation.Upsert<?, ?> upsert = (Operation.Upsert<?, ?>) this.shop.operations.get(0);
		assertThat(upsert.key()).isNull();
		assertThat(upsert.lookup()).isEmpty();
		assertThat(upsert.changes()).isNull();
	}

	@Test
	void noKeyCoversALookupThatHasOtherParts() {
		this.shop.all(Tag.class).agetOrCreate(kw("name", "x", "weight__gt", 1), defaults("weight", 2));

		Operation.Upsert<?, ?> upsert = (Operation.Upsert<?, ?>) this.shop.operations.get(0);
		assertThat(upsert.key()).isNull();
		assertThat(upsert.lookup()).extracting((change) -> change.field().name()).containsExactly("name");
	}

	@Test
	void noKeyCoversALookupAmongSomeRows() {
		this.shop.all(Tag.class).filter("weight", 1).agetOrCreate(kw("name", "x"), defaults("weight", 2));

		Operation.Upsert<?, ?> upsert = (Operation.Upsert<?, ?>) this.shop.operations.get(0);
		assertThat(upsert.key()).isNull();
		assertThat(upsert.state().filters()).hasSize(2);
	}

	@Test
	void createsAtTheManySideWhatPointsToTheOwner() {
		Many<?> reviews = (Many<?>) new QuerySetRelations(this.shop::querySets)
			.unloadedMany(Objects.requireNonNull(this.shop.model(Book.class).findRelation("reviews")), 7L);

		reviews.agetOrCreate(kw("stars", 1), defaults());

		Operation.Upsert<?, ?> upsert = (Operation.Upsert<?, ?>) this.shop.operations.get(0);
		assertThat(upsert.insert()).extracting((change) -> change.field().name(), Operation.Change::constant)
			.contains(tuple("book", 7L), tuple("stars", 1));
	}

	@Test
	void copiesWithOtherValuesInMemory() {
		Tag tag = new Tag(1L, "x", 1);

		Tag heavier = this.shop.querySets().writes(Tag.class).with(tag, set(Tag::weight).to(5));

		assertThat(heavier).isEqualTo(new Tag(1L, "x", 5));
		assertThat(tag.weight()).isEqualTo(1);
		assertThat(this.shop.operations).isEmpty();
	}

	@Test
	void refusesToCopyWithAnExpression() {
		Tag tag = new Tag(1L, "x", 1);

		assertThatExceptionOfType(FieldException.class).isThrownBy(
				() -> this.shop.querySets().writes(Tag.class).with(tag, set(Tag::weight).to(f(Tag::weight).plus(1))))
			.withMessageContaining("asave(object, changes)");
	}

	@Test
	void refersToObjectsByModelAndKey() {
		Author author = new Author(1L, "x", null, null);

		assertThat(Ref.to(author)).isEqualTo(Ref.of(Author.class, 1L))
			.hasSameHashCodeAs(Ref.of(Author.class, 1L))
			.isNotEqualTo(Ref.of(Tag.class, 1L))
			.hasToString("Author(1)");
		assertThat(Ref.to(author).get()).isSameAs(author);
		assertThatExceptionOfType(RelationNotLoadedException.class).isThrownBy(() -> Ref.of(Author.class, 1L).get());
	}

	@Test
	void refusesToWriteAReferenceToWhatIsNotSaved() {
		Ref<Book> unsaved = Ref
			.to(new Book(null, "x", null, BigDecimal.ONE, null, true, Ref.of(Author.class, 1L), null, null));

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.shop.querySets().writes(Review.class).create(new Review(null, 1, null, unsaved)))
			.withMessageContaining("save it first");
	}

	private QueryState filter(Kw lookups) {
		return state(this.books.filter(lookups));
	}

	private QueryState filter(Q<Book> condition) {
		return state(this.books.filter(condition));
	}

	private static QueryState state(QuerySet<?> querySet) {
		return ((QueryStateHolder) querySet).state();
	}

	private static Arguments refused(Consumer<QuerySet<Book>> call, String message) {
		return Arguments.of(call, message);
	}

}
