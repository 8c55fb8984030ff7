package io.asyncorm.async;

import java.util.function.Supplier;

import io.asyncorm.query.OperationRouting;
import org.jspecify.annotations.Nullable;

/**
 * The key by which the connection of an operation is chosen, as its caller had it. Equal
 * to another if both may share a connection. Immutable.
 *
 * @param routing binds the key; null if connections do not depend on any
 * @param key the key
 */
record Route(@Nullable OperationRouting routing, @Nullable Object key) {

	static final Route NONE = new Route(null, null);

	/** That of the calling thread. */
	static Route ofCaller(@Nullable OperationRouting routing) {
		return (routing != null) ? new Route(routing, routing.currentKey()) : NONE;
	}

	/** A task that runs with the key bound to its thread. */
	Runnable bind(Runnable task) {
		return (this.routing == null) ? task : () -> call(() -> {
			task.run();
			return this;
		});
	}

	/** Calls with the key bound to the calling thread. */
	<T> T call(Supplier<T> task) {
		OperationRouting.Binding binding = (this.routing != null) ? this.routing.bind(this.key) : null;
		try {
			return task.get();
		}
		finally {
			if (binding != null) {
				binding.close();
			}
		}
	}

}
