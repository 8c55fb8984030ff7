package io.asyncorm.expression;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.asyncorm.lookup.Aggregation;
import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.Operator;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelField;
import org.jspecify.annotations.Nullable;

/**
 * The syntax tree of values and conditions, before it becomes SQL. A query set resolves
 * it when it is given: {@link Reference} becomes {@link Column} or {@link Annotation},
 * {@link Keyword} becomes {@link Test}, {@link Value} gets a type. Before it is compiled,
 * values are replaced by {@link Slot}s, so that equal trees are equal statements.
 * Immutable.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public sealed interface Expression permits JsonExpression, TemporalExpression, Expression.Reference, Expression.Keyword,
		Expression.Compared, Expression.Value, Expression.Slot, Expression.Column, Expression.Annotation,
		Expression.Arithmetic, Expression.Aggregate, Expression.Func, Expression.NamedFunc, Expression.OrElse,
		Expression.RawSql, Expression.Case, Expression.Cast, Expression.Typed, Expression.Collate, Expression.Window,
		Expression.Xor, Expression.Subquery, Expression.Outer, Expression.Exists, Expression.Position,
		Expression.Derived, Expression.Items, Expression.Tuple, Expression.IsNull, Expression.Test, Expression.And,
		Expression.Or, Expression.Not {

	/**
	 * An unresolved reference to a field or annotation by its names, perhaps with
	 * transforms.
	 */
	record Reference(List<Step> path) implements Expression {

		public Reference {
			path = List.copyOf(path);
		}

	}

	/** An unresolved lookup: a field, perhaps the name of a lookup, and a value. */
	record Keyword(List<Step> path, @Nullable Object value) implements Expression {

		public Keyword {
			path = List.copyOf(path);
		}

	}

	/** An unresolved lookup of a value that is no field: the names stand behind it. */
	record Compared(Expression operand, List<Step> path, @Nullable Object value) implements Expression {
	}

	/**
	 * A constant.
	 *
	 * @param value the value; a list if {@code array}
	 * @param type the type of it, or of the list's elements; null before it is known
	 * @param array whether it is a list that is bound as a whole
	 */
	record Value(@Nullable Object value, @Nullable Class<?> type, boolean array) implements Expression {

		/** A constant whose type is not known yet. */
		public static Value of(@Nullable Object value) {
			return new Value(value, null, false);
		}

		/** A constant of a type. */
		public static Value of(@Nullable Object value, Class<?> type) {
			return new Value(value, type, false);
		}

		/**
		 * A constant of its own class: of an enum's constant the enum, as it may have a
		 * class of its own.
		 */
		public static Value ofOwnClass(@Nullable Object value) {
			return of(value, switch (value) {
				case null -> Void.class;
				case Enum<?> constant -> constant.getDeclaringClass();
				default -> value.getClass();
			});
		}

		/** Constants of a type that are bound as a whole. */
		public static Value array(List<? extends @Nullable Object> values, Class<?> type) {
			return new Value(values, type, true);
		}

	}

	/** A parameter: the slot of a value that was extracted from the tree. */
	record Slot(int index, Class<?> type, boolean array) implements Expression {
	}

	/**
	 * A resolved column.
	 *
	 * @param hops the joins that lead to it
	 * @param field the field
	 * @param scope number of the {@code filter()} call whose join of a to-many relation
	 * it shares: as in Django, conditions in one call test the same related row, those in
	 * another call any; 0 outside of filters
	 */
	record Column(List<Hop> hops, ModelField field, int scope) implements Expression {

		public Column {
			hops = List.copyOf(hops);
		}

		/** Whether it can be null: because of itself, or because there may be no row. */
		public boolean isNullable() {
			return this.field.nullable() || this.hops.stream().anyMatch(Hop::optional);
		}

	}

	/** An annotation by its name, and what it stands for. */
	record Annotation(String name, Expression value) implements Expression {
	}

	/** Two operands and what is computed of them. */
	record Arithmetic(Operator operator, Expression left, Expression right) implements Expression {
	}

	/**
	 * An aggregate.
	 *
	 * @param function what is computed
	 * @param operand its argument; null for {@code count(*)}
	 * @param distinct whether equal values count once
	 * @param filter which rows count; null for all
	 * @param delimiter the delimiter of joined texts; null for other aggregates
	 * @param order the order of its values
	 */
	record Aggregate(Aggregation function, @Nullable Expression operand, boolean distinct, @Nullable Expression filter,
			@Nullable Expression delimiter, List<SortTerm> order) implements Expression {

		public Aggregate {
			order = List.copyOf(order);
		}

		/** An aggregate without delimiter and order. */
		public Aggregate(Aggregation function, @Nullable Expression operand, boolean distinct,
				@Nullable Expression filter) {
			this(function, operand, distinct, filter, null, List.of());
		}

	}

	/**
	 * A function.
	 *
	 * @param type the type of its value; null before it is known
	 */
	record Func(DatabaseFunction function, List<Expression> arguments, @Nullable Class<?> type) implements Expression {

		public Func {
			arguments = List.copyOf(arguments);
		}

		/** A function whose type is not known yet. */
		public static Func of(DatabaseFunction function, Expression... arguments) {
			return new Func(function, List.of(arguments), null);
		}

	}

	/**
	 * A function by its name: one of the application's own, or else of the database.
	 *
	 * @param type the type of its value; null if the function is to say it
	 */
	record NamedFunc(String name, List<Expression> arguments, @Nullable Class<?> type) implements Expression {

		public NamedFunc {
			arguments = List.copyOf(arguments);
		}

	}

	/** An aggregate, or what stands for it where there is no value. */
	record OrElse(Expression value, Expression otherwise) implements Expression {
	}

	/**
	 * Raw SQL.
	 *
	 * @param pieces the text before, between and behind the operands
	 * @param operands what stands between the pieces
	 */
	record RawSql(List<String> pieces, List<Expression> operands) implements Expression {

		public RawSql {
			pieces = List.copyOf(pieces);
			operands = List.copyOf(operands);
		}

	}

	/** A CASE: the value of the first branch whose condition holds. */
	record Case(List<CaseBranch> branches, Expression otherwise) implements Expression {

		public Case {
			branches = List.copyOf(branches);
		}

	}

	/**
	 * A value that the database converts to another type.
	 *
	 * @param size characters of a text or digits of an exact number at most; 0 for no
	 * limit
	 * @param scale how many of the digits are behind the point
	 */
	record Cast(Expression operand, Class<?> type, int size, int scale) implements Expression {

		public Cast(Expression operand, Class<?> type) {
			this(operand, type, 0, 0);
		}

	}

	/** A value with a declared type ({@code as(...)}); the database converts nothing. */
	record Typed(Expression operand, Class<?> type) implements Expression {
	}

	/** A text with a collation (COLLATE). */
	record Collate(Expression operand, String collation) implements Expression {
	}

	/**
	 * A window function.
	 *
	 * @param function what is computed
	 * @param partition what rows are partitioned by
	 * @param order the order within a partition
	 * @param frame the frame; null for the database's default
	 */
	record Window(Expression function, List<Expression> partition, List<SortTerm> order,
			@Nullable FrameBounds frame) implements Expression {

		public Window {
			partition = List.copyOf(partition);
			order = List.copyOf(order);
		}

	}

	/** XOR: an odd number of operands holds. */
	record Xor(List<Expression> operands) implements Expression {

		public Xor {
			operands = List.copyOf(operands);
		}

	}

	/** A subquery as a value, or as the values of {@code in}. */
	record Subquery(Subselect query) implements Expression {
	}

	/** A value of the outer query ({@code outerRef}). */
	record Outer(Expression operand) implements Expression {
	}

	/** EXISTS over a subquery. */
	record Exists(Subselect query) implements Expression {
	}

	/**
	 * A selected value by its position, counted from 1, by which a combined query set is
	 * ordered.
	 */
	record Position(int position) implements Expression {
	}

	/** A column of a derived table (a subquery in FROM), by its alias. */
	record Derived(String alias, Class<?> type, @Nullable Conversion conversion) implements Expression {
	}

	/**
	 * The values of a field of several columns, one for each. In place of the slot of an
	 * array there is one array for each column.
	 */
	record Tuple(List<Expression> items) implements Expression {

		public Tuple {
			items = List.copyOf(items);
		}

	}

	/** Several values where a lookup takes several. */
	record Items(List<Expression> items) implements Expression {

		public Items {
			items = List.copyOf(items);
		}

	}

	/** Whether a value is missing, or is there. */
	record IsNull(Expression operand, boolean missing) implements Expression {
	}

	/** A resolved lookup: the condition of an operand and a value. */
	record Test(Expression operand, Lookup lookup, Expression value) implements Expression {
	}

	/** AND; true if there are no operands. */
	record And(List<Expression> operands) implements Expression {

		public And {
			operands = List.copyOf(operands);
		}

	}

	/** OR; false if there are no operands. */
	record Or(List<Expression> operands) implements Expression {

		public Or {
			operands = List.copyOf(operands);
		}

	}

	/**
	 * NOT, as in Django: a row for which a field is null counts as not matched by the
	 * operand.
	 */
	record Not(Expression operand) implements Expression {
	}

	/** A condition that is always true. */
	Expression TRUE = new And(List.of());

	/** A condition that is always false. */
	Expression FALSE = new Or(List.of());

	/** Maps the children of this node; a leaf is returned as it is. */
	default Expression mapChildren(UnaryOperator<Expression> mapper) {
		return ExpressionChildren.map(this, mapper);
	}

	/** Visits the children of this node. */
	default void forEachChild(Consumer<Expression> visitor) {
		ExpressionChildren.visit(this, visitor);
	}

	/** Whether a test holds for one of the children. */
	default boolean anyChild(Predicate<Expression> test) {
		return ExpressionChildren.any(this, test);
	}

	/** Whether this node or one below it is of a type; subqueries are not searched. */
	default boolean contains(Class<? extends Expression> kind) {
		return kind.isInstance(this) || anyChild((child) -> child.contains(kind));
	}

}
