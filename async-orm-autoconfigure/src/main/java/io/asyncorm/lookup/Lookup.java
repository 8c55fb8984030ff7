package io.asyncorm.lookup;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import org.jspecify.annotations.Nullable;

/**
 * What the last name of {@code field__lookup} means. Immutable and safe for use by
 * several threads.
 *
 * @since 0.1.0
 */
public interface Lookup {

	/** The name behind the field. */
	String name();

	/** How many values it takes, and in which form. */
	Arity arity();

	/**
	 * The type that its values must have, given the type of the field.
	 * @return null if the lookup makes no sense for such a field
	 */
	@Nullable Class<?> valueType(Class<?> fieldType);

	/**
	 * A value, already of the right type, as it is bound: a part of a text becomes a
	 * pattern.
	 */
	Object prepare(Object value);

	/** The condition, over one value, or over both ends of a range. */
	SqlCondition toSql(SqlExpression operand, SqlExpression... values);

	/** How many values a lookup takes. */
	enum Arity {

		/** One. */
		ONE,
		/** The two ends of a range. */
		TWO,
		/** A collection, or a query set. */
		MANY

	}

}
