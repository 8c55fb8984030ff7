package io.asyncorm.repository;

import java.util.List;
import java.util.function.Function;

import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.SqlFrame;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.query.AsyncIterable;
import org.jspecify.annotations.Nullable;

/**
 * A resolved method with {@code @Query}.
 *
 * @param sql what is sent
 * @param rows what becomes of the rows
 * @param frame what of the rows is asked for, by the arguments
 * @param streamed whether the rows are handed over one by one
 * @param dispatcher what runs it
 */
record SqlMethod<R>(BoundSql sql, SqlRows<R> rows, Function<@Nullable Object[], SqlFrame> frame, boolean streamed,
		OperationDispatcher dispatcher) implements RepositoryMethod {

	@Override
	public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) {
		Operation.Sql<R> operation = this.sql.operation(this.rows, this.frame.apply(arguments), arguments);
		return this.streamed ? iterate(operation) : this.dispatcher.dispatch(operation);
	}

	@SuppressWarnings("unchecked") // what is streamed becomes lists, see SqlResultType
	private AsyncIterable<?> iterate(Operation.Sql<R> operation) {
		return this.dispatcher.iterate((Operation.Sql<List<Object>>) operation, AsyncIterable.CHUNK_SIZE);
	}

}
