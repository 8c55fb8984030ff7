package io.asyncorm.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.explanation.SlowStatementExplained;
import io.asyncorm.explanation.SlowStatementExplainer;
import io.asyncorm.plan.Observers;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Has slow statements explained, of each data source for which it is said from when on a
 * statement is slow, and publishes what was found out. Thread-safe.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public final class SlowStatementExplanations implements ObserverFactory {

	private final VirtualThreadExecutor threads;

	private final ApplicationEventPublisher events;

	private final Map<String, SlowStatementExplainer> byDataSource = new ConcurrentHashMap<>();

	SlowStatementExplanations(VirtualThreadExecutor threads, ApplicationEventPublisher events) {
		this.threads = threads;
		this.events = events;
	}

	@Override
	public Observers observers(String dataSource, Assembly assembly) {
		if (assembly.slow() == null) {
			return Observers.NONE;
		}
		VirtualThreadExecutor routed = (assembly.routing() != null) ? this.threads.with(assembly.routing())
				: this.threads;
		SlowStatementExplainer explainer = new SlowStatementExplainer(dataSource, assembly.dialect(),
				(task) -> routed.startInCallerContext("explain", task), this.events::publishEvent, System::nanoTime);
		this.byDataSource.put(dataSource, explainer);
		return new Observers(null, explainer);
	}

	/**
	 * What was found out about a statement within the last hour; null if nothing was.
	 * @param dataSource the name of the data source
	 */
	public @Nullable SlowStatementExplained find(String dataSource, String operation, String sql) {
		SlowStatementExplainer explainer = this.byDataSource.get(dataSource);
		return (explainer != null) ? explainer.find(operation, sql) : null;
	}

}
