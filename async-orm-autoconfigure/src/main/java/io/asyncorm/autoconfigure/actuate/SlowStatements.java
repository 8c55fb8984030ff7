package io.asyncorm.autoconfigure.actuate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.autoconfigure.ObserverFactory;
import io.asyncorm.plan.Observers;

/**
 * Remembers the statements of each data source. Thread-safe.
 */
final class SlowStatements implements ObserverFactory {

	private final Map<String, StatementShapes> byDataSource = new ConcurrentHashMap<>();

	@Override
	public Observers observers(String dataSource, Assembly assembly) {
		return new Observers(null, of(dataSource));
	}

	StatementShapes of(String dataSource) {
		return this.byDataSource.computeIfAbsent(dataSource, (name) -> new StatementShapes());
	}

}
