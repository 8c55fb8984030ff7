package io.asyncorm.async;

import java.util.List;
import java.util.function.Predicate;

import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationCursor;
import io.asyncorm.plan.OperationSession;
import org.jspecify.annotations.Nullable;

/**
 * Streams rows to a consumer, on a thread of their own, which holds a connection until
 * the last row or until the consumer wants no more.
 */
final class ReadingTask<E extends @Nullable Object> extends ConnectedTask<@Nullable Void> {

	private final Operation.Rows<List<E>> operation;

	private final int chunkSize;

	private final Demand demand;

	private final Predicate<E> consumer;

	private final TaskKind kind;

	/**
	 * Creates a task.
	 * @param demand how many rows are wanted
	 * @param consumer takes a row, and returns whether it wants more
	 */
	ReadingTask(OperationIterable<E> rows, Lanes lanes, Demand demand, Predicate<E> consumer) {
		super(rows.operation().name(), lanes, rows.callSite(), lanes.limit(rows.options()));
		this.operation = rows.operation();
		this.chunkSize = rows.chunkSize();
		this.demand = demand;
		this.consumer = consumer;
		this.kind = TaskKind.READING.of(rows.options());
	}

	@Override
	String role() {
		return "reading";
	}

	@Override
	TaskKind kind() {
		return this.kind;
	}

	@Override
	String place() {
		return "for rows";
	}

	/** Does not interrupt: the consumer may be using another connection. */
	@Override
	void stopped() {
		this.demand.close();
	}

	@Override
	@Nullable Void work(OperationSession session) {
		OperationCursor<List<E>> cursor = session.open(this.operation, this.chunkSize, callSite());
		try {
			read(session, cursor);
		}
		finally {
			if (cursor.isOpen()) {
				use(session);
			}
			cursor.close();
			use(null);
		}
		return null;
	}

	/**
	 * Reads the next chunk before it is requested: it may be the end, which a subscriber
	 * need not request.
	 */
	private void read(OperationSession session, OperationCursor<List<E>> cursor) {
		List<E> chunk = next(session, cursor);
		while (chunk != null && consume(chunk)) {
			chunk = next(session, cursor);
		}
	}

	/**
	 * Delivers the rows of a chunk as they are requested; returns whether the consumer
	 * wants more. Clears an interrupt that the consumer leaves behind: the socket of an
	 * interrupted virtual thread would close itself.
	 */
	private boolean consume(List<E> chunk) {
		timer().pause();
		try {
			for (E element : chunk) {
				if (!this.demand.take() || !this.consumer.test(element)) {
					return false;
				}
			}
			return true;
		}
		finally {
			Thread.interrupted();
			timer().resume();
		}
	}

	private @Nullable List<E> next(OperationSession session, OperationCursor<List<E>> cursor) {
		if (!enter(session)) {
			throw Expiry.unfinished(name());
		}
		try {
			return cursor.next();
		}
		finally {
			use(null);
		}
	}

}
