package io.asyncorm.assembly;

import java.util.function.IntSupplier;

import io.asyncorm.assembly.InvalidSettingException.Setting;
import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.ReplicatedReads;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.dialect.ReplayPositions;
import io.asyncorm.jdbc.PoolFacts;
import io.asyncorm.jdbc.ReadOnlyConnections;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.plan.Observers;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.query.OperationRouting;
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
	 * Puts them together. The replica is asked for no more than whether a pooler is in
	 * front of it before it is read, and need not answer.
	 * @param assembly whose replica it is, which it must have
	 * @param primary runs the operations of the primary
	 * @param execution how many run at once and wait there; the number of lanes is the
	 * size of the replica's own pool
	 * @param observers are told of the replica's operations and statements
	 * @param unknownSize asked for the size of a pool that does not tell its own
	 * @throws InvalidSettingException if the database does not say what is replayed, and
	 * is to be asked; or if the primary's connections are chosen by caller, and those of
	 * the replica are not; or if several replicas are to say what is replayed
	 * @throws io.asyncorm.dialect.UnsafePoolerException if a pooler in front of the
	 * replica would mix up prepared statements
	 */
	public static ReplicaEngine start(Assembly assembly, AsyncDispatcher primary, RelationFactory relations,
			VirtualThreadExecutor threads, ExecutionSettings execution, Observers observers, IntSupplier unknownSize) {
		ReplicaSettings settings = assembly.replica();
		if (settings == null) {
			throw new IllegalStateException("There is no replica");
		}
		requireOneServer(settings);
		LanePlan lanes = LanePlan.of(settings.dataSource(), execution.ofWholePool(), assembly.routing(), unknownSize);
		if (dependsOnCaller(assembly)) {
			requireSameChoice(settings, lanes);
		}
		AsyncDispatcher dispatcher = assembly.dispatcher(assembly.executor(relations, settings, observers),
				threads.named(settings.name()), lanes.toDispatcherSettings().ofReplica(), observers);
		return new ReplicaEngine(settings, lanes, dispatcher, reads(assembly, settings, primary, dispatcher));
	}

	/**
	 * Whether the primary's connections are chosen or prepared by who calls, as those of
	 * tenants.
	 */
	private static boolean dependsOnCaller(Assembly assembly) {
		return assembly.routing() != null && assembly.routing() != OperationRouting.none()
				&& PoolFacts.of(assembly.dataSource()).mayChooseByCaller();
	}

	/** Else the rows of all tenants would be read from where one of them has its own. */
	private static void requireSameChoice(ReplicaSettings settings, LanePlan lanes) {
		if (settings.dataSource() instanceof ReadOnlyConnections) {
			throw new InvalidSettingException(Setting.DATA_SOURCE, settings.name(),
					"The primary data source gives each caller connections of its own, as to tenants, and a"
							+ " LazyConnectionDataSourceProxy does not tell whether its read-only connections do: name"
							+ " a DataSource for the replica that chooses by the same key.");
		}
		if (!lanes.mayChooseByCaller()) {
			throw new InvalidSettingException(Setting.DATA_SOURCE, settings.name(),
					"The primary data source gives each caller connections of its own, as to tenants, and this one gives"
							+ " the same to all, who would read the rows of others: it must choose by the same key, as"
							+ " an AbstractRoutingDataSource over the replicas of all keys does.");
		}
		if (settings.untilReplayed()) {
			throw new InvalidSettingException(Setting.UNTIL_REPLAYED, true,
					"The data source gives each caller connections of its own, as to tenants, perhaps of several"
							+ " databases, which have no position in common: set a stickiness instead.");
		}
	}

	/** What one of several servers has replayed says nothing of the others. */
	private static void requireOneServer(ReplicaSettings settings) {
		if (settings.untilReplayed() && PoolFacts.isOfSeveralHosts(settings.dataSource())) {
			throw new InvalidSettingException(Setting.UNTIL_REPLAYED, true, "The URL of the replica '" + settings.name()
					+ "' names several hosts, and what one of them has replayed"
					+ " is asked, while another may be read: name one host there, or set a stickiness instead.");
		}
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
