package io.asyncorm.lookup;

import java.time.Instant;
import java.util.List;

import io.asyncorm.lookup.DatabaseFunction.Argument;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlType;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Builds the calls of standard functions that depend on their arguments.
 */
final class StandardCalls {

	/**
	 * Digits behind the point that are kept of a float which becomes a decimal, as in
	 * Django.
	 */
	private static final int FLOAT_SCALE = 15;

	private static final int FLOAT_PRECISION = 1000;

	private StandardCalls() {
	}

	static List<SqlExpression> values(List<Argument> arguments) {
		return arguments.stream().map(Argument::sql).toList();
	}

	static Class<?> typeOfSlice(List<Class<?>> arguments) {
		Class<?> type = arguments.get(0);
		if (type != String.class && type != Object.class && type != Void.class && !type.isEnum()) {
			throw new InvalidDataAccessApiUsageException(
					"Only a text can be sliced, not a value of type '" + type.getTypeName() + "'");
		}
		return String.class;
	}

	static SqlExpression substring(List<Argument> arguments) {
		return new SqlExpression.StandardCall((arguments.size() == 2) ? SqlFunction.REST : SqlFunction.SUBSTRING,
				values(arguments));
	}

	static SqlExpression uuid7(List<Argument> arguments) {
		return new SqlExpression.StandardCall(arguments.isEmpty() ? SqlFunction.UUID7 : SqlFunction.UUID7_SHIFTED,
				values(arguments));
	}

	static SqlExpression jsonArray(List<Argument> arguments) {
		return new SqlExpression.StandardCall(SqlFunction.JSON_ARRAY,
				arguments.stream().map(StandardCalls::element).toList());
	}

	/** A value that becomes an element of a JSON document. */
	private static SqlExpression element(Argument argument) {
		return (argument.type() == Instant.class)
				? new SqlExpression.StandardCall(SqlFunction.INSTANT_TO_JSON, argument.sql()) : argument.sql();
	}

	/** A number as a decimal, if it is a float. */
	static Argument exact(Argument argument) {
		boolean floating = argument.type() == Double.class || argument.type() == Float.class;
		return floating
				? new Argument(new SqlExpression.Cast(argument.sql(), SqlType.DECIMAL, FLOAT_PRECISION, FLOAT_SCALE),
						argument.type())
				: argument;
	}

}
