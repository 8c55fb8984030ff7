package io.asyncorm.expression;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A window function (OVER), as Django's {@code Window}:
 *
 * <pre class="code">
 * books.annotate("place", window(rank()).partitionBy("author").orderBy("-pages"))
 * </pre>
 *
 * Without a partition, the window is all rows. Immutable.
 *
 * @param <M> the model whose fields it speaks of
 * @since 0.1.0
 */
public final class Window<M> extends Expr<M> {

	private final Expression function;

	private final List<Expression> partition;

	private final List<SortTerm> order;

	private final @Nullable FrameBounds frame;

	private Window(Expression function, List<Expression> partition, List<SortTerm> order, @Nullable FrameBounds frame) {
		super(tree(function, partition, order, frame));
		this.function = function;
		this.partition = partition;
		this.order = order;
		this.frame = frame;
	}

	static <M> Window<M> over(Expression function) {
		return new Window<>(function, List.of(), List.of(), null);
	}

	/** Partitions rows by fields: PARTITION BY. */
	public Window<M> partitionBy(String... fields) {
		return new Window<>(this.function,
				Stream.of(fields)
					.<Expression>map((field) -> new Expression.Reference(LookupNames.parse(field)))
					.toList(),
				this.order, this.frame);
	}

	/** Partitions rows by values: PARTITION BY. */
	public Window<M> partitionBy(Expr<?> first, Expr<?>... more) {
		return new Window<>(this.function,
				Stream.concat(Stream.of(first), Stream.of(more)).<Expression>map(Expr::tree).toList(), this.order,
				this.frame);
	}

	/**
	 * Orders the rows of each partition by fields; a leading {@code -} is for descending.
	 */
	public Window<M> orderBy(String... fields) {
		return orderBy(Stream.of(fields).map(Order::by).toArray(Order[]::new));
	}

	/** Orders the rows of each partition. */
	public Window<M> orderBy(Order... terms) {
		return new Window<>(this.function, this.partition, Stream.of(terms).map(Order::term).toList(), this.frame);
	}

	/**
	 * Restricts the window to a frame; otherwise, it is all rows of the partition up to
	 * this one and those equal to it in order, if there is an order.
	 */
	public Window<M> frame(WindowFrame frame) {
		return new Window<>(this.function, this.partition, this.order, frame.frame());
	}

	/** Applies the {@code orElse} of an aggregate outside of the window. */
	private static Expression tree(Expression function, List<Expression> partition, List<SortTerm> order,
			@Nullable FrameBounds frame) {
		return switch (function) {
			case Expression.OrElse orElse ->
				new Expression.OrElse(tree(orElse.value(), partition, order, frame), orElse.otherwise());
			case Expression.Typed typed when typed.operand() instanceof Expression.OrElse ->
				new Expression.Typed(tree(typed.operand(), partition, order, frame), typed.type());
			default -> new Expression.Window(function, partition, order, frame);
		};
	}

}
