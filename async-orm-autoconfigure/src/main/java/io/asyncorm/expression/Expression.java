package io.asyncorm.expression;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.ExtractPart;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.TruncatePart;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelField;
import org.jspecify.annotations.Nullable;

/**
 * The tree behind everything that can be said about fields. A query set turns what was
 * said into what is meant as soon as it is given it: {@link Reference} becomes
 * {@link Column} or {@link Annotation}, {@link Keyword} becomes {@link Test},
 * {@link Value} gets a type. Before a query set is compiled, values are taken out and
 * {@link Slot}s put in, so that equal trees are equal statements. Immutable.
 * <p>
 * Internal: it may change at any time.
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

		/** A constant of a type. */
		public static Value of(@Nullable Object value, Class<?> type) {
			return new Value(value, type, false);
		}

		/** Constants of a type that are bound as a whole. */
		public static Value array(List<? extends @Nullable Object> values, Class<?> type) {
			return new Value(values, type, true);
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
	 * @param scope number of the {@code filter()} call whose join of a to-many relation
	 * it shares, as Django has it: conditions in one call speak of the same related row,
	 * those in another call of any; 0 outside of filters
	 */
	record Column(List<Hop> hops, ModelField field, int scope) implements Expression {

		public Column {
			hops = List.copyOf(hops);
		}

		/**
		 * A column without the joins that it does not need: a last hop that only leads to
		 * the key which the column before it holds.
		 */
		public static Column trimmed(List<Hop> hops, ModelField field, int scope) {
			ModelField end = field;
			int length = hops.size();
			while (length > 0 && hops.get(length - 1).isForeignKey() && hops.get(length - 1).targetField() == end) {
				end = hops.get(length - 1).sourceField();
				length--;
			}
			return new Column(hops.subList(0, length), end, scope);
		}

		/** Whether it can be null: because of itself, or because there may be no row. */
		public boolean isNullable() {
			return this.field.nullable() || this.hops.stream().anyMatch(Hop::optional);
		}

	}

	/** An annotation by its name, and what it stands for. */
	record Annotation(String name, Expression value) implements Expression {
	}

	/** Two operands and one of {@code + - * / % ^ & | # << >>}. */
	record Arithmetic(String operator, Expression left, Expression right) implements Expression {
	}

	/**
	 * A function over a group of rows.
	 *
	 * @param function its name in SQL
	 * @param operand what it is taken of; null for {@code count(*)}
	 * @param distinct whether equal values count once
	 * @param filter which rows count; null for all
	 * @param delimiter what stands between texts that are joined; null for other
	 * aggregates
	 * @param order in which order it takes them
	 */
	record Aggregate(String function, @Nullable Expression operand, boolean distinct, @Nullable Expression filter,
			@Nullable Expression delimiter, List<Sort> order) implements Expression {

		public Aggregate {
			order = List.copyOf(order);
		}

		/** One that joins no texts, and takes its values in any order. */
		public Aggregate(String function, @Nullable Expression operand, boolean distinct, @Nullable Expression filter) {
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

		/** A function as the user said it. */
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
	 * A part of a date or time as a number.
	 *
	 * @param zone the zone in which a point in time is seen; null for that of the query
	 * set, or once the operand is in it
	 * @param type the type of the number; null before it is known
	 */
	record Extract(ExtractPart part, Expression operand, @Nullable ZoneId zone,
			@Nullable Class<?> type) implements Expression {

	}

	/**
	 * A date or time without anything finer than a part.
	 *
	 * @param zone the zone in which a point in time is seen; null for that of the query
	 * set, or once the operand is in it
	 * @param type the type of the value; null before it is known
	 */
	record Truncate(TruncatePart part, Expression operand, @Nullable ZoneId zone,
			@Nullable Class<?> type) implements Expression {

	}

	/** The null of JSON, which is a value where a missing document is none. */
	record JsonNull() implements Expression {

	}

	/**
	 * SQL that the user wrote.
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

	/** The value of the first branch whose condition holds. */
	record Case(List<When> branches, Expression otherwise) implements Expression {

		public Case {
			branches = List.copyOf(branches);
		}

	}

	/** A condition, and the value where it holds. */
	record When(Expression condition, Expression value) {
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

	/** A value that is taken for another type; the database converts nothing. */
	record Typed(Expression operand, Class<?> type) implements Expression {
	}

	/** A text that is compared and sorted by the rules of a collation. */
	record Collate(Expression operand, String collation) implements Expression {
	}

	/**
	 * A point in time as the date and time in a zone; or the other way round, depending
	 * on what the operand is.
	 */
	record AtZone(Expression operand, String zone) implements Expression {
	}

	/**
	 * What stands at a path of keys and positions in a JSON document, as JSON or as text.
	 */
	record JsonPath(Expression operand, List<String> keys, boolean text) implements Expression {

		public JsonPath {
			keys = List.copyOf(keys);
		}

	}

	/** A JSON object of these keys and values. */
	record JsonObject(List<String> keys, List<Expression> values) implements Expression {

		public JsonObject {
			keys = List.copyOf(keys);
			values = List.copyOf(values);
		}

	}

	/**
	 * A function over a row and the rows around it.
	 *
	 * @param function what is computed
	 * @param partition which rows belong together
	 * @param order in which order they stand
	 * @param frame which of them count; null for the database's default
	 */
	record Window(Expression function, List<Expression> partition, List<Sort> order,
			@Nullable Frame frame) implements Expression {

		public Window {
			partition = List.copyOf(partition);
			order = List.copyOf(order);
		}

	}

	/**
	 * A term of an order: a value, and where nulls stand.
	 *
	 * @param named whether only the name of a field was said, so that a relation means
	 * the order of the model that it leads to
	 */
	record Sort(Expression value, boolean descending, @Nullable Boolean nullsFirst, boolean named) {

		/** An order by a value. */
		public Sort(Expression value, boolean descending, @Nullable Boolean nullsFirst) {
			this(value, descending, nullsFirst, false);
		}

		/** The same order by another value. */
		public Sort map(UnaryOperator<Expression> mapper) {
			return new Sort(mapper.apply(this.value), this.descending, this.nullsFirst);
		}

	}

	/**
	 * Rows or values around a row; an end of null is unbounded, a negative one precedes.
	 */
	record Frame(boolean rows, @Nullable Integer start, @Nullable Integer end,
			WindowFrame.@Nullable Exclusion exclusion) {
	}

	/** An odd number of them holds. */
	record Xor(List<Expression> operands) implements Expression {

		public Xor {
			operands = List.copyOf(operands);
		}

	}

	/** Another query set as a value, or as the values of {@code in}. */
	record Subquery(Subselect query) implements Expression {
	}

	/** A value of the query that this one stands in. */
	record Outer(Expression operand) implements Expression {
	}

	/** Whether another query set has a row. */
	record Exists(Subselect query) implements Expression {
	}

	/**
	 * A selected value by its position, counted from 1: how a combined query set is
	 * ordered.
	 */
	record Position(int position) implements Expression {
	}

	/**
	 * A column of a query that this one is computed over, by its alias.
	 *
	 * @param conversion how its values become those of a property; null if they are
	 */
	record Derived(String alias, Class<?> type, @Nullable Conversion conversion) implements Expression {
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

	/** A lookup that is held against a value. */
	record Test(Expression operand, Lookup lookup, Expression value) implements Expression {
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

	/**
	 * The opposite, in Django's sense: a row for which a field is null counts as not
	 * matched by the operand.
	 */
	record Not(Expression operand) implements Expression {
	}

	/** What always holds. */
	Expression TRUE = new And(List.of());

	/** What never holds. */
	Expression FALSE = new Or(List.of());

	/**
	 * The same node over other children; leaves come back as they are.
	 */
	default Expression mapChildren(UnaryOperator<Expression> mapper) {
		return ExpressionChildren.map(this, mapper);
	}

	/**
	 * Shows every child to a visitor.
	 */
	default void forEachChild(Consumer<Expression> visitor) {
		ExpressionChildren.visit(this, visitor);
	}

	/** Whether a test holds for one of the children. */
	default boolean anyChild(Predicate<Expression> test) {
		boolean[] found = { false };
		forEachChild((child) -> found[0] = found[0] || test.test(child));
		return found[0];
	}

	/**
	 * Whether it is of a kind, or something in it is; other query sets are not looked
	 * into.
	 */
	default boolean contains(Class<? extends Expression> kind) {
		return kind.isInstance(this) || anyChild((child) -> child.contains(kind));
	}

}
