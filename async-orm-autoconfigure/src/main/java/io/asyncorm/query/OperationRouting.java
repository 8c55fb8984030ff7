package io.asyncorm.query;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Carries what a {@code DataSource} chooses or prepares connections by, such as the
 * tenant of the calling thread, to the threads that operations run on; a bean, or given
 * to {@code AsyncOrm.builder(...)}. Without one, a {@code DataSource} that may do so,
 * such as Spring's {@code AbstractRoutingDataSource}, is refused at startup: a tenant in
 * a {@code ThreadLocal} would be lost there, and rows be written to the database of
 * another.
 *
 * <pre class="code">
 * &#64;Bean
 * OperationRouting routing() {
 * 	return OperationRouting.of(Tenant::current, Tenant::set, Tenant::clear);
 * }
 * </pre>
 *
 * An operation has the key that its caller had when the a-method was called, and so have
 * atomic blocks, callbacks such as {@code thenApply}, and readings. A connection is kept
 * from one operation to the next only if their keys are equal. Within a transaction,
 * whose connection is chosen already, the key must not change. Called by many threads.
 *
 * @since 0.1.0
 */
public interface OperationRouting {

	/**
	 * The key of the calling thread, with {@code equals} and {@code hashCode}; null if it
	 * has none. What it throws, the operation fails with.
	 */
	@Nullable Object currentKey();

	/**
	 * Binds a key to the calling thread, which belongs to async-orm and has none, while
	 * connections are taken and code of the caller runs on it.
	 * @param key what {@link #currentKey()} gave to the caller
	 * @return unbinds it
	 */
	Binding bind(@Nullable Object key);

	/**
	 * The key under which the application starts, when the database is asked for its
	 * columns, and tables are made; null if that needs none.
	 */
	default @Nullable Object startupKey() {
		return null;
	}

	/**
	 * Whether operations of equal keys may share a connection, one after the other: not
	 * if it depends on more than the key.
	 */
	default boolean sharesConnections() {
		return true;
	}

	/**
	 * By a key that each thread has, as in a {@code ThreadLocal}.
	 * @param current gives the key of the calling thread; null if it has none
	 * @param setter sets it
	 * @param clearing removes it
	 */
	static <K> OperationRouting of(Supplier<? extends @Nullable K> current, Consumer<? super K> setter,
			Runnable clearing) {
		return new KeyRouting<>(current, setter, clearing, null);
	}

	/**
	 * As {@link #of(Supplier, Consumer, Runnable)}, where the application needs a key to
	 * start, since there is no connection without one.
	 * @param startupKey see {@link #startupKey()}
	 */
	static <K> OperationRouting of(Supplier<? extends @Nullable K> current, Consumer<? super K> setter,
			Runnable clearing, K startupKey) {
		return new KeyRouting<>(current, setter, clearing, startupKey);
	}

	/**
	 * Says that the context of a caller carries whatever connections depend on, by a
	 * {@code TaskDecorator} or a {@code ThreadLocalAccessor} of the application: nobody
	 * can check that. Connections are taken for each operation.
	 */
	static OperationRouting byContext() {
		return KeylessRouting.BY_CONTEXT;
	}

	/** Says that connections do not depend on who calls, although it may look so. */
	static OperationRouting none() {
		return KeylessRouting.NONE;
	}

	/** A key that is bound to a thread, until it is closed there. */
	@FunctionalInterface
	interface Binding extends AutoCloseable {

		@Override
		void close();

	}

}
