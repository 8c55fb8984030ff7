package io.asyncorm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.asyncorm.expression.CaseBranch;
import io.asyncorm.expression.Expression;

/**
 * Finds what a value is one of, unchanged: the values of a CASE, the arguments of
 * COALESCE, the operand of {@code max} and the like. The value is then of the same
 * property as they are.
 *
 * @since 0.1.0
 */
public final class Alternatives {

	private Alternatives() {
	}

	/**
	 * The same expression over other alternatives; one that has none comes back as it is.
	 */
	public static Expression map(Expression expression, UnaryOperator<Expression> mapper) {
		return switch (expression) {
			case Expression.Annotation annotation ->
				new Expression.Annotation(annotation.name(), mapper.apply(annotation.value()));
			case Expression.Outer outer -> new Expression.Outer(mapper.apply(outer.operand()));
			case Expression.Collate collate ->
				new Expression.Collate(mapper.apply(collate.operand()), collate.collation());
			case Expression.Window window -> new Expression.Window(mapper.apply(window.function()), window.partition(),
					window.order(), window.frame());
			case Expression.OrElse orElse ->
				new Expression.OrElse(mapper.apply(orElse.value()), mapper.apply(orElse.otherwise()));
			case Expression.Case choice -> new Expression.Case(choice.branches()
				.stream()
				.map((when) -> new CaseBranch(when.condition(), mapper.apply(when.value())))
				.toList(), mapper.apply(choice.otherwise()));
			case Expression.Func func -> map(func, mapper);
			case Expression.Aggregate aggregate when aggregate.operand() != null
					&& aggregate.function().returnsValue() ->
				new Expression.Aggregate(aggregate.function(), mapper.apply(aggregate.operand()), aggregate.distinct(),
						aggregate.filter(), aggregate.delimiter(), aggregate.order());
			default -> expression;
		};
	}

	private static Expression.Func map(Expression.Func func, UnaryOperator<Expression> mapper) {
		List<Expression> arguments = new ArrayList<>(func.arguments());
		for (int i = 0; i < arguments.size(); i++) {
			if (func.function().returnsArgument(i)) {
				arguments.set(i, mapper.apply(arguments.get(i)));
			}
		}
		return new Expression.Func(func.function(), arguments, func.type());
	}

	/**
	 * What several values come from in the end: their alternatives and those of these, at
	 * any depth, and themselves where they have none.
	 */
	public static List<Expression> sources(List<Expression> values) {
		List<Expression> sources = new ArrayList<>();
		values.forEach((value) -> collect(value, sources));
		return sources;
	}

	private static void collect(Expression value, List<Expression> sources) {
		int before = sources.size();
		map(value, (alternative) -> {
			collect(alternative, sources);
			return alternative;
		});
		if (sources.size() == before) {
			sources.add(value);
		}
	}

}
