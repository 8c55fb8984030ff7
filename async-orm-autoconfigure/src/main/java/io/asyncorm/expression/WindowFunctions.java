package io.asyncorm.expression;

import java.util.List;

import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.StandardFunction;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Window functions, such as {@code rank()} and {@code lag(...)}, for {@link Window}.
 *
 * @since 0.1.0
 */
public final class WindowFunctions {

	private WindowFunctions() {
	}

	/**
	 * Computes a window function or an aggregate over a window. The {@code orElse} of an
	 * aggregate applies where the window has no value.
	 * @throws InvalidDataAccessApiUsageException if the value is neither
	 */
	public static <M> Window<M> window(Expr<M> function) {
		requireOfRows(ExpressionAccess.tree(function));
		return Window.over(ExpressionAccess.tree(function));
	}

	private static void requireOfRows(Expression function) {
		if (!isOfRows(function)) {
			throw new InvalidDataAccessApiUsageException(((function instanceof Expression.Func func)
					? func.function().name() : function.getClass().getSimpleName())
					+ " cannot be computed over a window: it is neither a window function nor such an aggregate");
		}
	}

	/** A function that only has a name may be any that the database has. */
	private static boolean isOfRows(Expression function) {
		return switch (function) {
			case Expression.Func func -> func.function().ofWindow();
			case Expression.NamedFunc func -> true;
			case Expression.Aggregate aggregate -> aggregate.function().allowsWindow();
			case Expression.OrElse orElse -> isOfRows(orElse.value());
			case Expression.Typed typed when typed.operand() instanceof Expression.OrElse -> isOfRows(typed.operand());
			case Expression.Typed typed -> typed.operand() instanceof Expression.Aggregate;
			default -> false;
		};
	}

	/** The number of the row, from 1. */
	public static <M> Expr<M> rowNumber() {
		return call(StandardFunction.ROW_NUMBER);
	}

	/** The rank, with gaps after rows that are equal in order. */
	public static <M> Expr<M> rank() {
		return call(StandardFunction.RANK);
	}

	/** The rank, without gaps. */
	public static <M> Expr<M> denseRank() {
		return call(StandardFunction.DENSE_RANK);
	}

	/** The relative rank, from 0 to 1. */
	public static <M> Expr<M> percentRank() {
		return call(StandardFunction.PERCENT_RANK);
	}

	/** The cumulative distribution, from 0 to 1. */
	public static <M> Expr<M> cumeDist() {
		return call(StandardFunction.CUME_DIST);
	}

	/**
	 * The bucket of the row, from 1, where rows are divided into buckets of about equal
	 * size.
	 */
	public static <M> Expr<M> ntile(int parts) {
		return Functions.call(StandardFunction.NTILE, Functions.number("A number of parts", parts, 1));
	}

	/** The value of the row before. */
	public static <M> Expr<M> lag(Expr<M> value) {
		return lag(value, 1);
	}

	/** The value of a row before. */
	public static <M> Expr<M> lag(Expr<M> value, int distance) {
		return Functions.call(StandardFunction.LAG, known(value), Functions.number("A distance", distance, 1));
	}

	/** The value of a row before; another one if there is no such row. */
	public static <M> Expr<M> lag(Expr<M> value, int distance, Expr<M> otherwise) {
		return Functions.call(StandardFunction.LAG, known(value), Functions.number("A distance", distance, 1),
				otherwise);
	}

	/** The value of the row behind. */
	public static <M> Expr<M> lead(Expr<M> value) {
		return lead(value, 1);
	}

	/** The value of a row behind. */
	public static <M> Expr<M> lead(Expr<M> value, int distance) {
		return Functions.call(StandardFunction.LEAD, known(value), Functions.number("A distance", distance, 1));
	}

	/** The value of a row behind; another one if there is no such row. */
	public static <M> Expr<M> lead(Expr<M> value, int distance, Expr<M> otherwise) {
		return Functions.call(StandardFunction.LEAD, known(value), Functions.number("A distance", distance, 1),
				otherwise);
	}

	/** The value of the first row. */
	public static <M> Expr<M> firstValue(Expr<M> value) {
		return Functions.call(StandardFunction.FIRST_VALUE, value);
	}

	/** The value of the last row. */
	public static <M> Expr<M> lastValue(Expr<M> value) {
		return Functions.call(StandardFunction.LAST_VALUE, value);
	}

	/** The value of a row by its number, from 1. */
	public static <M> Expr<M> nthValue(Expr<M> value, int number) {
		return Functions.call(StandardFunction.NTH_VALUE, known(value), Functions.number("A number", number, 1));
	}

	private static <M> Expr<M> known(Expr<M> value) {
		if (ExpressionAccess.tree(value) instanceof Expression.Value constant && constant.value() == null) {
			throw new InvalidDataAccessApiUsageException("A window function of another row's value was given null:"
					+ " it needs a field or another expression");
		}
		return value;
	}

	private static <M> Expr<M> call(DatabaseFunction function) {
		return new Expr<>(new Expression.Func(function, List.of(), null));
	}

}
