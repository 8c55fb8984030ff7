package io.asyncorm.autoconfigure.observation;

import java.util.concurrent.TimeUnit;

import io.asyncorm.plan.ExecutionObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Times how long operations wait for a lane and for a connection, and statements.
 * Thread-safe.
 */
final class MeteredExecution implements ExecutionObserver {

	private final Timer queue;

	private final Timer connection;

	private final Timer idle;

	private final Timer sent;

	private final Timer failed;

	MeteredExecution(MeterRegistry registry, String dataSource) {
		this.queue = Timer.builder("async.orm.queue")
			.description("Time that operations, blocks and streams wait for a lane")
			.tag("data.source", dataSource)
			.register(registry);
		this.connection = Timer.builder("async.orm.connection")
			.description("Time that it takes to get a connection out of the pool")
			.tag("data.source", dataSource)
			.register(registry);
		this.idle = Timer.builder("async.orm.connection.idle")
			.description("Time that a connection was held and no statement ran on it")
			.tag("data.source", dataSource)
			.register(registry);
		this.sent = statement(registry, dataSource, "SUCCESS");
		this.failed = statement(registry, dataSource, "ERROR");
	}

	private static Timer statement(MeterRegistry registry, String dataSource, String outcome) {
		return Timer.builder("async.orm.statement")
			.description("Time of statements, the reading of their rows included")
			.tag("data.source", dataSource)
			.tag("outcome", outcome)
			.register(registry);
	}

	@Override
	public void queued(long nanos) {
		this.queue.record(nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void connected(long nanos) {
		this.connection.record(nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void held(long nanos, long idle) {
		this.idle.record(idle, TimeUnit.NANOSECONDS);
	}

	@Override
	public void sent(String operation, String sql, long nanos, boolean failed) {
		(failed ? this.failed : this.sent).record(nanos, TimeUnit.NANOSECONDS);
	}

}
