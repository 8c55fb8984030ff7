package io.asyncorm.autoconfigure;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.asyncorm.schema.SchemaInitializer;

/**
 * Writes the next migration of each database, says where it is, and ends the application,
 * before anything of it uses them: {@code --async-orm.schema.diff=...}, Django's
 * {@code makemigrations}. Databases for which none can be written are told, unless there
 * is no other: then that is the failure of the command.
 *
 * @param databases what compares the databases, by the names of the beans
 */
record SchemaDiffCommand(Map<String, SchemaInitializer> databases) {

	/** To be called once the databases are as migrations and scripts make them. */
	@SuppressWarnings("SystemOut") // what a command has to say
	void run() {
		List<Path> files = write();
		files.forEach(System.out::println);
		if (files.isEmpty()) {
			System.out.println("No changes");
		}
		leftOut().forEach(System.out::println);
		System.exit(0);
	}

	/** Writes the files. */
	List<Path> write() {
		List<SchemaInitializer> able = this.databases.values()
			.stream()
			.filter(SchemaInitializer::writesMigrations)
			.toList();
		Collection<SchemaInitializer> asked = able.isEmpty() ? this.databases.values() : able;
		return asked.stream().map(SchemaInitializer::writeMigration).flatMap(Optional::stream).toList();
	}

	/** What there is to say about databases for which no migrations are written. */
	List<String> leftOut() {
		return this.databases.entrySet()
			.stream()
			.filter((database) -> !database.getValue().writesMigrations())
			.map((database) -> leftOut(database.getKey()))
			.toList();
	}

	/**
	 * What there is to say about a database for which no migrations are written.
	 * @param bean what compares it; behind a dot, its data source
	 */
	static String leftOut(String bean) {
		return "No migration was written for " + dataSource(bean)
				+ ", as only PostgreSQL tells what is to be in it: --async-orm.schema.action=validate reports what its"
				+ " schema lacks";
	}

	private static String dataSource(String bean) {
		int dot = bean.indexOf('.');
		return (dot < 0) ? "the data source" : "the data source '" + bean.substring(dot + 1) + "'";
	}

}
