package io.asyncorm.autoconfigure;

import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.assembly.InvalidSettingException;
import io.asyncorm.assembly.ReplicaSettings;
import io.asyncorm.jdbc.ReadOnlyConnections;
import io.asyncorm.model.NearestName;
import io.asyncorm.query.ReplicaReads;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * Finds the replica of the primary data source: a bean that a property names, or what is
 * behind the read-only connections of the primary one.
 */
final class ReplicaDataSource {

	private static final String DATA_SOURCE = "async-orm.replicas.data-source";

	private final ReplicaProperties properties;

	private final ConfigurableListableBeanFactory beans;

	ReplicaDataSource(ReplicaProperties properties, ConfigurableListableBeanFactory beans) {
		this.properties = properties;
		this.beans = beans;
	}

	/** What {@code using(name)} calls it; null if there is none. */
	@Nullable String name() {
		String name = this.properties.getDataSource();
		return (name == null && this.properties.getReads() != ReplicaReads.OFF) ? ReplicaSettings.USUAL_NAME : name;
	}

	/**
	 * What is read from it.
	 * @param dataSource the one that it may be of; null if that is the only one
	 * @return null if nothing is read from a replica of that data source
	 * @throws InvalidConfigurationPropertyValueException if it cannot be found
	 */
	@Nullable ReplicaSettings settings(@Nullable String dataSource) {
		if (this.properties.getReads() == ReplicaReads.OFF) {
			return null;
		}
		String primary = DeclaredDataSources.primary(this.beans);
		if (primary == null) {
			throw new InvalidConfigurationPropertyValueException("async-orm.replicas.reads", this.properties.getReads(),
					"It is for the primary data source, and none is: mark one with @Primary.");
		}
		if (dataSource != null && !dataSource.equals(primary)) {
			return null;
		}
		String name = this.properties.getDataSource();
		try {
			return (name != null) ? settings(name, find(name, primary))
					: settings(ReplicaSettings.USUAL_NAME, behind(primary));
		}
		catch (InvalidSettingException ex) {
			throw InvalidSettings.named(ex);
		}
	}

	private ReplicaSettings settings(String name, DataSource replica) {
		return new ReplicaSettings(name, replica, this.properties.getReads(), this.properties.getStickiness(),
				this.properties.isUntilReplayed());
	}

	private DataSource find(String name, String primary) {
		List<String> others = Arrays.stream(this.beans.getBeanNamesForType(DataSource.class, true, false))
			.filter((other) -> !other.equals(primary))
			.toList();
		if (!others.contains(name)) {
			String fault = name.equals(primary) ? "It is the primary data source itself."
					: "There is no such DataSource bean." + NearestName.suggest(name, others);
			throw new InvalidConfigurationPropertyValueException(DATA_SOURCE, name,
					fault + " Choices are: " + (others.isEmpty()
							? "none, so declare one with @Bean(defaultCandidate = false)" : String.join(", ", others))
							+ ".");
		}
		return this.beans.getBean(name, DataSource.class);
	}

	private DataSource behind(String primary) {
		DataSource dataSource = this.beans.getBean(primary, DataSource.class);
		if (dataSource instanceof LazyConnectionDataSourceProxy proxy && ReadOnlyConnections.areOfAnotherPool(proxy)) {
			return ReplicaSettings.readOnly(proxy);
		}
		throw new InvalidConfigurationPropertyValueException("async-orm.replicas.reads", this.properties.getReads(),
				"Nothing says where the replica is: name its DataSource bean by '" + DATA_SOURCE
						+ "', or let the primary data source be a LazyConnectionDataSourceProxy with a read-only one"
						+ " (setReadOnlyDataSource; that of spring.datasource.connection-fetch=lazy has none).");
	}

}
