package io.asyncorm.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.assembly.Engine;
import io.asyncorm.query.UnknownDataSourceException;
import io.asyncorm.queryset.DataSources;
import io.asyncorm.queryset.QuerySets;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;

/**
 * Finds the query sets of data sources by the names of their beans, or aliases of these:
 * of the primary one, and of those that {@code @EnableAsyncRepositories} names.
 * Thread-safe.
 */
final class NamedDataSources implements DataSources {

	private final ConfigurableListableBeanFactory beans;

	private final Map<String, QuerySets> known = new ConcurrentHashMap<>();

	NamedDataSources(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public QuerySets require(String name) {
		QuerySets querySets = this.known.get(name);
		if (querySets == null) {
			querySets = find(name);
			this.known.put(name, querySets);
		}
		return querySets;
	}

	private QuerySets find(String name) {
		List<String> declared = DatabaseDefinitions.dataSources((BeanDefinitionRegistry) this.beans);
		for (String dataSource : declared) {
			if (isNamed(dataSource, name)) {
				return this.beans.getBean(DatabaseDefinitions.engine(dataSource), Engine.class).querySets();
			}
		}
		String primary = primary();
		if (primary != null && isNamed(primary, name)) {
			return this.beans.getBean(QuerySets.class);
		}
		List<String> choices = new ArrayList<>(declared);
		if (primary != null) {
			choices.add(0, primary);
		}
		throw new UnknownDataSourceException(name, choices);
	}

	private boolean isNamed(String dataSource, String name) {
		return dataSource.equals(name) || List.of(this.beans.getAliases(dataSource)).contains(name);
	}

	private @Nullable String primary() {
		boolean configured = this.beans.getBeanNamesForType(QuerySets.class, true, false).length > 0;
		return configured ? DeclaredDataSources.primary(this.beans) : null;
	}

}
