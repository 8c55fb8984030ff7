package io.asyncorm.autoconfigure.migration;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ChangeLog}: what it includes, and what has to be added to it.
 */
class ChangeLogTests {

	private static final String XML = """
			<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
			    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
			    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/x.xsd">
			  %s
			</databaseChangeLog>
			""";

	@TempDir
	private Path root;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			m.xml  | <includeAll path="new" relativeToChangelogFile="true"/>
			m.xml  | <includeAll path="db/log/new/"/>
			m.xml  | <includeAll path="classpath:db/log/new/" endsWithFilter=".sql"/>
			m.xml  | <include file="more.yaml" relativeToChangelogFile="true"/>
			m.xml  | <include file="db/log/more.yaml"/>
			m.yaml | databaseChangeLog: [{include: {file: more.yaml, relativeToChangelogFile: true}}]
			m.yaml | databaseChangeLog: [{includeAll: {path: ../log/new, relativeToChangelogFile: true}}]
			m.yml  | databaseChangeLog: [{includeAll: {path: db}}]
			m.json | {"databaseChangeLog": [{"includeAll": {"path": "db/log"}}]}
			""")
	void whatAFolderThatIsIncludedGetsNeedsNothing(String name, String content) throws IOException {
		write("more.yaml", "databaseChangeLog: [{includeAll: {path: db/log/new}}, {include: {file: db/log/m.xml}}]");
		write(name, name.endsWith("xml") ? XML.formatted(content) : content);

		ChangeLog changeLog = read("classpath:/db/log/" + name);

		assertThat(changeLog.included()).hasSize(1);
		assertThat(changeLog.inclusion(Path.of("src/main/resources/db/log/new/0001-book.sql"))).isEmpty();
		assertThat(changeLog.inclusion(Path.of("src/main/resources/other/0001-book.sql"))).isPresent();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					m.xml  | <includeAll path="db/log" endsWithFilter=".xml"/> | <include file="new/1.sql" relativeToChangelogFile="true"/>
					m.yaml | databaseChangeLog: []     | - include: {file: new/1.sql, relativeToChangelogFile: true}
					m.json | {"databaseChangeLog": []} | {"include": {"file": "new/1.sql", "relativeToChangelogFile": true}}
					m.sql  | --liquibase formatted sql | The changelog 'db/log/m.sql' is SQL, which includes nothing: append it there
					""")
	void whatIsNotIncludedIsToBeAdded(String name, String content, String advice) throws IOException {
		write(name, name.endsWith("xml") ? XML.formatted(content) : content);

		ChangeLog changeLog = read("db/log/" + name);

		assertThat(changeLog.inclusion(Path.of("src/main/resources/db/log/new/1.sql"))).get()
			.asString()
			.contains("'db/log/" + name + "'", advice);
	}

	@Test
	void whatIsElsewhereIsToBeAddedByAnotherPath() throws IOException {
		write("m.xml", XML.formatted(""));

		assertThat(read("db/log/m.xml").inclusion(Path.of("db/other/1.sql")))
			.hasValue("The changelog 'db/log/m.xml' does not include it: let its last entry be"
					+ " <include file=\"db/other/1.sql\"/>, with the path that it has in the class path");
	}

	@Test
	void aFileMayIncludeAFolderOfFiles() throws IOException {
		write("m.yaml", "databaseChangeLog: [{includeAll: {path: new, relativeToChangelogFile: true}}]");

		ChangeLog changeLog = read(this.root.resolve("db/log/m.yaml").toUri().toString());

		assertThat(changeLog.inclusion(this.root.resolve("db/log/new/1.sql"))).isEmpty();
		assertThat(changeLog.inclusion(this.root.resolve("db/log/1.sql"))).isPresent();
		assertThat(changeLog.inclusion(Path.of("/elsewhere/db/log/new/1.sql"))).isPresent();
	}

	@Test
	void oneThatCannotBeReadIsNamed() throws IOException {
		write("m.xml", "<databaseChangeLog>");

		assertThatIllegalStateException().isThrownBy(() -> read("db/log/m.xml"))
			.withMessageStartingWith("What the changelog class path resource [db/log/m.xml] includes cannot be read");
	}

	private void write(String name, String content) throws IOException {
		Files.writeString(Files.createDirectories(this.root.resolve("db/log")).resolve(name), content);
	}

	private ChangeLog read(String location) throws IOException {
		URL[] roots = { this.root.toUri().toURL() };
		try (URLClassLoader resources = new URLClassLoader(roots, getClass().getClassLoader())) {
			return ChangeLog.read(location, new DefaultResourceLoader(resources));
		}
	}

}
