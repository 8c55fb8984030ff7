package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.asyncorm.plan.Operation;
import io.asyncorm.plan.SqlFrame;
import io.asyncorm.plan.SqlRows;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a method with {@code @Query}, and what it is called with. Immutable.
 *
 * @param name the name of the operation
 * @param text the text, with question marks
 * @param values what gives the value of each of these, of the arguments
 */
record BoundSql(String name, String text, List<Function<@Nullable Object[], @Nullable Object>> values) {

	BoundSql {
		values = List.copyOf(values);
	}

	/**
	 * The operation of a call.
	 * @param rows what becomes of the rows
	 * @param frame what of them is asked for
	 */
	<R> Operation.Sql<R> operation(SqlRows<R> rows, SqlFrame frame, @Nullable Object[] arguments) {
		List<@Nullable Object> bound = new ArrayList<>(this.values.size());
		for (Function<@Nullable Object[], @Nullable Object> value : this.values) {
			Object given = value.apply(arguments);
			bound.add((given instanceof Object[] array) ? Arrays.asList(array) : given);
		}
		return new Operation.Sql<>(this.name, this.text, bound, rows, frame);
	}

}
