package io.asyncorm.autoconfigure.observation;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.autoconfigure.Database;
import io.asyncorm.autoconfigure.Databases;
import io.asyncorm.query.ExecutionStatistics;
import io.asyncorm.query.MergeCount;
import io.asyncorm.query.MergeKind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import java.util.concurrent.TimeUnit;

/**
 * Gauges and counters of all data sources.
 */
final class ExecutionMetrics implements MeterBinder {

	private final Databases databases;

	ExecutionMetrics(Databases databases) {
		this.databases = databases;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (Database database : this.databases.all()) {
			new Binding(registry, database.dispatcher(), Tags.of("data.source", database.name())).bind();
		}
	}

	private record Binding(MeterRegistry registry, AsyncDispatcher dispatcher, Tags tags) {

		void bind() {
			gauge("lanes", "Operations, blocks and streams that run at once", ExecutionStatistics::lanes);
			gauge("running", "Operations, blocks and streams that run", ExecutionStatistics::running);
			gauge("waiting", "Operations, blocks and streams that wait for a lane", ExecutionStatistics::waiting);
			TimeGauge
				.builder("async.orm.oldest.wait", this.dispatcher, TimeUnit.NANOSECONDS,
						(asked) -> asked.statistics().oldestWait().toNanos())
				.description("How long the one has waited that has waited longest")
				.tags(this.tags)
				.register(this.registry);
			counter("cancelled", "Operations, blocks and streams that were cancelled", this.tags,
					ExecutionStatistics::cancelled);
			counter("refused", "Operations, blocks and streams that were refused", this.tags,
					ExecutionStatistics::refused);
			counter("timed.out", "Operations, blocks and streams that did not end in time", this.tags,
					ExecutionStatistics::timedOut);
			counter("retried", "Atomic blocks that were run again after a collision", this.tags,
					ExecutionStatistics::retried);
			for (MergeKind kind : MergeKind.values()) {
				Tags tags = this.tags.and("kind", kind.name().toLowerCase(Locale.ROOT));
				counter("merged", "Operations that became a part of a statement with others", tags,
						(statistics) -> count(statistics, kind).operations());
				counter("batches", "Statements that were sent for several operations", tags,
						(statistics) -> count(statistics, kind).statements());
			}
		}

		private static MergeCount count(ExecutionStatistics statistics, MergeKind kind) {
			return statistics.merged().getOrDefault(kind, new MergeCount(0, 0));
		}

		private void gauge(String name, String description, ToDoubleFunction<ExecutionStatistics> value) {
			Gauge.builder("async.orm." + name, this.dispatcher, (asked) -> value.applyAsDouble(asked.statistics()))
				.description(description)
				.tags(this.tags)
				.register(this.registry);
		}

		private void counter(String name, String description, Tags tags, ToDoubleFunction<ExecutionStatistics> value) {
			FunctionCounter
				.builder("async.orm." + name, this.dispatcher, (asked) -> value.applyAsDouble(asked.statistics()))
				.description(description)
				.tags(tags)
				.register(this.registry);
		}

	}

}
