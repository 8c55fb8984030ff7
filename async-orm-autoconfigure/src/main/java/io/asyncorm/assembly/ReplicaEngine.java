package io.asyncorm.assembly;

import java.util.function.IntSupplier;

import io.asyncorm.assembly.InvalidSettingException.Setting;
import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.ReplicatedReads;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.dialect.ReplayPositions;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.plan.Observers;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.transaction.ReplicaBlocks;

/**
 * The running parts of a replica: lanes of its own, and the rule that says what goes
 * there. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class ReplicaEngine implements AutoCloseable {

	private final ReplicaSettings settings;

	private final LanePlan lanes;

	private final AsyncDispatcher dispatcher;

	private final ReplicatedReads reads;

	private ReplicaEngine(ReplicaSettings settings, LanePlan lanes, AsyncDispatcher dispatcher, ReplicatedReads reads) {
		this.settings = settings;
		this.lanes = lanes;
		this.dispatcher = dispatcher;
		this.reads = reads;
	}

	/**
	 * Puts them together. The replica is not asked for anything before it is read.
	 * @param assembly whose replica it is, which it must have
	 * @param primary runs the operations of the primary
	 * @param execution how many run at once and wait there; the number of lanes is the
	 * size of the replica's own pool
	 * @param observers are told of the replica's operations and statements
	 * @param unknownSize asked for the size of a pool that does not tell its own
	 * @throws InvalidSettingException if the database does not say what is replayed, and
	 * is to be asked
	 */
	public static ReplicaEngine start(Assembly assembly, AsyncDispatcher primary, RelationFactory relations,
			VirtualThreadExecutor threads, ExecutionSettings execution, Observers observers, IntSupplier unknownSize) {
		ReplicaSettings settings = assembly.replica();
		if (settings == null) {
			throw new IllegalStateException("There is no replica");
		}
		LanePlan lanes = LanePlan.of(settings.dataSource(), execution.ofWholePool(), assembly.routing(), unknownSize);
		AsyncDispatcher dispatcher = assembly.dispatcher(assembly.executor(relations, settings, observers),
				threads.named(settings.name()), lanes.toDispatcherSettings().ofReplica(), observers);
		return new ReplicaEngine(settings, lanes, dispatcher, reads(assembly, settings, primary, dispatcher));
	}

	private static ReplicatedReads reads(Assembly assembly, ReplicaSettings settings, AsyncDispatcher primary,
			AsyncDispatcher replica) {
		if (!settings.untilReplayed()) {
			return new ReplicatedReads(settings.reads(), primary, replica, settings.callers(), settings.stickiness());
		}
		ReplayPositions positions = assembly.dialect().replayPositions();
		if (positions == null) {
			throw new InvalidSettingException(Setting.UNTIL_REPLAYED, true, assembly.dialect().name()
					+ " does not tell what a replica has replayed: set a stickiness instead.");
		}
		return new ReplicatedReads(settings.reads(), primary, replica, settings.callers(), positions.written(),
				positions.replayed());
	}

	public ReplicaSettings settings() {
		return this.settings;
	}

	/** How many operations run at once there. */
	public LanePlan lanes() {
		return this.lanes;
	}

	/** Runs what is read there. */
	public AsyncDispatcher dispatcher() {
		return this.dispatcher;
	}

	/** What starts operations where they belong: there, or at the primary. */
	public OperationDispatcher routing() {
		return this.reads.dispatcher();
	}

	/** Takes blocks that only read. */
	ReplicaBlocks blocks() {
		return new ReplicaBlocks(this.dispatcher, this.reads::takeBlocks);
	}

	/** Ends the operations there. The data source stays open. */
	@Override
	public void close() {
		this.dispatcher.close();
	}

}
