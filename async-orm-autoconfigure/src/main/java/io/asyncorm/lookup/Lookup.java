package io.asyncorm.lookup;

import java.util.List;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import org.jspecify.annotations.Nullable;

/**
 * A lookup: the comparison at the end of {@code field__lookup}, such as {@code icontains}
 * in {@code title__icontains}. A bean of this type adds a lookup of your own:
 *
 * <pre class="code">
 * record SoundsLike() implements Lookup {
 *
 *     public String name() {
 *         return "sounds_like";
 *     }
 *
 *     public boolean readsText() {
 *         return true;
 *     }
 *
 *     public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
 *         return new SqlCondition.Comparison(ComparisonOperator.EQUAL,
 *                 new SqlExpression.Call("soundex", operand), new SqlExpression.Call("soundex", values[0]));
 *     }
 *
 * }
 * </pre>
 *
 * Only the name and the condition must be given; by default a lookup takes one value of
 * the field's own type. What else there is to know about it, its other methods state.
 * Immutable and safe for use by several threads; two that are equal must make the same
 * condition.
 *
 * @since 0.1.0
 */
public interface Lookup {

	/**
	 * The name behind the field: small letters, digits, and single underscores within.
	 */
	String name();

	/** How many values it takes; one unless stated otherwise. */
	default Arity arity() {
		return Arity.ONE;
	}

	/**
	 * The type that its values must have, boxed, given that of the field; the field's own
	 * unless stated otherwise, or {@code String} if it {@linkplain #readsText() reads
	 * text}. The type of a JSON document is {@code Object}.
	 * @return null if the lookup makes no sense for such a field
	 */
	default @Nullable Class<?> valueType(Class<?> fieldType) {
		return readsText() ? String.class : fieldType;
	}

	/**
	 * Whether it compares fields of all types as text; then the condition is given the
	 * text of the field.
	 */
	default boolean readsText() {
		return false;
	}

	/**
	 * How it compares the field with each of its values; empty unless it does so and
	 * nothing else. A number that a field cannot hold, because of its fraction or its
	 * size, is refused unless there is a comparison that says what holds then.
	 */
	default List<Comparison> comparisons() {
		return List.of();
	}

	/**
	 * Whether it goes by the order of the values, which JSON documents have not in every
	 * database.
	 */
	default boolean comparesOrder() {
		for (Comparison comparison : comparisons()) {
			if (comparison.isOrder()) {
				return true;
			}
		}
		return false;
	}

	/** Whether it can be used on a relation, in place of its foreign key. */
	default boolean suitsRelations() {
		return false;
	}

	/** What a null in place of its value means; refused unless stated otherwise. */
	default Nulls nulls() {
		return Nulls.REFUSED;
	}

	/**
	 * Whether the condition is true or false where the field is missing, and never
	 * unknown. Otherwise a missing field counts as not matched, behind a negation too.
	 */
	default boolean answersMissing() {
		return nulls() == Nulls.VALUE;
	}

	/**
	 * Whether nothing matches an empty collection of values, so that the database need
	 * not be asked.
	 */
	default boolean needsValues() {
		return false;
	}

	/**
	 * Which fields it is for; another lookup may have the same name for others.
	 */
	default Fields fields() {
		return Fields.ALL;
	}

	/** Whether its values are keys of the document, and no documents themselves. */
	default boolean takesKeys() {
		return false;
	}

	/**
	 * Prepares a value, already of the right type, for binding: part of a text becomes a
	 * pattern, for example.
	 */
	default Object prepare(Object value) {
		return value;
	}

	/**
	 * Builds the condition, from one value, from both ends of a range, or from the
	 * elements of a collection, which are a single array or subquery unless the database
	 * computes some of them.
	 */
	SqlCondition toSql(SqlExpression operand, SqlExpression... values);

	/** Which fields a lookup is for. */
	enum Fields {

		/** All for which there is no other of the same name. */
		ALL,

		/** JSON documents only. */
		DOCUMENTS,

		/** Arrays only. */
		ARRAYS,

		/** Ranges only. */
		RANGES,

		/** The words of texts, as a search finds them, only. */
		VECTORS

	}

	/** How many values a lookup takes. */
	enum Arity {

		/** One. */
		ONE,

		/** The two ends of a range. */
		TWO,

		/** A collection, or a query set. */
		MANY

	}

	/** What a null in place of a value means. */
	enum Nulls {

		/** Nothing: it is refused, and {@code isnull} recommended. */
		REFUSED,

		/** Whether the field is missing, or holds the null of JSON. */
		MISSING,

		/** A value like any other, which the condition is given. */
		VALUE

	}

}
