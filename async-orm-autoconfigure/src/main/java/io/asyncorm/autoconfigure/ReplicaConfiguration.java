package io.asyncorm.autoconfigure;

import java.util.Objects;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.assembly.InvalidSettingException;
import io.asyncorm.assembly.LanePlan;
import io.asyncorm.assembly.ReplicaEngine;
import io.asyncorm.assembly.ReplicaSettings;
import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.model.RelationFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Conditional;

/**
 * Configures what reads from the replica of the primary data source, where properties say
 * that anything does.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(ReplicaCondition.class)
class ReplicaConfiguration {

	@Bean
	ReplicaEngine asyncOrmReplica(Assembly assembly, AsyncDispatcher dispatcher, RelationFactory relations,
			VirtualThreadExecutor threads, LanePlan lanes, ObjectProvider<DataSourcePoolMetadataProvider> pools,
			ConfigurableListableBeanFactory beans) {
		ReplicaSettings settings = Objects.requireNonNull(assembly.replica());
		try {
			ReplicaEngine replica = ReplicaEngine.start(assembly, dispatcher, relations, threads, lanes.settings(),
					ObserverFactory.observe(settings.name(), assembly, beans).observers(),
					() -> PoolLanes.size(settings.dataSource(), pools.orderedStream()));
			SpinningPoolException.refuse(replica.lanes(), settings.name());
			return replica;
		}
		catch (InvalidSettingException ex) {
			throw InvalidSettings.named(ex);
		}
	}

	@Bean
	DispatcherShutdown asyncOrmReplicaShutdown(ReplicaEngine replica, ConfigurableApplicationContext context) {
		return new DispatcherShutdown(replica.dispatcher(), context);
	}

}
