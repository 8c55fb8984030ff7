package io.asyncorm.query;

import java.time.Duration;
import java.util.Map;

/**
 * How much is going on over one data source, and what has happened since the start. What
 * joins a transaction of its thread is not counted, unless that is an atomic block's: it
 * takes no lane.
 *
 * @param lanes how many operations, blocks and streams run at once
 * @param running how many run
 * @param waiting how many wait for a lane
 * @param oldestWait how long the one has waited that has waited longest; zero if none
 * waits
 * @param cancelled how many were cancelled
 * @param refused how many were refused, as there were too many
 * @param timedOut how many did not end in time
 * @param retried how often an atomic block was run again, as it collided with another
 * transaction
 * @param merged how many operations of each kind became how many statements
 * @param closed whether it takes no more operations
 * @since 0.1.0
 */
public record ExecutionStatistics(int lanes, int running, int waiting, Duration oldestWait, long cancelled,
		long refused, long timedOut, long retried, Map<MergeKind, MergeCount> merged, boolean closed) {

	public ExecutionStatistics {
		merged = Map.copyOf(merged);
	}

}
