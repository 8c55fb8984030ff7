package io.asyncorm.autoconfigure.observation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Makes the meters of observed calls that {@link DefaultMeterObservationHandler} makes of
 * observations, but finds each once and not at each call, which costs more than all else
 * that observes a call. Thread-safe.
 */
final class OperationMeters implements MeterObservationHandler<OperationContext> {

	/**
	 * How many meters are kept of a kind. A registry that denies meters bounds what it
	 * holds, and not what it is asked for.
	 */
	private static final int MOST = 1_000;

	private final MeterRegistry registry;

	private final boolean active;

	private final DefaultMeterObservationHandler events;

	private final Map<Measured, Timer> timers = new ConcurrentHashMap<>();

	private final Map<Measured, LongTaskTimer> activeTimers = new ConcurrentHashMap<>();

	OperationMeters(MeterRegistry registry, Set<IgnoredMeters> ignored) {
		this.registry = registry;
		this.active = !ignored.contains(IgnoredMeters.LONG_TASK_TIMER);
		this.events = new DefaultMeterObservationHandler(registry);
		registry.config().onMeterRemoved((meter) -> {
			this.timers.clear();
			this.activeTimers.clear();
		});
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof OperationContext;
	}

	@Override
	public void onStart(OperationContext context) {
		LongTaskTimer.Sample running = this.active ? activeTimer(context).start() : null;
		context.time(new Running(this.registry.config().clock().monotonicTime(), running));
	}

	@Override
	public void onEvent(Observation.Event event, OperationContext context) {
		this.events.onEvent(event, context);
	}

	@Override
	public void onStop(OperationContext context) {
		if (context.timing() instanceof Running running) {
			timer(context).record(this.registry.config().clock().monotonicTime() - running.begun, TimeUnit.NANOSECONDS);
			if (running.active != null) {
				running.active.stop();
			}
		}
	}

	private Timer timer(OperationContext context) {
		Measured measured = new Measured(name(context), context.getLowCardinalityKeyValues(),
				error(context.getErrorType()));
		return found(this.timers, measured,
				(missing) -> this.registry.timer(missing.name, missing.tags().and("error", missing.error)));
	}

	/** The meter that is kept; beyond those that may be, the registry is asked. */
	private static <T> T found(Map<Measured, T> kept, Measured measured, Function<Measured, T> asked) {
		T known = kept.get(measured);
		if (known != null) {
			return known;
		}
		return (kept.size() < MOST) ? kept.computeIfAbsent(measured, asked) : asked.apply(measured);
	}

	/** What its convention has given to it before it was started. */
	private static String name(OperationContext context) {
		return Objects.requireNonNull(context.getName());
	}

	/** The simple name of the exception that the caller sees. */
	private static String error(@Nullable String type) {
		return (type != null) ? type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1) : "none";
	}

	private LongTaskTimer activeTimer(OperationContext context) {
		Measured measured = new Measured(name(context), context.getLowCardinalityKeyValues(), "");
		return found(this.activeTimers, measured,
				(missing) -> this.registry.more().longTaskTimer(missing.name + ".active", missing.tags()));
	}

	private record Running(long begun, LongTaskTimer.@Nullable Sample active) implements OperationContext.Timing {

	}

	private record Measured(String name, KeyValues keyValues, String error) {

		Tags tags() {
			List<Tag> tags = this.keyValues.stream().map((each) -> Tag.of(each.getKey(), each.getValue())).toList();
			return Tags.of(tags);
		}

	}

}
