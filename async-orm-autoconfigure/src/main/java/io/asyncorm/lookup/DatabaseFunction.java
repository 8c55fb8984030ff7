package io.asyncorm.lookup;

import java.util.List;

import io.asyncorm.sql.SqlExpression;

/**
 * A function of the database, or an expression that is used like one. A bean of this type
 * gives it a name for {@code Functions.function}:
 *
 * <pre class="code">
 * record Initials() implements DatabaseFunction {
 *
 *     public String name() {
 *         return "initials";
 *     }
 *
 *     public Class&lt;?&gt; type(List&lt;Class&lt;?&gt;&gt; arguments) {
 *         return String.class;
 *     }
 *
 * }
 * </pre>
 *
 * Immutable and safe for use by several threads; two that are equal must make the same
 * calls.
 *
 * @since 0.1.0
 */
public interface DatabaseFunction {

	/** The name that {@code Functions.function} takes. */
	String name();

	/** The type of its value, boxed, given the types of its arguments. */
	Class<?> type(List<Class<?>> arguments);

	/**
	 * Whether its arguments must all be of one type, as those of COALESCE.
	 */
	default boolean uniform() {
		return false;
	}

	/**
	 * Whether its value can be that of an argument, unchanged, as that of COALESCE is.
	 * Where that is a property with a converter, so is the value: constants beside it are
	 * converted, and what comes back is.
	 * @param position which argument, counted from 0
	 */
	default boolean returnsArgument(int position) {
		return false;
	}

	/** Whether it is computed over a window, and nowhere else. */
	default boolean ofWindow() {
		return false;
	}

	/**
	 * Whether its name can stand behind a field, as in
	 * {@code title__initials__startswith}, where it is computed of the field alone;
	 * Django's registered transforms. Within a JSON document every name is a key.
	 */
	default boolean transforms() {
		return false;
	}

	/**
	 * The call; that of the database's function of the same name unless stated otherwise.
	 */
	default SqlExpression toSql(List<Argument> arguments) {
		return new SqlExpression.Call(name(), arguments.stream().map(Argument::sql).toList());
	}

	/** An argument and its type, boxed. */
	record Argument(SqlExpression sql, Class<?> type) {

	}

}
