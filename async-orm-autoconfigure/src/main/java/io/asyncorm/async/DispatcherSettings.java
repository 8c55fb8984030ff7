package io.asyncorm.async;

import java.time.Duration;
import java.util.Set;

import io.asyncorm.query.MergeKind;

import org.springframework.util.Assert;

/**
 * How much an {@link AsyncDispatcher} does at once, and how it treats connections.
 *
 * @param lanes how many operations run at once, each with a connection
 * @param queueCapacity how many operations may wait for a lane
 * @param keepConnections whether a lane keeps its connection from one operation to the
 * next; wrong for data sources that choose or prepare a connection by its caller
 * @param maxHold after how long a busy lane returns its connection to the pool all the
 * same, so that the pool's own rules keep working
 * @param shutdownTimeout how long closing waits for operations before it cancels them
 * @param merge of what kinds operations that wait for a lane become one statement, where
 * nothing else is said for a call; none do unless connections are kept, as it does not
 * matter then who calls
 * @param timeout how long an operation may take, all that it waits for included; zero for
 * as long as it takes
 * @param replica whether the connections are those of a replica, so that a transaction
 * that begins anywhere else would not be there
 * @since 0.1.0
 */
public record DispatcherSettings(int lanes, int queueCapacity, boolean keepConnections, Duration maxHold,
		Duration shutdownTimeout, Set<MergeKind> merge, Duration timeout, boolean replica) {

	/** What is merged where nothing is said. */
	public static final Set<MergeKind> USUALLY_MERGED = Set.of(MergeKind.LOOKUPS);

	public DispatcherSettings {
		Assert.isTrue(lanes > 0, "'lanes' must be positive");
		Assert.isTrue(queueCapacity >= 0, "'queueCapacity' must not be negative");
		Assert.notNull(maxHold, "'maxHold' must not be null");
		Assert.notNull(shutdownTimeout, "'shutdownTimeout' must not be null");
		merge = Set.copyOf(merge);
		Assert.isTrue(!timeout.isNegative(), "'timeout' must not be negative");
	}

	/**
	 * Settings for a pool: connections are kept for up to a second, closing waits for up
	 * to thirty, and so long may an operation take.
	 * @param lanes how many operations run at once
	 * @param queueCapacity how many operations may wait
	 */
	public static DispatcherSettings of(int lanes, int queueCapacity) {
		return new DispatcherSettings(lanes, queueCapacity, true, Duration.ofSeconds(1), Duration.ofSeconds(30),
				USUALLY_MERGED, Duration.ofSeconds(30), false);
	}

	/**
	 * Returns these settings with another {@link #keepConnections()}.
	 */
	public DispatcherSettings withKeepConnections(boolean keepConnections) {
		return new DispatcherSettings(this.lanes, this.queueCapacity, keepConnections, this.maxHold,
				this.shutdownTimeout, this.merge, this.timeout, this.replica);
	}

	/**
	 * Returns these settings with another {@link #maxHold()}.
	 */
	public DispatcherSettings withMaxHold(Duration maxHold) {
		return new DispatcherSettings(this.lanes, this.queueCapacity, this.keepConnections, maxHold,
				this.shutdownTimeout, this.merge, this.timeout, this.replica);
	}

	/**
	 * Returns these settings with another {@link #shutdownTimeout()}.
	 */
	public DispatcherSettings withShutdownTimeout(Duration shutdownTimeout) {
		return new DispatcherSettings(this.lanes, this.queueCapacity, this.keepConnections, this.maxHold,
				shutdownTimeout, this.merge, this.timeout, this.replica);
	}

	/**
	 * Returns these settings with another {@link #merge()}.
	 */
	public DispatcherSettings withMerge(Set<MergeKind> merge) {
		return new DispatcherSettings(this.lanes, this.queueCapacity, this.keepConnections, this.maxHold,
				this.shutdownTimeout, merge, this.timeout, this.replica);
	}

	/**
	 * Returns these settings with another {@link #timeout()}.
	 */
	public DispatcherSettings withTimeout(Duration timeout) {
		return new DispatcherSettings(this.lanes, this.queueCapacity, this.keepConnections, this.maxHold,
				this.shutdownTimeout, this.merge, timeout, this.replica);
	}

	/**
	 * Returns these settings for a {@link #replica()}.
	 */
	public DispatcherSettings ofReplica() {
		return new DispatcherSettings(this.lanes, this.queueCapacity, this.keepConnections, this.maxHold,
				this.shutdownTimeout, this.merge, this.timeout, true);
	}

}
