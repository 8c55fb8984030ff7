package io.asyncorm.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;
import org.flywaydb.core.Flyway;

/** What runs the migrations of a folder, set up as it comes but for its tables. */
enum MigrationTool {

	FLYWAY {

		@Override
		Path folder(Path parent) throws IOException {
			return Files.createDirectory(parent.resolve("migration"));
		}

		@Override
		void run(Path folder, DataSource dataSource) {
			Flyway.configure()
				.dataSource(dataSource)
				.locations("filesystem:" + folder)
				.table(TABLE)
				.baselineOnMigrate(true)
				.baselineVersion("0")
				.load()
				.migrate();
		}

	},

	LIQUIBASE {

		@Override
		Path folder(Path parent) throws IOException {
			Path folder = Files.createDirectory(parent.resolve("changelog"));
			Files.writeString(folder.resolve("changelog.yaml"), """
					databaseChangeLog:
					- includeAll:
					    path: .
					    relativeToChangelogFile: true
					    endsWithFilter: .sql
					""");
			return folder;
		}

		@Override
		void run(Path folder, DataSource dataSource) throws IOException {
			try (Connection connection = dataSource.getConnection()) {
				liquibase.database.Database database = DatabaseFactory.getInstance()
					.findCorrectDatabaseImplementation(new JdbcConnection(connection));
				database.setDatabaseChangeLogTableName(TABLE);
				database.setDatabaseChangeLogLockTableName(TABLE + "_lock");
				new Liquibase("changelog.yaml", new DirectoryResourceAccessor(folder), database).update();
			}
			catch (SQLException | LiquibaseException ex) {
				throw new IllegalStateException("The migrations in '" + folder + "' failed", ex);
			}
		}

	};

	/** Where it keeps what it has run. */
	private static final String TABLE = "ran";

	/** A new folder for its migrations. */
	abstract Path folder(Path parent) throws IOException;

	/** Runs those that have not been run. */
	abstract void run(Path folder, DataSource dataSource) throws IOException;

}
