package io.asyncorm.autoconfigure.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import io.asyncorm.schema.MigrationRunner;
import org.jspecify.annotations.Nullable;

/**
 * A bean of the application that runs migrations of one data source.
 */
interface MigrationTool {

	/** That of the database in which it runs them; null if it has none. */
	@Nullable DataSource dataSource();

	/** Where it finds files; new ones belong to the first. */
	List<MigrationLocation> locations();

	/** How it runs those in a folder. */
	MigrationRunner runner(Path folder);

	/**
	 * Why it does not run what is in a folder that is at none of its locations; empty if
	 * that is told of each file.
	 */
	Optional<String> elsewhere(Path folder);

}
