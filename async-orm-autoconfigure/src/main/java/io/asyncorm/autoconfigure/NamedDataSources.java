package io.asyncorm.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.assembly.Engine;
import io.asyncorm.plan.ReadsFrom;
import io.asyncorm.query.UnknownDataSourceException;
import io.asyncorm.queryset.DataSources;
import io.asyncorm.queryset.QuerySets;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;

/**
 * Finds the query sets of data sources by the names of their beans, or aliases of these:
 * of the primary one and its replica, and of those that {@code @EnableAsyncRepositories}
 * names. Thread-safe.
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
		String replica = replica();
		if (name.equals(replica)) {
			return ofPrimary().readingFrom(ReadsFrom.REPLICA);
		}
		String primary = primary();
		if (primary != null && isNamed(primary, name)) {
			return (replica != null) ? ofPrimary().readingFrom(ReadsFrom.PRIMARY) : ofPrimary();
		}
		List<String> declared = DatabaseDefinitions.dataSources((BeanDefinitionRegistry) this.beans);
		for (String dataSource : declared) {
			if (isNamed(dataSource, name)) {
				return declared(dataSource);
			}
		}
		Set<String> choices = new LinkedHashSet<>();
		if (primary != null) {
			choices.add(primary);
		}
		choices.addAll(declared);
		if (replica != null) {
			choices.add(replica);
		}
		throw new UnknownDataSourceException(name, choices);
	}

	private @Nullable String replica() {
		return (primary() != null)
				? new ReplicaDataSource(this.beans.getBean(AsyncOrmProperties.class).getReplicas(), this.beans).name()
				: null;
	}

	private QuerySets ofPrimary() {
		String primary = DeclaredDataSources.primary(this.beans);
		return (primary != null && DeclaredDataSources.isDeclared(primary, (BeanDefinitionRegistry) this.beans))
				? declared(primary) : this.beans.getBean(QuerySets.class);
	}

	private QuerySets declared(String dataSource) {
		return this.beans.getBean(DatabaseDefinitions.engine(dataSource), Engine.class).querySets();
	}

	private boolean isNamed(String dataSource, String name) {
		return dataSource.equals(name) || List.of(this.beans.getAliases(dataSource)).contains(name);
	}

	/** Null if there is none that async-orm is set up over. */
	private @Nullable String primary() {
		String primary = DeclaredDataSources.primary(this.beans);
		boolean configured = this.beans.getBeanNamesForType(QuerySets.class, true, false).length > 0
				|| primary != null && DeclaredDataSources.isDeclared(primary, (BeanDefinitionRegistry) this.beans);
		return configured ? primary : null;
	}

}
