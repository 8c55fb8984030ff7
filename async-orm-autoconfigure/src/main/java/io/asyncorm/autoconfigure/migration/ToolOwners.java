package io.asyncorm.autoconfigure.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Tells the data sources that are one database: tools may connect to it by another user,
 * and so by a data source of their own.
 *
 * @param dataSources those of the application
 */
record ToolOwners(List<DataSource> dataSources) {

	/** Whether a tool that has one data source migrates the database of another. */
	boolean isOver(DataSource dataSource, @Nullable DataSource ofTool) {
		if (ofTool == null) {
			return false;
		}
		DataSource own = target(ofTool);
		if (this.dataSources.stream().anyMatch((known) -> target(known) == own)) {
			return target(dataSource) == own;
		}
		return target(dataSource) == own || address(dataSource).equals(address(ofTool));
	}

	private static DataSource target(DataSource dataSource) {
		DataSource target = dataSource;
		while (target instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
			target = delegating.getTargetDataSource();
		}
		return target;
	}

	/** Without the settings of connections, which may differ. */
	private static String address(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			return connection.getMetaData().getURL().split("[?;]", 2)[0];
		}
		catch (SQLException ex) {
			throw new IllegalStateException("No connection tells which database is to be migrated", ex);
		}
	}

}
