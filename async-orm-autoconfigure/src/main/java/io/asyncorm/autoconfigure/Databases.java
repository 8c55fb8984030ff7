package io.asyncorm.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.assembly.Engine;
import io.asyncorm.assembly.ReplicaEngine;
import io.asyncorm.async.AsyncDispatcher;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;

/**
 * All data sources that async-orm is set up over: the primary one with its replica, and
 * those that {@code @EnableAsyncRepositories} names. Thread-safe.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public final class Databases {

	/** What Spring Boot calls the only one. */
	static final String USUAL_NAME = "dataSource";

	private final ConfigurableListableBeanFactory beans;

	Databases(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	/** The primary one first. */
	public List<Database> all() {
		List<Database> all = new ArrayList<>();
		AsyncDispatcher dispatcher = this.beans.getBeanProvider(AsyncDispatcher.class).getIfAvailable();
		Assembly assembly = this.beans.getBeanProvider(Assembly.class).getIfAvailable();
		if (dispatcher != null && assembly != null) {
			all.add(new Database(primaryName(this.beans), assembly, dispatcher,
					RepositoryDefinitions.of(null, this.beans)));
			this.beans.getBeanProvider(ReplicaEngine.class).ifAvailable((replica) -> all.add(of(replica, assembly)));
		}
		for (String name : DatabaseDefinitions.dataSources((BeanDefinitionRegistry) this.beans)) {
			Engine engine = this.beans.getBean(DatabaseDefinitions.engine(name), Engine.class);
			all.add(new Database(name, engine.assembly(), engine.dispatcher(),
					RepositoryDefinitions.of(name, this.beans)));
			if (engine.replica() != null) {
				all.add(of(engine.replica(), engine.assembly()));
			}
		}
		return all;
	}

	private static Database of(ReplicaEngine replica, Assembly assembly) {
		return new Database(replica.settings().name(), assembly, replica.dispatcher(), List.of());
	}

	static String primaryName(ConfigurableListableBeanFactory beans) {
		@Nullable String primary = DeclaredDataSources.primary(beans);
		return (primary != null) ? primary : USUAL_NAME;
	}

}
