package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.query.AsyncIterable;
import org.jspecify.annotations.Nullable;

/**
 * A resolved method with {@code @Query}.
 *
 * @param name the name of the operation
 * @param sql the text, with question marks
 * @param values what gives the value of each of these, of the arguments
 * @param rows what becomes of the rows
 * @param streamed whether the rows are handed over one by one
 * @param dispatcher what runs it
 */
record SqlMethod<R>(String name, String sql, List<Function<@Nullable Object[], @Nullable Object>> values,
		SqlRows<R> rows, boolean streamed, OperationDispatcher dispatcher) implements RepositoryMethod {

	SqlMethod {
		values = List.copyOf(values);
	}

	@Override
	public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) {
		List<@Nullable Object> bound = new ArrayList<>(this.values.size());
		for (Function<@Nullable Object[], @Nullable Object> value : this.values) {
			Object given = value.apply(arguments);
			bound.add((given instanceof Object[] array) ? Arrays.asList(array) : given);
		}
		Operation.Sql<R> operation = new Operation.Sql<>(this.name, this.sql, bound, this.rows);
		return this.streamed ? iterate(operation) : this.dispatcher.dispatch(operation);
	}

	@SuppressWarnings("unchecked") // what is streamed becomes lists, see SqlResultType
	private AsyncIterable<?> iterate(Operation.Sql<R> operation) {
		return this.dispatcher.iterate((Operation.Sql<List<Object>>) operation, AsyncIterable.CHUNK_SIZE);
	}

}
