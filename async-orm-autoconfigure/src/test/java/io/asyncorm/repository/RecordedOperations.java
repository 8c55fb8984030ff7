package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;

/**
 * Keeps the operations that it is given, and never completes one.
 */
final class RecordedOperations implements OperationDispatcher {

	private final List<Operation<?>> operations = new ArrayList<>();

	@Override
	public <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		this.operations.add(operation);
		return new CompletableFuture<>();
	}

	/** All since the last time, as what can be compared. */
	List<List<Object>> meanings() {
		List<List<Object>> meanings = this.operations.stream().map(RecordedOperations::meaning).toList();
		this.operations.clear();
		return meanings;
	}

	/** The last one, which there must be alone. */
	Operation<?> only() {
		if (this.operations.size() != 1) {
			throw new AssertionError("There are " + this.operations.size() + " operations");
		}
		return this.operations.remove(0);
	}

	/** All but functions, which have no equality. */
	static List<Object> meaning(Operation<?> operation) {
		return switch (operation) {
			case Operation.Read<?, ?> read -> List.of("read", read.name(), read.state());
			case Operation.Count count -> List.of("count", count.name(), count.state());
			case Operation.Exists exists -> List.of("exists", exists.name(), exists.state());
			case Operation.Upsert<?, ?> upsert -> Arrays.asList("upsert", upsert.name(), upsert.state(),
					upsert.lookup(), upsert.key(), upsert.changes(), upsert.insert());
			default -> List.of(operation);
		};
	}

}
