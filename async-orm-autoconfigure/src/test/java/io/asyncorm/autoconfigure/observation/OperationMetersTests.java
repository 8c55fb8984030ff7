package io.asyncorm.autoconfigure.observation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how many meters are kept.
 */
class OperationMetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final OperationMeters meters = new OperationMeters(this.registry, Set.of());

	@Test
	void aMeterIsFoundOnceAndNotAtEachCall() {
		AtomicInteger asked = denying();

		observe("one");
		observe("one");

		assertThat(asked).hasValue(2);
	}

	@Test
	void whatARegistryDeniesIsNotKeptWithoutABound() {
		for (int tenant = 0; tenant < 2_000; tenant++) {
			observe("tenant " + tenant);
		}
		AtomicInteger asked = denying();

		observe("another");
		observe("another");

		assertThat(asked).hasValue(4);
	}

	/** Counts what is asked for and denied: the timer and that of what is active. */
	private AtomicInteger denying() {
		AtomicInteger asked = new AtomicInteger();
		this.registry.config().meterFilter(new MeterFilter() {

			@Override
			public MeterFilterReply accept(Meter.Id id) {
				asked.incrementAndGet();
				return MeterFilterReply.DENY;
			}

		});
		return asked;
	}

	private void observe(String tenant) {
		OperationContext context = new OperationContext(
				new ObservedOperation("Job.aget", "aget", "Job", "job", "h2", "dataSource", "aget job", Map.of()),
				false);
		context.setName("async.orm.operation");
		context.addLowCardinalityKeyValue(KeyValue.of("tenant", tenant));
		this.meters.onStart(context);
		this.meters.onStop(context);
	}

}
