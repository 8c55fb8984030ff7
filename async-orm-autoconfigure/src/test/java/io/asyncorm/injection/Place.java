package io.asyncorm.injection;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

import io.asyncorm.Orm;
import io.asyncorm.expression.Aggregates;
import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.Q;
import io.asyncorm.oracle.Book;
import io.asyncorm.oracle.OracleShop;
import io.asyncorm.oracle.Tag;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RowLock;
import io.asyncorm.query.SortOrder;
import io.asyncorm.queryset.ModelWrites;

import static io.asyncorm.Orm.by;
import static io.asyncorm.Orm.concat;
import static io.asyncorm.Orm.condition;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.exists;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kt;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.outerRef;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.value;
import static io.asyncorm.Orm.when;

/**
 * A place that takes a text.
 *
 * @param what what the text is there
 * @param call gives it a text and reaches the database
 */
record Place(String what, BiFunction<OracleShop, String, CompletableFuture<?>> call) {

	private static final List<String> TEXT_LOOKUPS = List.of("exact", "iexact", "contains", "icontains", "startswith",
			"istartswith", "endswith", "iendswith", "gt", "gte", "lt", "lte", "regex", "iregex");

	/** Places of values, which are bound. */
	static List<Place> ofValues() {
		Stream<Place> lookups = TEXT_LOOKUPS.stream()
			.flatMap((lookup) -> Stream.of(
					books("filter " + lookup, (books, text) -> books.filter("title__" + lookup, text).alist()),
					books("exclude " + lookup, (books, text) -> books.exclude("subtitle__" + lookup, text).acount())));
		return Stream
			.concat(lookups,
					Stream.of(comparedValues(), computedValues(), documentValues(), writtenValues())
						.flatMap(List::stream))
			.toList();
	}

	private static List<Place> comparedValues() {
		return List.of(books("in", (books, text) -> books.filter("title__in", List.of("a", text)).alist()),
				books("range", (books, text) -> books.filter("title__range", List.of("a", text)).alist()),
				books("to-many", (books, text) -> books.exclude("tags__name", text).alist()),
				books("exists", (books, text) -> books.filter("author__name", text).aexists()),
				books("key of ainBulk", (books, text) -> books.ainBulk("isbn", List.of(text))),
				books("raw parameter", (books, text) -> books.raw("select * from book where title = ?", text).alist()));
	}

	private static List<Place> computedValues() {
		return List.of(
				books("value of raw SQL", (books,
						text) -> books.filter(Functions.<Book>rawSql("title = ?", text).holds()).alist()),
				books("annotated value", (books,
						text) -> books.annotate("x", value(text)).values("x").alist()),
				books("argument of a function", (books,
						text) -> books.annotate("x", concat(f("title"), value(text))).filter("x", text).alist()),
				books("branch of a case",
						(books, text) -> books.annotate("x", when(Q.<Book>of("title", text), text).otherwise(text))
							.orderBy("x")
							.alist()),
				books("delimiter of joined texts",
						(books, text) -> books.aaggregate(
								kw("n", Aggregates.<Book>stringAgg(f("title"), text).orderBy("id").orElse(text)))),
				books("filter of an aggregate",
						(books, text) -> books.aaggregate(kw("n", count("id").filter(q("title", text))))));
	}

	private static List<Place> documentValues() {
		return List.of(books("JSON value", (books, text) -> books.filter("meta__lang", text).alist()),
				books("part of a JSON value", (books, text) -> books.filter("meta__lang__icontains", text).alist()),
				books("contained JSON", (books, text) -> books.filter("meta__contains", Map.of(text, text)).alist()),
				books("JSON key asked for", (books, text) -> books.filter("meta__has_key", text).alist()),
				books("JSON keys asked for",
						(books, text) -> books.filter("meta__has_any_keys", List.of("a", text)).alist()));
	}

	private static List<Place> writtenValues() {
		return List.of(
				books("changed value", (books, text) -> books.filter("subtitle", text).aupdate(kw("subtitle", text))),
				books("condition of a deletion", (books, text) -> books.filter("title", "none" + text).adelete()),
				tags("created value", (tags, text) -> tags.create(kw("name", text))),
				new Place("value that is looked up or created",
						(shop, text) -> shop.querySets()
							.of(Tag.class)
							.aupdateOrCreate(kw("name", text), defaults("weight", 7))));
	}

	/** Places of names. */
	static List<Place> ofNames() {
		return Stream.of(conditions(), orders(), annotations(), selections(), documents(), others())
			.flatMap(List::stream)
			.toList();
	}

	private static List<Place> conditions() {
		return List.of(books("field of a lookup", (books, name) -> books.filter(name, 1).alist()),
				books("lookup", (books, name) -> books.filter("title__" + name, "a").alist()),
				books("relation of a lookup", (books, name) -> books.exclude("author__" + name + "__id", 1).alist()),
				books("keyword of a filter", (books, name) -> books.filter(kw(name, 1)).alist()),
				books("field of the query around",
						(books, name) -> books.filter(exists(books.filter("id", outerRef(name)))).alist()));
	}

	private static List<Place> orders() {
		return List.of(books("order", (books, name) -> books.orderBy(name).alist()),
				books("order downwards", (books, name) -> books.orderBy("-" + name).alist()),
				books("transform of an order", (books, name) -> books.orderBy("title__" + name).alist()),
				books("term of an order", (books, name) -> books.orderBy(by(name).nullsLast()).alist()),
				books("order of a union", (books, name) -> books.union(books).orderBy(name).alist()),
				books("distinct", (books, name) -> books.distinct(name).alist()),
				books("latest", (books, name) -> books.alatest(name)));
	}

	private static List<Place> annotations() {
		return List
			.of(books("annotation", (books, name) -> books.annotate(name, f("pages")).values(name).alist()),
					books("annotation of rows", (books, name) -> books.annotate(name, f("pages")).rows().alist()),
					books("annotation that is ordered by",
							(books, name) -> books.annotate(name, count("tags")).orderBy(name).alist()),
					books("annotation that is aggregated",
							(books, name) -> books.annotate(name, count("tags")).aaggregate(kw("n", count(name)))),
					books("alias", (books, name) -> books.alias(name, f("pages")).filter(name, 7).alist()),
					books("field of an expression", (books, name) -> books.annotate("x", f(name)).alist()),
					books("aggregate", (books, name) -> books.aaggregate(kw(name, count("id")))), books(
							"order of an aggregate", (books,
									name) -> books.aaggregate(kw("n",
											Aggregates.<Book>stringAgg(f("title"), ", ").orderBy(name)))),
					books("field of an aggregate", (books,
							name) -> books.aaggregate(kw("n", count(name)))),
					books("filtered relation",
							(books, name) -> books
								.annotate(name, FilteredRelation.of("reviews", Q.<Book>of("reviews__rating", 5)))
								.filter(name + "__helpful__gt", 7)
								.alist()),
					books("relation that is filtered",
							(books, name) -> books.annotate("x", FilteredRelation.of(name, Q.<Book>of("id", 5)))
								.filter("x__isnull", false)
								.alist()));
	}

	private static List<Place> selections() {
		return List.of(books("name of values()", (books, name) -> books.values(name).alist()),
				books("name of valuesList()", (books, name) -> books.valuesList(name, "id").alist()),
				books("single value", (books, name) -> books.valuesList(name, String.class).alist()),
				books("only", (books, name) -> books.only(name).alist()),
				books("defer", (books, name) -> books.defer(name).alist()),
				books("ainBulk", (books, name) -> books.ainBulk(name, List.of(1))),
				books("selectRelated", (books, name) -> books.selectRelated(name).alist()),
				books("selectRelated further on", (books, name) -> books.selectRelated("author__" + name).alist()),
				books("dates", (books, name) -> books.dates(name, "year", SortOrder.ASC).alist()),
				books("kind of dates", (books, name) -> books.dates("published", name, SortOrder.ASC).alist()),
				books("kind of datetimes", (books, name) -> books.datetimes("created", name, SortOrder.ASC).alist()));
	}

	private static List<Place> documents() {
		return List.of(books("key in a JSON document", (books, name) -> books.filter("meta__" + name, 1).alist()),
				books("key in a JSON text",
						(books, name) -> books.annotate("x", kt("meta__" + name)).values("x").alist()),
				books("key that is ordered by", (books, name) -> books.orderBy("meta__" + name).alist()));
	}

	private static List<Place> others() {
		return List.of(books("lock", (books, name) -> books.selectForUpdate(RowLock.update().of(name)).alist()),
				books("option of explain", (books, name) -> books.aexplain(kw(name, true))),
				books("format of explain", (books, name) -> books.aexplain(kw("format", name))),
				books("changed field", (books, name) -> books.aupdate(kw(name, 1))),
				books("field of a stored object",
						(books, name) -> books.aupdateOrCreate(kw("id", 1), defaults(name, 1))),
				tags("field of a created object", (tags, name) -> tags.create(kw("name", "x", name, 1))));
	}

	/** Places of the names of functions, which stand in a statement as they are. */
	static List<Place> ofFunctions() {
		return List.of(function("function",
				(name) -> new Expression.NamedFunc(name, List.of(Expression.Value.of("a")), Object.class)));
	}

	/** The place of the name of a collation, which the server knows. */
	static Place ofCollation() {
		return books("collation",
				(books, name) -> books.orderBy(Functions.collate(Orm.<Book>f("title"), name).asc()).alist());
	}

	private static Place function(String what, Function<String, Expression> function) {
		return books(what,
				(books, name) -> books.annotate("x", condition(ExpressionAccess.<Book>condition(function.apply(name))))
					.values("x")
					.alist());
	}

	private static Place tags(String what, BiFunction<ModelWrites<Tag>, String, CompletableFuture<?>> call) {
		return new Place(what, (shop, text) -> call.apply(shop.querySets().writes(Tag.class), text));
	}

	private static Place books(String what, BiFunction<QuerySet<Book>, String, CompletableFuture<?>> call) {
		return new Place(what, (shop, text) -> call.apply(shop.querySets().of(Book.class), text));
	}

	@Override
	public String toString() {
		return this.what;
	}

}
