package io.asyncorm.async;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.Effects;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.ReadsFrom;
import io.asyncorm.query.ReplicaReads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The one rule that says where a database with a replica is read. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ReplicatedReads {

	private static final Log logger = LogFactory.getLog(ReplicatedReads.class);

	private static final int MOST_STATEMENTS = 1_000;

	private final ReplicaReads reads;

	private final AsyncDispatcher primary;

	private final AsyncDispatcher replica;

	private final ReplicaCallers callers;

	private final Stickiness stickiness;

	/** Whether SQL of the user needs the primary. */
	private final Map<String, Boolean> statements = new ConcurrentHashMap<>();

	/** SQL that has turned out to write, which its words do not say. */
	private final Set<String> writing = ConcurrentHashMap.newKeySet();

	/**
	 * Reads that a caller who wrote does for a while where its writes are.
	 * @param reads what goes there
	 * @param callers who writes to the primary
	 * @param stickiness how long a caller reads from the primary after a write
	 */
	public ReplicatedReads(ReplicaReads reads, AsyncDispatcher primary, AsyncDispatcher replica, ReplicaCallers callers,
			Duration stickiness) {
		this(reads, primary, replica, callers, new Stickiness(callers, stickiness, null));
	}

	/**
	 * Reads that a caller who wrote does where its writes are, until the replica has
	 * replayed them.
	 * @param callers who writes to the primary
	 * @param written a query for the position of the primary
	 * @param replayed a query for the position of the replica
	 */
	public ReplicatedReads(ReplicaReads reads, AsyncDispatcher primary, AsyncDispatcher replica, ReplicaCallers callers,
			String written, String replayed) {
		this(reads, primary, replica, callers,
				new Stickiness(callers, Duration.ZERO, new ReplayProgress(primary, replica, written, replayed)));
	}

	private ReplicatedReads(ReplicaReads reads, AsyncDispatcher primary, AsyncDispatcher replica,
			ReplicaCallers callers, Stickiness stickiness) {
		this.reads = reads;
		this.primary = primary;
		this.replica = replica;
		this.callers = callers;
		this.stickiness = stickiness;
	}

	/** Who writes to the primary. */
	ReplicaCallers callers() {
		return this.callers;
	}

	/** How long a call of the calling thread may take, wherever that is done. */
	CallLimit limit(CallOptions options) {
		return this.replica.lanes().limit(options);
	}

	/** What starts operations where they belong. */
	public OperationDispatcher dispatcher() {
		return new ReplicaDispatcher(this, this.primary, this.replica);
	}

	/** Whether a block that only reads may do so from the replica. */
	public boolean takeBlocks() {
		return isReplica(ReadsFrom.REPLICA);
	}

	/**
	 * Whether the calling thread reads from the replica.
	 * @param wanted where it was asked to; null if nowhere
	 */
	boolean isReplica(@Nullable ReadsFrom wanted) {
		boolean replica = switch (this.reads) {
			case OFF -> false;
			case DECLARED -> wanted == ReadsFrom.REPLICA;
			case ALL -> wanted != ReadsFrom.PRIMARY;
		};
		return replica && !this.primary.isInTransaction() && this.stickiness.isOver();
	}

	/**
	 * Whether the calling thread reads from the replica what somebody has asked for.
	 * @param asked who has, whose own writes are to be seen, too
	 */
	boolean isReplica(@Nullable ReadsFrom wanted, CallerWrites asked) {
		return isReplica(wanted) && this.stickiness.isOver(asked);
	}

	/** Whether only the primary can do an operation. */
	boolean needsPrimary(Operation<?> operation) {
		if (!(operation instanceof Operation.Sql<?> sql)) {
			return Effects.needPrimary(operation);
		}
		Boolean known = this.statements.get(sql.sql());
		if (known == null) {
			known = Effects.needPrimary(sql);
			if (this.statements.size() < MOST_STATEMENTS) {
				this.statements.put(sql.sql(), known);
			}
		}
		return known;
	}

	/** A replica has refused what seemed to read. */
	void noteWriting(Operation<?> operation) {
		if (operation instanceof Operation.Sql<?> sql && this.writing.size() < MOST_STATEMENTS
				&& this.writing.add(sql.sql())) {
			logger.info(
					operation.name() + " writes, as by a function that it calls, so that a replica refuses it: it runs"
							+ " at the primary from now on");
		}
	}

	/** Whether a replica has refused it once. */
	boolean isWriting(Operation<?> operation) {
		return operation instanceof Operation.Sql<?> sql && this.writing.contains(sql.sql());
	}

}
