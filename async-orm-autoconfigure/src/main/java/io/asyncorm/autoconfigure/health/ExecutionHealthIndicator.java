package io.asyncorm.autoconfigure.health;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.query.ExecutionStatistics;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Tells how much runs and waits over a data source. It takes neither lane nor connection,
 * so that it answers whatever the load is; and load is no fault, so that it is down only
 * when no operations are taken any more. Whether the database answers is what Spring
 * Boot's own {@code db} tells.
 */
final class ExecutionHealthIndicator extends AbstractHealthIndicator {

	private final AsyncDispatcher dispatcher;

	ExecutionHealthIndicator(AsyncDispatcher dispatcher) {
		super("The load of async-orm cannot be told");
		this.dispatcher = dispatcher;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		ExecutionStatistics now = this.dispatcher.statistics();
		(now.closed() ? health.down() : health.up()).withDetail("lanes", now.lanes())
			.withDetail("running", now.running())
			.withDetail("waiting", now.waiting())
			.withDetail("oldestWait", now.oldestWait().toMillis() + " ms");
	}

}
