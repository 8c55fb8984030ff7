package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.asyncorm.schema.inspection.SchemaInspection;
import io.asyncorm.schema.inspection.SourceFile;

/**
 * Writes models and repositories from the tables of the database, says where they are,
 * and ends the application: {@code --async-orm.inspect=...}, Django's {@code inspectdb}.
 *
 * @param folder where sources are: packages are folders in it
 * @param packageName the package of all that is written
 * @param schemas the schemas whose tables are read; an empty one is the current one
 */
record SchemaInspectionCommand(SchemaInspection inspection, Path folder, String packageName, List<String> schemas) {

	static final String PROPERTY = "async-orm.inspect";

	private static final Pattern PACKAGE = Pattern
		.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*(\\.\\p{javaJavaIdentifierStart}"
				+ "\\p{javaJavaIdentifierPart}*)*");

	SchemaInspectionCommand {
		if (!PACKAGE.matcher(packageName).matches()) {
			throw new StartupFaultException(
					"'" + PROPERTY + ".package' is '" + packageName + "', which is no name of a package.",
					"Give one as in --" + PROPERTY + ".package=com.acme.shop.");
		}
	}

	/** The application has nothing else to do. */
	@SuppressWarnings("SystemOut") // what a command has to say
	void run() throws IOException {
		write().forEach(System.out::println);
		System.exit(0);
	}

	/**
	 * Writes the files.
	 * @return what there is to say about them
	 * @throws StartupFaultException if that would overwrite a file
	 */
	List<String> write() throws IOException {
		List<SourceFile> sources = this.inspection.sources(this.schemas, this.packageName);
		Path directory = this.folder.resolve(this.packageName.replace('.', '/'));
		List<String> present = sources.stream()
			.map(SourceFile::fileName)
			.filter((name) -> Files.exists(directory.resolve(name)))
			.toList();
		if (!present.isEmpty()) {
			throw new StartupFaultException("Nothing was written to '" + directory + "', as there are already "
					+ String.join(", ", present) + ".",
					"Remove them, or name another package by --" + PROPERTY + ".package=...");
		}
		List<String> report = new ArrayList<>(this.inspection.remarks());
		if (sources.isEmpty()) {
			report.add(nothing());
			return report;
		}
		Files.createDirectories(directory);
		for (SourceFile source : sources) {
			Files.writeString(directory.resolve(source.fileName()), source.text());
		}
		report.add("%d models and their repositories are in '%s'".formatted(sources.size() / 2, directory));
		return report;
	}

	private String nothing() {
		String where = this.schemas.stream()
			.map((schema) -> schema.isEmpty() ? "the schema in which tables are found by their names alone"
					: "schema '" + schema + "'")
			.collect(Collectors.joining(" and "));
		return "There are no tables to write models for in " + where + ": name other schemas by --" + PROPERTY
				+ ".schemas=shop,billing, in the case of the database, or another database by --spring.datasource.url=...";
	}

}
