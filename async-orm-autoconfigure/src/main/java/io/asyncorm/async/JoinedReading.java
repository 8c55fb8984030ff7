package io.asyncorm.async;

import java.util.List;
import java.util.function.Consumer;

import io.asyncorm.plan.ObservedCall;
import io.asyncorm.plan.OperationCursor;
import io.asyncorm.plan.OperationSession;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Streams rows in the calling thread's transaction, on that thread. Not thread-safe.
 */
final class JoinedReading<E extends @Nullable Object> implements AutoCloseable {

	private final OperationIterable<E> rows;

	private final String thread = Thread.currentThread().getName();

	private final OperationSession session;

	private final OperationCursor<List<E>> cursor;

	/** The tenant whose rows are read, whoever requests them. */
	private final Route route;

	JoinedReading(OperationIterable<E> rows) {
		NonBlockingThread.refuseJoining(rows.operation().name());
		this.rows = rows;
		this.route = rows.dispatcher().routeOfTenant();
		this.session = rows.executor().joinCallerTransaction();
		this.cursor = this.session.open(rows.operation(), rows.chunkSize(), rows.callSite());
	}

	void forEach(Consumer<? super E> action) {
		for (List<E> chunk = next(); chunk != null; chunk = next()) {
			chunk.forEach(action);
		}
	}

	/** The next chunk; null if there are no more rows. */
	@Nullable List<E> next() {
		return this.route.<@Nullable List<E>>call(() -> this.rows.dispatcher()
			.joined()
			.<@Nullable List<E>>execute(this.session, name(), this.rows.options(), this.cursor::next));
	}

	/** Tells observers of it; returns what is told of the rest, or null. */
	@Nullable ObservedCall observe() {
		return this.rows.dispatcher().monitor().called(name(), false);
	}

	/** The exception for a thread that cannot read on; null if it can. */
	@Nullable RuntimeException refusal() {
		return this.cursor.isOpen() ? null : new InvalidDataAccessApiUsageException(
				("%s: this subscription reads in a transaction of the thread '%s', so that rows can be requested on "
						+ "that thread only, and before the transaction ends. Request them there, use forEach(...), "
						+ "or subscribe outside of the transaction.")
					.formatted(name(), this.thread));
	}

	String name() {
		return this.rows.operation().name();
	}

	@Override
	public void close() {
		this.cursor.close();
	}

}
