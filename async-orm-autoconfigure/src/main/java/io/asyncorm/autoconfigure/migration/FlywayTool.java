package io.asyncorm.autoconfigure.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.asyncorm.schema.FlywaySettings;
import io.asyncorm.schema.MigrationRunner;
import io.asyncorm.schema.MigrationRunner.ByFlyway;
import io.asyncorm.sql.TableName;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.StringUtils;

/**
 * A Flyway as the application has set it up, by properties, by customizers or in code.
 *
 * @param flyway the bean
 */
record FlywayTool(Flyway flyway) implements MigrationTool {

	/** All of an application. */
	static Stream<MigrationTool> all(BeanFactory beans) {
		return beans.getBeanProvider(Flyway.class).orderedStream().map(FlywayTool::new);
	}

	@Override
	public @Nullable DataSource dataSource() {
		return configuration().getDataSource();
	}

	@Override
	public List<MigrationLocation> locations() {
		return Stream.of(configuration().getLocations())
			.map((location) -> MigrationLocation.of(location.getDescriptor()))
			.flatMap(Optional::stream)
			.toList();
	}

	/** It knows its migrations wherever they are, such as those that are beans. */
	@Override
	public MigrationRunner runner(Path folder) {
		List<String> versions = Stream.of(this.flyway.info().all())
			.flatMap((migration) -> Stream.ofNullable(migration.getVersion()))
			.map(Object::toString)
			.toList();
		return new ByFlyway(settings(), versions);
	}

	private FlywaySettings settings() {
		Configuration configuration = configuration();
		List<String> suffixes = List.of(configuration.getSqlMigrationSuffixes());
		return new FlywaySettings(new TableName(schema(configuration), configuration.getTable()),
				configuration.getSqlMigrationPrefix(), configuration.getSqlMigrationSeparator(),
				suffixes.isEmpty() ? FlywaySettings.DEFAULT.suffixes() : suffixes,
				configuration.isPlaceholderReplacement() ? configuration.getPlaceholderPrefix() : "");
	}

	private static String schema(Configuration configuration) {
		String named = configuration.getDefaultSchema();
		String[] all = configuration.getSchemas();
		return StringUtils.hasLength(named) ? named : (all.length > 0) ? all[0] : "";
	}

	@Override
	public Optional<String> elsewhere(Path folder) {
		String locations = Stream.of(configuration().getLocations())
			.map((location) -> "'" + location.getDescriptor() + "'")
			.collect(Collectors.joining(", "));
		return Optional.of("Flyway looks in " + locations + ", and not there: let its locations name '" + folder
				+ "', or have the migration written there");
	}

	private Configuration configuration() {
		return this.flyway.getConfiguration();
	}

}
