package io.asyncorm.assembly;

import java.time.Duration;
import java.util.Set;

import io.asyncorm.async.DispatcherSettings;
import io.asyncorm.query.MergeKind;
import org.jspecify.annotations.Nullable;

/**
 * How many operations run at once and wait, as the application says it.
 *
 * @param lanes how many operations run at once, each with a connection; null for the size
 * of the pool less the reserved connections
 * @param queueCapacity how many operations may wait for a lane
 * @param reserved how many connections of the pool are left to others; without meaning
 * where the number of lanes is given
 * @param shutdownTimeout how long closing waits for operations before it cancels them
 * @param timeout how long an operation may take, all that it waits for included; zero for
 * as long as it takes
 * @param merge of what kinds operations that wait become one statement
 * @since 0.1.0
 */
public record ExecutionSettings(@Nullable Integer lanes, int queueCapacity, int reserved, Duration shutdownTimeout,
		Duration timeout, Set<MergeKind> merge) {

	/** What holds where nothing is said. */
	public static final ExecutionSettings DEFAULTS = new ExecutionSettings(null, 10_000, 0, Duration.ofSeconds(30),
			Duration.ofSeconds(30), DispatcherSettings.USUALLY_MERGED);

	/** These settings, for a pool that nobody else uses. */
	ExecutionSettings ofWholePool() {
		return new ExecutionSettings(null, this.queueCapacity, 0, this.shutdownTimeout, this.timeout, this.merge);
	}

	/** These settings with another {@link #lanes()}. */
	public ExecutionSettings withLanes(int lanes) {
		return new ExecutionSettings(lanes, this.queueCapacity, this.reserved, this.shutdownTimeout, this.timeout,
				this.merge);
	}

	/** These settings with another {@link #queueCapacity()}. */
	public ExecutionSettings withQueueCapacity(int queueCapacity) {
		return new ExecutionSettings(this.lanes, queueCapacity, this.reserved, this.shutdownTimeout, this.timeout,
				this.merge);
	}

	/** These settings with another {@link #reserved()}. */
	public ExecutionSettings withReserved(int reserved) {
		return new ExecutionSettings(this.lanes, this.queueCapacity, reserved, this.shutdownTimeout, this.timeout,
				this.merge);
	}

	/** These settings with another {@link #shutdownTimeout()}. */
	public ExecutionSettings withShutdownTimeout(Duration shutdownTimeout) {
		return new ExecutionSettings(this.lanes, this.queueCapacity, this.reserved, shutdownTimeout, this.timeout,
				this.merge);
	}

	/** These settings with another {@link #timeout()}. */
	public ExecutionSettings withTimeout(Duration timeout) {
		return new ExecutionSettings(this.lanes, this.queueCapacity, this.reserved, this.shutdownTimeout, timeout,
				this.merge);
	}

	/** These settings with another {@link #merge()}. */
	public ExecutionSettings withMerge(Set<MergeKind> merge) {
		return new ExecutionSettings(this.lanes, this.queueCapacity, this.reserved, this.shutdownTimeout, this.timeout,
				merge);
	}

}
