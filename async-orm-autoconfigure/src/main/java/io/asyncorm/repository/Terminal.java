package io.asyncorm.repository;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.asyncorm.model.ModelMetadata;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.QuerySet;
import io.asyncorm.queryset.PreparedQuery;
import org.jspecify.annotations.Nullable;

/**
 * The methods that run a query set, such as {@code alist}, and that a declared method can
 * end with.
 */
enum Terminal {

	LIST("list", Order.OF_ROWS, (model) -> new ResultType(List.class, model.type()),
			(rows, fields, object) -> rows.alist()),

	FIRST("first", Order.OF_ROWS, (model) -> new ResultType(Optional.class, model.type()),
			(rows, fields, object) -> rows.afirst()),

	LAST("last", Order.OF_ROWS, (model) -> new ResultType(Optional.class, model.type()),
			(rows, fields, object) -> rows.alast()),

	LATEST("latest", Order.ITS_OWN, (model) -> ResultType.of(model.type()),
			(rows, fields, object) -> rows.alatest(fields.toArray(String[]::new))),

	EARLIEST("earliest", Order.ITS_OWN, (model) -> ResultType.of(model.type()),
			(rows, fields, object) -> rows.aearliest(fields.toArray(String[]::new))),

	GET("get", Order.NONE, (model) -> ResultType.of(model.type()), (rows, fields, object) -> rows.aget()),

	IN_BULK("inBulk", Order.OF_ROWS, (model) -> new ResultType(Map.class, model.key().javaType(), model.type()),
			(rows, fields, object) -> rows.ainBulk()),

	COUNT("count", Order.NONE, (model) -> ResultType.of(Long.class), (rows, fields, object) -> rows.acount()),

	EXISTS("exists", Order.NONE, (model) -> ResultType.of(Boolean.class), (rows, fields, object) -> rows.aexists()),

	CONTAINS("contains", Order.NONE, (model) -> ResultType.of(Boolean.class),
			(rows, fields, object) -> rows.acontains(Objects.requireNonNull(object))),

	DELETE("delete", Order.NONE, (model) -> ResultType.of(Deleted.class), (rows, fields, object) -> rows.adelete()),

	ITERATOR("iterator", Order.OF_ROWS, (model) -> ResultType.each(model.type()),
			(rows, fields, object) -> rows.aiterator());

	private final String verb;

	private final Order order;

	private final Function<ModelMetadata<?>, ResultType> resultType;

	private final Ending ending;

	Terminal(String verb, Order order, Function<ModelMetadata<?>, ResultType> resultType, Ending ending) {
		this.verb = verb;
		this.order = order;
		this.resultType = resultType;
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
			case LATEST, EARLIEST, IN_BULK, CONTAINS, DELETE, ITERATOR -> null;
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
	<M> Object run(QuerySet<M> rows, List<String> fields, @Nullable Object object) {
		return this.ending.of((QuerySet<Object>) rows, fields, object);
	}

	/** What the method must be declared to return. */
	ResultType resultType(ModelMetadata<?> model) {
		return this.resultType.apply(model);
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

		Object of(QuerySet<Object> rows, List<String> fields, @Nullable Object object);

	}

}
