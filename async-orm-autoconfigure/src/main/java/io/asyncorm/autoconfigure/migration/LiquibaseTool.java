package io.asyncorm.autoconfigure.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.asyncorm.schema.MigrationRunner;
import io.asyncorm.schema.MigrationRunner.ByLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * A Liquibase as the application has set it up, by properties or in code.
 *
 * @param liquibase the bean
 * @param changeLog what it runs
 */
record LiquibaseTool(SpringLiquibase liquibase, ChangeLog changeLog) implements MigrationTool {

	/** All of an application that run something. */
	static Stream<MigrationTool> all(BeanFactory beans) {
		return beans.getBeanProvider(SpringLiquibase.class)
			.orderedStream()
			.filter((liquibase) -> liquibase.getChangeLog() != null)
			.map((liquibase) -> new LiquibaseTool(liquibase,
					ChangeLog.read(liquibase.getChangeLog(), liquibase.getResourceLoader())));
	}

	@Override
	public @Nullable DataSource dataSource() {
		return this.liquibase.getDataSource();
	}

	/** What is beside the changelog can be included by its name. */
	@Override
	public List<MigrationLocation> locations() {
		return Stream
			.concat(this.changeLog.included().stream().map(ChangeLog.Folder::location),
					this.changeLog.folder().stream())
			.toList();
	}

	@Override
	public MigrationRunner runner(Path folder) {
		String schema = this.liquibase.getDefaultSchema();
		return new ByLiquibase((schema != null) ? schema : "",
				(file) -> this.changeLog.inclusion(file).stream().toList());
	}

	/** What is to be included is told of each file. */
	@Override
	public Optional<String> elsewhere(Path folder) {
		return Optional.empty();
	}

}
