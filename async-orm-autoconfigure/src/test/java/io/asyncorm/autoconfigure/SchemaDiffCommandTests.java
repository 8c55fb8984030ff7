package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.testdatabase.JavaProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the command {@code --async-orm.schema.diff}, and for the same at each start,
 * of an application with several data sources.
 */
@Timeout(180)
class SchemaDiffCommandTests {

	@TempDir
	private Path folder;

	@Test
	void theApplicationWritesWhatEachDatabaseLacksAndEnds() throws Exception {
		String output = run("--library=H2", "--billing=POSTGRESQL",
				"--async-orm.schema.diff=" + this.folder.resolve("migration"));

		for (String file : List.of("migration/V1__author_book.sql", "migration-billing/V1__invoice_line.sql")) {
			assertThat(output.lines()).as(output).contains(this.folder.resolve(file).toString());
			assertThat(this.folder.resolve(file)).isRegularFile();
		}
		assertThat(output).doesNotContain("The application was started");
	}

	@Test
	void anApplicationThatWritesAtEachStartGoesOn() throws Exception {
		String output = run("--library=POSTGRESQL", "--billing=H2", "--async-orm.schema.action=diff",
				"--async-orm.schema.diff-location=" + this.folder.resolve("migration"));

		assertThat(output).contains("The application was started");
		assertThat(this.folder.resolve("migration/V1__author_book.sql")).isRegularFile();
		assertThat(this.folder.resolve("migration-billing/V1__invoice_line.sql")).isRegularFile();
	}

	private static String run(String... arguments) throws IOException, InterruptedException {
		return JavaProgram
			.of(Several.class, "-Dasync-orm.test.database=" + System.getProperty("async-orm.test.database", ""))
			.run(Stream.concat(Stream.of("--spring.main.web-application-type=none"), Arrays.stream(arguments))
				.toArray(String[]::new));
	}

	/** The application that is started by the command. */
	static final class Several {

		private Several() {
		}

		public static void main(String[] args) {
			new SpringApplicationBuilder(SeveralDataSources.PrimaryAndBilling.class).run(args);
			System.out.println("The application was started");
			System.exit(0);
		}

	}

}
