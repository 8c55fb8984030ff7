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
			(rows, fields, object) -> rows.alist()),

	FIRST("first", Order.OF_ROWS, (model) -> ResultChoices.selected(ResultForm.ROW_IF_ANY),
			(rows, fields, object) -> rows.afirst()),

	LAST("last", Order.OF_ROWS, (model) -> ResultChoices.selected(ResultForm.ROW_IF_ANY),
			(rows, fields, object) -> rows.alast()),

	LATEST("latest", Order.ITS_OWN, (model) -> ResultChoices.selected(ResultForm.ROW),
			(rows, fields, object) -> rows.alatest(fields.toArray(String[]::new))),

	EARLIEST("earliest", Order.ITS_OWN, (model) -> ResultChoices.selected(ResultForm.ROW),
			(rows, fields, object) -> rows.aearliest(fields.toArray(String[]::new))),

	GET("get", Order.NONE, (model) -> ResultChoices.selected(ResultForm.ROW), (rows, fields, object) -> rows.aget()),

	IN_BULK("inBulk", Order.OF_ROWS, (model) -> ResultChoices.of(List.of(ResultForm.byKey(model.key().javaType()))),
			(rows, fields, object) -> objects(rows).ainBulk()),

	COUNT("count", Order.NONE, (model) -> ResultChoices.of(ResultForm.NUMBER), (rows, fields, object) -> rows.acount()),

	EXISTS("exists", Order.NONE, (model) -> ResultChoices.of(ResultForm.TRUTH),
			(rows, fields, object) -> rows.aexists()),

	CONTAINS("contains", Order.NONE, (model) -> ResultChoices.of(ResultForm.TRUTH),
			(rows, fields, object) -> objects(rows).acontains(Objects.requireNonNull(object))),

	DELETE("delete", Order.NONE, (model) -> ResultChoices.of(ResultForm.DELETED),
			(rows, fields, object) -> objects(rows).adelete()),

	ITERATOR("iterator", Order.OF_ROWS, (model) -> new ResultChoices(Delivery.Kind.ROWS, ResultForm.ROW, false, true),
			(rows, fields, object) -> rows.aiterator()),

	FILTER("filter", Order.OF_ROWS, (model) -> new ResultChoices(Delivery.Kind.QUERY, ResultForm.ROW, false, true),
			(rows, fields, object) -> rows);

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
			case LATEST, EARLIEST, IN_BULK, CONTAINS, DELETE, ITERATOR, FILTER -> null;
		};
	}

	/** What an order in the name of a method is for. */
	Order order() {
		return this.order;
	}

	/** Whether the first parameter is an object of the model, and no lookup. */
	boolean takesObject() {
		return this == CONTAINS;
	}

	/**
	 * Runs it.
	 * @param fields what it goes by, if it has an order of its own; none for the model's
	 * @param object what it is asked about, if it takes an object
	 */
	@SuppressWarnings("unchecked") // the declaration was held against the model
	Object run(ValuesQuerySet<?, ?> rows, List<String> fields, @Nullable Object object) {
		return this.ending.of((ValuesQuerySet<Object, Object>) rows, fields, object);
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

		Object of(ValuesQuerySet<Object, Object> rows, List<String> fields, @Nullable Object object);

	}

}
