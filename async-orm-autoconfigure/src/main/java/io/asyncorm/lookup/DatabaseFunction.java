package io.asyncorm.lookup;

import java.util.List;

import io.asyncorm.sql.SqlExpression;

/**
 * A function of the database. Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface DatabaseFunction {

	/** The name that expressions use. */
	String name();

	/** The type of its value, boxed, given the types of its arguments. */
	Class<?> type(List<Class<?>> arguments);

	/**
	 * Whether its arguments are alternatives of one value, and so must be of one type.
	 */
	default boolean uniform() {
		return false;
	}

	/** The call. */
	SqlExpression toSql(List<Argument> arguments);

	/** An argument and its type, boxed. */
	record Argument(SqlExpression sql, Class<?> type) {

	}

}
