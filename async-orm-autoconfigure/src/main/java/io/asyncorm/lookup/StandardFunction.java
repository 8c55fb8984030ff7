package io.asyncorm.lookup;

import java.util.List;
import java.util.function.Function;

import io.asyncorm.sql.SqlExpression;

/**
 * One of the functions that come with us.
 *
 * @param name the name that expressions use
 * @param typing the type of its value
 * @param uniform whether its arguments must be of one type
 * @param call makes the call
 */
record StandardFunction(String name, Typing typing, boolean uniform,
		Function<List<DatabaseFunction.Argument>, SqlExpression> call) implements DatabaseFunction {

	@Override
	public Class<?> type(List<Class<?>> arguments) {
		return this.typing.typeOf(arguments);
	}

	@Override
	public SqlExpression toSql(List<Argument> arguments) {
		return this.call.apply(arguments);
	}

	/** Finds the type of a value by those of the arguments. */
	@FunctionalInterface
	interface Typing {

		Class<?> typeOf(List<Class<?>> arguments);

	}

}
