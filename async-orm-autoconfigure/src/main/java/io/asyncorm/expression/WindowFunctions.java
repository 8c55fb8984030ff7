package io.asyncorm.expression;

import java.util.List;
import java.util.Set;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Computes over a row and the rows around it.
 *
 * @since 0.1.0
 */
public final class WindowFunctions {

	private static final Set<String> NAMES = Set.of("rowNumber", "rank", "denseRank", "percentRank", "cumeDist",
			"ntile", "lag", "lead", "firstValue", "lastValue", "nthValue");

	private WindowFunctions() {
	}

	/**
	 * A window function, or an aggregate, over the rows around each row. What a window
	 * holds none of, an aggregate's {@code orElse} makes good.
	 * @throws InvalidDataAccessApiUsageException if the function is of a single row
	 */
	public static <M> Window<M> window(Expr<M> function) {
		requireOfRows(
				isOrElse(function.tree()) ? ((Expression.Func) function.tree()).arguments().get(0) : function.tree());
		return Window.over(function.tree());
	}

	/** Whether it is an aggregate with a value for where there is none. */
	static boolean isOrElse(Expression function) {
		return function instanceof Expression.Func func && func.name().equals("orElse")
				&& func.arguments().get(0) instanceof Expression.Aggregate;
	}

	/** A function with a type of its own may be any that the database has. */
	private static void requireOfRows(Expression function) {
		boolean ofRows = switch (function) {
			case Expression.Func func -> func.type() != null || NAMES.contains(func.name());
			case Expression.Aggregate aggregate -> !aggregate.function().equals(Aggregates.ANY_VALUE);
			case Expression.Typed typed -> typed.operand() instanceof Expression.Aggregate;
			default -> false;
		};
		if (!ofRows) {
			throw new InvalidDataAccessApiUsageException(((function instanceof Expression.Func func) ? func.name()
					: function.getClass().getSimpleName())
					+ " cannot be computed over a window: it is neither a window function nor such an aggregate");
		}
	}

	/** The number of the row, from 1. */
	public static <M> Expr<M> rowNumber() {
		return call("rowNumber");
	}

	/** The number of the first row that is equal in order. */
	public static <M> Expr<M> rank() {
		return call("rank");
	}

	/** The rank, without gaps. */
	public static <M> Expr<M> denseRank() {
		return call("denseRank");
	}

	/** The rank, from 0 to 1. */
	public static <M> Expr<M> percentRank() {
		return call("percentRank");
	}

	/** How much of the rows, from 0 to 1, is up to here. */
	public static <M> Expr<M> cumeDist() {
		return call("cumeDist");
	}

	/**
	 * The number of the part, where the rows are cut into so many of about the same size.
	 */
	public static <M> Expr<M> ntile(int parts) {
		return Functions.call("ntile", Functions.number("A number of parts", parts, 1));
	}

	/** The value of the row before. */
	public static <M> Expr<M> lag(Expr<M> value) {
		return lag(value, 1);
	}

	/** The value of a row before. */
	public static <M> Expr<M> lag(Expr<M> value, int distance) {
		return Functions.call("lag", known(value), Functions.number("A distance", distance, 1));
	}

	/** The value of a row before; another one if there is no such row. */
	public static <M> Expr<M> lag(Expr<M> value, int distance, Expr<M> otherwise) {
		return Functions.call("lag", known(value), Functions.number("A distance", distance, 1), otherwise);
	}

	/** The value of the row behind. */
	public static <M> Expr<M> lead(Expr<M> value) {
		return lead(value, 1);
	}

	/** The value of a row behind. */
	public static <M> Expr<M> lead(Expr<M> value, int distance) {
		return Functions.call("lead", known(value), Functions.number("A distance", distance, 1));
	}

	/** The value of a row behind; another one if there is no such row. */
	public static <M> Expr<M> lead(Expr<M> value, int distance, Expr<M> otherwise) {
		return Functions.call("lead", known(value), Functions.number("A distance", distance, 1), otherwise);
	}

	/** The value of the first row. */
	public static <M> Expr<M> firstValue(Expr<M> value) {
		return Functions.call("firstValue", value);
	}

	/** The value of the last row. */
	public static <M> Expr<M> lastValue(Expr<M> value) {
		return Functions.call("lastValue", value);
	}

	/** The value of a row by its number, from 1. */
	public static <M> Expr<M> nthValue(Expr<M> value, int number) {
		return Functions.call("nthValue", known(value), Functions.number("A number", number, 1));
	}

	private static <M> Expr<M> known(Expr<M> value) {
		if (value.tree() instanceof Expression.Value constant && constant.value() == null) {
			throw new InvalidDataAccessApiUsageException("A window function of another row's value was given null:"
					+ " it needs a field or another expression");
		}
		return value;
	}

	private static <M> Expr<M> call(String name) {
		return new Expr<>(new Expression.Func(name, List.of(), null));
	}

}
