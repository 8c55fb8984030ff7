package io.asyncorm.repository;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.asyncorm.model.ModelMetadata;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.queryset.PreparedQuery;
import org.jspecify.annotations.Nullable;

/**
 * The methods that run a query set, such as {@code alist}, and that a declared method can
 * end with.
 */
enum Terminal {

	LIST("list", Order.OF_ROWS, (model) -> new ResultChoices(Delivery.Kind.RESULT, ResultForm.ROWS, true, true),
			(rows, fields, own) -> rows.alist()),

	FIRST("first", Order.OF_ROWS, (model) -> ResultChoices.selected(ResultForm.ROW_IF_ANY),
			(rows, fields, own) -> rows.afirst()),

	LAST("last", Order.OF_ROWS, (model) -> ResultChoices.selected(ResultForm.ROW_IF_ANY),
			(rows, fields, own) -> rows.alast()),

	LATEST("latest", Order.ITS_OWN, (model) -> ResultChoices.selected(ResultForm.ROW),
			(rows, fields, own) -> rows.alatest(fields.toArray(String[]::new))),

	EARLIEST("earliest", Order.ITS_OWN, (model) -> ResultChoices.selected(ResultForm.ROW),
			(rows, fields, own) -> rows.aearliest(fields.toArray(String[]::new))),

	GET("get", Order.NONE, (model) -> ResultChoices.selected(ResultForm.ROW), (rows, fields, own) -> rows.aget()),

	IN_BULK("inBulk", Order.OF_ROWS, (model) -> ResultChoices.of(List.of(ResultForm.byKey(model.key().javaType()))),
			(rows, fields, own) -> objects(rows).ainBulk()),

	COUNT("count", Order.NONE, (model) -> ResultChoices.of(ResultForm.NUMBER), (rows, fields, own) -> rows.acount()),

	EXISTS("exists", Order.NONE, (model) -> ResultChoices.of(ResultForm.TRUTH), (rows, fields, own) -> rows.aexists()),

	CONTAINS("contains", Order.NONE, (model) -> ResultChoices.of(ResultForm.TRUTH),
			(rows, fields, own) -> objects(rows).acontains(Objects.requireNonNull(own.get(0)))),

	DELETE("delete", Order.NONE, (model) -> ResultChoices.of(ResultForm.DELETED),
			(rows, fields, own) -> objects(rows).adelete()),

	ITERATOR("iterator", Order.OF_ROWS, (model) -> new ResultChoices(Delivery.Kind.ROWS, ResultForm.ROW, false, true),
			(rows, fields, own) -> rows.aiterator()),

	PAGE("page", Order.OF_ROWS, (model) -> ResultChoices.selected(ResultForm.PAGE),
			(rows, fields, own) -> rows.apage((int) Objects.requireNonNull(own.get(0)),
					(int) Objects.requireNonNull(own.get(1)))),

	PAGE_AFTER("pageAfter", Order.OF_ROWS, (model) -> ResultChoices.selected(ResultForm.CURSOR_PAGE),
			(rows, fields, own) -> rows.apageAfter((String) own.get(0), (int) Objects.requireNonNull(own.get(1)))),

	FILTER("filter", Order.OF_ROWS, (model) -> new ResultChoices(Delivery.Kind.QUERY, ResultForm.ROW, false, true),
			(rows, fields, own) -> rows);

	/** Those that give what no other does; that of one row gives any record. */
	static final List<Terminal> READS = List.of(LIST, FIRST, PAGE, PAGE_AFTER, IN_BULK, GET, COUNT, EXISTS);

	private final String verb;

	private final Order order;

	private final Function<ModelMetadata<?>, ResultChoices> results;

	private final Ending ending;

	Terminal(String verb, Order order, Function<ModelMetadata<?>, ResultChoices> results, Ending ending) {
		this.verb = verb;
		this.order = order;
		this.results = results;
		this.ending = ending;
	}

	/** The one of a name without the {@code a}. */
	static Terminal of(String verb) {
		return Arrays.stream(values()).filter((terminal) -> terminal.verb.equals(verb)).findFirst().orElseThrow();
	}

	/** The one of a method; null if it is none. */
	static @Nullable Terminal find(String methodName) {
		return Arrays.stream(values())
			.filter((terminal) -> terminal.methodName().equals(methodName))
			.findFirst()
			.orElse(null);
	}

	/** The name without the {@code a}. */
	String verb() {
		return this.verb;
	}

	/** The name in a query set. */
	String methodName() {
		return "a" + this.verb;
	}

	/** What a query is prepared for, for all arguments; null if it cannot be. */
	PreparedQuery.@Nullable Terminal prepared() {
		return switch (this) {
			case LIST -> PreparedQuery.Terminal.LIST;
			case FIRST -> PreparedQuery.Terminal.FIRST;
			case LAST -> PreparedQuery.Terminal.LAST;
			case GET -> PreparedQuery.Terminal.GET;
			case COUNT -> PreparedQuery.Terminal.COUNT;
			case EXISTS -> PreparedQuery.Terminal.EXISTS;
			case LATEST, EARLIEST, IN_BULK, CONTAINS, DELETE, ITERATOR, PAGE, PAGE_AFTER, FILTER -> null;
		};
	}

	/** What an order in the name of a method is for. */
	Order order() {
		return this.order;
	}

	/** Whether some of the parameters are no lookups. */
	boolean hasOwnParameters() {
		return this == CONTAINS || this == PAGE || this == PAGE_AFTER;
	}

	/**
	 * Runs it.
	 * @param fields what it goes by, if it has an order of its own; none for the model's
	 * @param own the values of its own parameters, which are no lookups
	 */
	@SuppressWarnings("unchecked") // the declaration was held against the model
	Object run(ValuesQuerySet<?, ?> rows, List<String> fields, List<@Nullable Object> own) {
		return this.ending.of((ValuesQuerySet<Object, Object>) rows, fields, own);
	}

	/** What the method can be declared to return. */
	ResultChoices results(ModelMetadata<?> model) {
		return this.results.apply(model);
	}

	private static QuerySet<Object> objects(ValuesQuerySet<Object, Object> rows) {
		return (QuerySet<Object>) rows;
	}

	/** What an order is for. */
	enum Order {

		/** It makes no difference. */
		NONE,
		/** The rows are read in it. */
		OF_ROWS,
		/** It says by which fields one row comes before another. */
		ITS_OWN

	}

	/** What becomes of the rows. */
	@FunctionalInterface
	private interface Ending {

		Object of(ValuesQuerySet<Object, Object> rows, List<String> fields, List<@Nullable Object> own);

	}

}
