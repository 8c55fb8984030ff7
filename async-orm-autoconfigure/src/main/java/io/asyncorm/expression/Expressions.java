package io.asyncorm.expression;

import io.asyncorm.lookup.Aggregation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Factory methods for references to fields, Django's {@code F}, and for aggregates.
 *
 * @since 0.1.0
 */
public final class Expressions {

	private Expressions() {
	}

	/** A field by its Django name, as in {@code f("author__born")}. */
	public static <M> Expr<M> field(String name) {
		return new Expr<>(new Expression.Reference(LookupNames.parse(name)));
	}

	/** A field by its accessor. */
	public static <M, V extends @Nullable Object> Expr<M> field(Property<M, V> property) {
		return new Expr<>(new Expression.Reference(List.of(Step.of(property))));
	}

	/** The field at the end of a path. */
	public static <M, V extends @Nullable Object> Expr<M> field(Field<M, V> field) {
		return new Expr<>(new Expression.Reference(field.steps()));
	}

	/** The key of the object at the end of a path. */
	public static <M, R> Expr<M> field(Path<M, R> path) {
		return new Expr<>(new Expression.Reference(path.steps()));
	}

	/** An aggregate of a field or annotation; {@code *} counts rows. */
	public static <M> Aggregate<M> aggregate(Aggregation function, String name, boolean distinct) {
		Expression operand = (name.equals("*") && function == Aggregation.COUNT) ? null
				: new Expression.Reference(LookupNames.parse(name));
		return new Aggregate<>(new Expression.Aggregate(function, operand, distinct, null));
	}

}
