package io.asyncorm.expression;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A function over a row and the rows around it, as in
 * {@code window(rank()).partitionBy("author").orderBy("-pages")}; Django's
 * {@code Window}. Without more, it is over all rows. Immutable.
 *
 * @param <M> the model whose fields it speaks of
 * @since 0.1.0
 */
public final class Window<M> extends Expr<M> {

	private final Expression function;

	private final List<Expression> partition;

	private final List<Expression.Sort> order;

	private final Expression.@Nullable Frame frame;

	private Window(Expression function, List<Expression> partition, List<Expression.Sort> order,
			Expression.@Nullable Frame frame) {
		super(tree(function, partition, order, frame));
		this.function = function;
		this.partition = partition;
		this.order = order;
		this.frame = frame;
	}

	static <M> Window<M> over(Expression function) {
		return new Window<>(function, List.of(), List.of(), null);
	}

	/** The rows that are equal in these fields belong together. */
	public Window<M> partitionBy(String... fields) {
		return new Window<>(this.function,
				Stream.of(fields)
					.<Expression>map((field) -> new Expression.Reference(LookupNames.parse(field)))
					.toList(),
				this.order, this.frame);
	}

	/** The rows for which these values are equal belong together. */
	public Window<M> partitionBy(Expr<?> first, Expr<?>... more) {
		return new Window<>(this.function,
				Stream.concat(Stream.of(first), Stream.of(more)).<Expression>map(Expr::tree).toList(), this.order,
				this.frame);
	}

	/** In the order of fields, of which a leading {@code -} sorts downwards. */
	public Window<M> orderBy(String... fields) {
		return orderBy(Stream.of(fields).map(Order::by).toArray(Order[]::new));
	}

	/** In an order. */
	public Window<M> orderBy(Order... terms) {
		return new Window<>(this.function, this.partition, Stream.of(terms).map(Order::term).toList(), this.frame);
	}

	/**
	 * Over these of the rows that belong together; otherwise, all that are ordered up to
	 * the row and equal to it.
	 */
	public Window<M> frame(WindowFrame frame) {
		return new Window<>(this.function, this.partition, this.order, frame.frame());
	}

	/** What a window holds none of, an aggregate's {@code orElse} makes good. */
	private static Expression tree(Expression function, List<Expression> partition, List<Expression.Sort> order,
			Expression.@Nullable Frame frame) {
		return switch (function) {
			case Expression.OrElse orElse ->
				new Expression.OrElse(tree(orElse.value(), partition, order, frame), orElse.otherwise());
			case Expression.Typed typed when typed.operand() instanceof Expression.OrElse ->
				new Expression.Typed(tree(typed.operand(), partition, order, frame), typed.type());
			default -> new Expression.Window(function, partition, order, frame);
		};
	}

}
