package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.asyncorm.autoconfigure.PrintedStart.assertReport;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people read in their terminal when a command, or how an application is set up, is
 * at fault.
 */
@ExtendWith(OutputCaptureExtension.class)
class SetupFailureTextsTests {

	private static final String APPLICATION = """
			@SpringBootApplication
			class Shop {
				%s
			}
			@Model
			record Book(@Nullable Long id, String title) {
			}
			""";

	private static final String ENABLED = """
			@org.springframework.context.annotation.Configuration
			@EnableAsyncRepositories(%s)
			class Other {
			}
			""";

	@TempDir
	Path directory;

	@Test
	void aMigrationWithoutAFolder(CapturedOutput output) {
		start(APPLICATION.formatted(""), "async-orm.schema.diff=");

		assertReport(output.getOut(), "'async-orm.schema.diff' names no folder.\n",
				"Give the folder of the migrations, as in --async-orm.schema.diff=src/main/resources/db/migration.\n");
		assertThat(Path.of("V1__book.sql")).doesNotExist();
	}

	@Test
	void aFolderOfMigrationsAtEachStartThatIsAFile(CapturedOutput output) throws IOException {
		Path file = Files.createFile(this.directory.resolve("migration"));

		start(APPLICATION.formatted(""), "async-orm.schema.action=diff", "async-orm.schema.diff-location=" + file);

		assertReport(output.getOut(), "'async-orm.schema.diff-location' names the file '" + file + "'.\n",
				"Give the folder of the migrations, as in"
						+ " --async-orm.schema.diff-location=src/main/resources/db/migration.\n");
	}

	@Test
	void modelsWithoutAFolder(CapturedOutput output) {
		start(APPLICATION.formatted(""), "async-orm.inspect=");

		assertReport(output.getOut(), "'async-orm.inspect' names no folder.\n",
				"Give the folder of the sources, as in --async-orm.inspect=src/main/java.\n");
	}

	@Test
	void modelsOfNoPackage(CapturedOutput output) {
		start(APPLICATION.formatted(""), "async-orm.inspect=" + this.directory,
				"async-orm.inspect.package=com.acme-shop");

		assertReport(output.getOut(),
				"'async-orm.inspect.package' is 'com.acme-shop', which is no name of a package.\n",
				"Give one as in --async-orm.inspect.package=com.acme.shop.\n");
	}

	@Test
	void modelsThatAreThere(CapturedOutput output) throws IOException {
		Path folder = Files.createDirectories(this.directory.resolve("acme"));
		Files.createFile(folder.resolve("Book.java"));

		start(APPLICATION.formatted(""), "async-orm.inspect=" + this.directory, "async-orm.inspect.package=acme",
				"spring.datasource.url=jdbc:h2:mem:there;INIT=create table if not exists book (id bigint primary key)");

		assertReport(output.getOut(), "Nothing was written to '" + folder + "', as there are already Book.java.\n",
				"Remove them, or name another package by --async-orm.inspect.package=...\n");
	}

	@Test
	void aTransactionManagerOfNoDataSource(CapturedOutput output) {
		start(APPLICATION.formatted("") + ENABLED.formatted("transactionManagerRef = \"shop\""));

		assertReport(output.getOut(),
				"@EnableAsyncRepositories(transactionManagerRef = \"shop\") on 'shop.Other' names no dataSourceRef.\n",
				"Name its data source, or mark the transaction manager of the primary one with @Primary.\n");
	}

	@Test
	void twoTransactionManagersOfOneDataSource(CapturedOutput output) {
		start(APPLICATION.formatted("") + ENABLED.formatted("dataSourceRef = \"a\", transactionManagerRef = \"b\"")
				+ ENABLED.replace("Other", "More").formatted("dataSourceRef = \"a\", transactionManagerRef = \"c\""));

		assertThat(PrintedStart.report(output.getOut()))
			.contains("names two transaction managers for the dataSourceRef 'a': '", "Name one of them only.")
			.doesNotContain("\tat ");
	}

	@Test
	void callbacksOfNoModel(CapturedOutput output) {
		start(APPLICATION.formatted("""
				@Bean static LifecycleCallbacks<String> texts() {
					return new LifecycleCallbacks<String>() {
					};
				}
				"""));

		assertReport(output.getOut(), "The callbacks 'shop.Shop$1' are for 'java.lang.String', which is no model.\n",
				"Let the class implement LifecycleCallbacks<Book>, with a model of yours.\n");
	}

	@Test
	void limitsThatAreNone(CapturedOutput output) {
		start(APPLICATION.formatted(""), "async-orm.diagnostics.max-rows=0");

		assertThat(PrintedStart.report(output.getOut()))
			.contains("'async-orm.diagnostics.max-rows'", "It must be positive, such as 10000.")
			.doesNotContain("\tat ");
	}

	private void start(String source, String... properties) {
		PrintedStart.start(this.directory, source, List.of("-parameters"), properties);
	}

}
