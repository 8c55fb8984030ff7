package io.asyncorm.async;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.plan.TenantChoice;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Knows how far a replica is behind its primary. Both are asked only while somebody who
 * wrote wants to read: the primary once after the writes of a caller, the replica every
 * few milliseconds, for all callers. Nobody waits for an answer, and what is asked
 * belongs to no caller: neither to its tenant nor to its deadline. Thread-safe.
 */
final class ReplayProgress {

	private static final Log logger = LogFactory.getLog(ReplayProgress.class);

	private static final String NAME = "replica.position";

	/** The position is of all tenants. */
	private static final Route NOBODY = new Route(null, null, TenantChoice.ALL);

	private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(5);

	private final VirtualThreadExecutor threads = new VirtualThreadExecutor();

	private final OperationDispatcher primary;

	private final OperationDispatcher replica;

	private final Operation.Sql<List<@Nullable Long>> written;

	private final Operation.Sql<List<@Nullable Long>> replayed;

	private final AtomicBoolean asking = new AtomicBoolean();

	/** Once, until it can be told again. */
	private final AtomicBoolean warned = new AtomicBoolean();

	private volatile long askedAt = System.nanoTime() - INTERVAL;

	private volatile long position = Long.MIN_VALUE;

	/**
	 * @param written a query for the position of the primary
	 * @param replayed a query for that of the replica
	 */
	ReplayProgress(OperationDispatcher primary, OperationDispatcher replica, String written, String replayed) {
		this.primary = primary;
		this.replica = replica;
		this.written = position(written);
		this.replayed = position(replayed);
	}

	private static Operation.Sql<List<@Nullable Long>> position(String sql) {
		SqlRows<List<@Nullable Long>> first = new SqlRows.Scalars<@Nullable Long, List<@Nullable Long>>(Long.class,
				(values) -> values);
		return new Operation.Sql<>(NAME, sql, List.of(), first);
	}

	/** Whether the replica has replayed so many writes of a caller. */
	boolean covers(CallerWrites writes, long count) {
		Long wanted = writes.positionAfter(count);
		if (wanted == null) {
			if (writes.beginAsking()) {
				ask(this.primary, this.written, (at) -> isWritten(writes, count, at), writes::endAsking);
			}
			return false;
		}
		if (this.position >= wanted) {
			return true;
		}
		if (System.nanoTime() - this.askedAt >= INTERVAL && this.asking.compareAndSet(false, true)) {
			ask(this.replica, this.replayed, (at) -> this.position = at, () -> {
				this.askedAt = System.nanoTime();
				this.asking.set(false);
			});
		}
		return false;
	}

	/**
	 * What a replica has replayed is never later than what its primary has written since:
	 * if it is, another has been promoted, which lacks what was written last, and what is
	 * known of the replica counts no more.
	 */
	private void isWritten(CallerWrites writes, long count, long at) {
		if (at < this.position) {
			this.position = Long.MIN_VALUE;
		}
		writes.setPosition(count, at);
	}

	private void ask(OperationDispatcher server, Operation.Sql<List<@Nullable Long>> query, LongConsumer answer,
			Runnable end) {
		this.threads.start("replica-position", NOBODY.bind(() -> answer(server.dispatch(query), answer, end)));
	}

	private void answer(CompletableFuture<List<@Nullable Long>> asked, LongConsumer answer, Runnable end) {
		asked.whenComplete((values, failure) -> {
			Long at = (values != null && !values.isEmpty()) ? values.get(0) : null;
			if (at != null) {
				this.warned.set(false);
				answer.accept(at);
			}
			else if (this.warned.compareAndSet(false, true)) {
				logger.warn("It cannot be told what the replica has replayed, so that callers who wrote read from the"
						+ " primary as long as that is so", failure);
			}
			end.run();
		});
	}

}
