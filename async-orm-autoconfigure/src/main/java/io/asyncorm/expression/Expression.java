package io.asyncorm.expression;

import java.util.List;
import java.util.function.UnaryOperator;

import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelField;
import org.jspecify.annotations.Nullable;

/**
 * The tree behind everything that can be said about fields. A query set turns what was said
 * into what is meant as soon as it is given it: {@link Reference} becomes {@link Column} or
 * {@link Annotation}, {@link Keyword} becomes {@link Test}, {@link Value} gets a type.
 * Before a query set is compiled, values are taken out and {@link Slot}s put in, so that
 * equal trees are equal statements. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface Expression {

	/** A field as it was named, with transforms behind it. */
	record Reference(List<Step> path) implements Expression {

		public Reference {
			path = List.copyOf(path);
		}

	}

	/** A keyword argument: a field, perhaps a lookup behind it, and a value. */
	record Keyword(List<Step> path, @Nullable Object value) implements Expression {

		public Keyword {
			path = List.copyOf(path);
		}

	}

	/**
	 * A constant.
	 *
	 * @param value the value; a list if {@code array}
	 * @param type the type of it, or of the list's elements; null before it is known
	 * @param array whether it is a list that is bound as a whole
	 */
	record Value(@Nullable Object value, @Nullable Class<?> type, boolean array) implements Expression {

		/** A constant as the user gave it. */
		public static Value of(@Nullable Object value) {
			return new Value(value, null, false);
		}

	}

	/** The place of a value that was taken out of the tree. */
	record Slot(int index, Class<?> type, boolean array) implements Expression {
	}

	/**
	 * A column.
	 *
	 * @param hops the joins that lead to it
	 * @param field the field
	 * @param scope number of the {@code filter()} call whose join of a to-many relation it
	 * shares, as Django has it: conditions in one call speak of the same related row, those
	 * in another call of any; 0 outside of filters
	 */
	record Column(List<Hop> hops, ModelField field, int scope) implements Expression {

		public Column {
			hops = List.copyOf(hops);
		}

	}

	/** An annotation by its name, and what it stands for. */
	record Annotation(String name, Expression value) implements Expression {
	}

	/** A named transform of a value, as {@code __year} is. */
	record Transform(String name, Expression operand) implements Expression {
	}

	/** Two operands and one of {@code + - * / %}. */
	record Arithmetic(String operator, Expression left, Expression right) implements Expression {
	}

	/**
	 * A function over a group of rows.
	 *
	 * @param function its name in SQL
	 * @param operand what it is taken of; null for {@code count(*)}
	 * @param distinct whether equal values count once
	 * @param filter which rows count; null for all
	 */
	record Aggregate(String function, @Nullable Expression operand, boolean distinct,
			@Nullable Expression filter) implements Expression {
	}

	/** Another query set as a value, or as the values of {@code in}. */
	record Subquery(Subselect query) implements Expression {
	}

	/** A lookup that is held against a value. */
	record Test(Expression operand, String lookup, Expression value) implements Expression {
	}

	/** All of them hold; true if there are none. */
	record And(List<Expression> operands) implements Expression {

		public And {
			operands = List.copyOf(operands);
		}

	}

	/** One of them holds; false if there are none. */
	record Or(List<Expression> operands) implements Expression {

		public Or {
			operands = List.copyOf(operands);
		}

	}

	/** The opposite, in Django's sense: a row for which the operand is unknown counts as not matched by it. */
	record Not(Expression operand) implements Expression {
	}

	/**
	 * The same node over other children; leaves come back as they are.
	 */
	default Expression mapChildren(UnaryOperator<Expression> mapper) {
		return switch (this) {
			case Reference leaf -> leaf;
			case Keyword leaf -> leaf;
			case Value leaf -> leaf;
			case Slot leaf -> leaf;
			case Column leaf -> leaf;
			case Subquery leaf -> leaf;
			case Annotation annotation ->
				new Annotation(annotation.name(), mapper.apply(annotation.value()));
			case Transform transform -> new Transform(transform.name(), mapper.apply(transform.operand()));
			case Arithmetic arithmetic -> new Arithmetic(arithmetic.operator(), mapper.apply(arithmetic.left()),
					mapper.apply(arithmetic.right()));
			case Aggregate aggregate -> {
				Expression operand = aggregate.operand();
				Expression filter = aggregate.filter();
				yield new Aggregate(aggregate.function(), (operand != null) ? mapper.apply(operand) : null,
						aggregate.distinct(), (filter != null) ? mapper.apply(filter) : null);
			}
			case Test test -> new Test(mapper.apply(test.operand()), test.lookup(), mapper.apply(test.value()));
			case And and -> new And(and.operands().stream().map(mapper).toList());
			case Or or -> new Or(or.operands().stream().map(mapper).toList());
			case Not not -> new Not(mapper.apply(not.operand()));
		};
	}

}
