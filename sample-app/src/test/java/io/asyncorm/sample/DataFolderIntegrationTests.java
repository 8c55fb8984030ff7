package io.asyncorm.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import io.asyncorm.query.Ref;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.transaction.AsyncTransactions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.FileSystemResource;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DataFolder} and the database in it, from one start to the next.
 */
@Timeout(180)
@ExtendWith(OutputCaptureExtension.class)
class DataFolderIntegrationTests {

	@TempDir
	private Path folder;

	@Test
	void dataIsThereAfterARestart() throws IOException {
		try (ConfigurableApplicationContext context = start(this.folder)) {
			Author author = await(context.getBean(Authors.class).agetOrCreate("A Writer")).object();
			await(context.getBean(Books.class).acreate("To be found again", Ref.to(author), 2024, "en", 1));
			await(context.getBean(Books.class).filter("title", "Death on the Nile").adelete());
		}

		try (ConfigurableApplicationContext context = start(this.folder)) {
			Books books = context.getBean(Books.class);
			assertThat(await(books.filter("title", "To be found again").aexists())).isTrue();
			assertThat(await(books.filter("title", "Death on the Nile").aexists())).isFalse();
			assertThat(await(books.acount())).isEqualTo(208);
		}
		assertThat(this.folder.resolve("data/PG_VERSION")).hasContent(DataFolder.MAJOR_VERSION);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.folder))).isEqualTo("rwx------");
	}

	@Test
	void emptiedCatalogueStartsAndStaysEmpty() {
		try (ConfigurableApplicationContext context = start(this.folder)) {
			await(context.getBean(Books.class).all().adelete());
		}

		try (ConfigurableApplicationContext context = start(this.folder)) {
			assertThat(await(context.getBean(Books.class).aexists())).isFalse();
			assertThat(await(context.getBean(Tags.class).aexists())).isTrue();
		}
	}

	@Test
	void firstLoadThatFailsLeavesNothing() throws IOException {
		try (ConfigurableApplicationContext context = start(this.folder)) {
			Books books = context.getBean(Books.class);
			Authors authors = context.getBean(Authors.class);
			Tags tags = context.getBean(Tags.class);
			await(books.all().adelete());
			await(authors.all().adelete());
			await(tags.all().adelete());
			Path twice = write("twice.csv", """
					title,author,year,language,pages,tags
					Emma,Jane Austen,1815,en,474,classic
					Emma,Jane Austen,1815,en,474,classic
					""");
			BookLoader loader = new BookLoader(context.getBean(AsyncTransactions.class), authors, books, tags,
					new FileSystemResource(twice), context.getBeanProvider(EmbeddedPostgres.class), true);

			assertThatExceptionOfType(RefusedRowException.class)
				.isThrownBy(() -> loader.run(new DefaultApplicationArguments()));

			assertThat(await(authors.aexists())).isFalse();
			assertThat(await(tags.aexists())).isFalse();
			context.getBean(BookLoader.class).run(new DefaultApplicationArguments());
			assertThat(await(books.acount())).isEqualTo(208);
		}
	}

	@Test
	void serverOfAnApplicationThatWasKilledIsStoppedAndItsDataIsThere() throws Exception {
		Process killed = startProcess();
		long server = Long.parseLong(Files.readAllLines(this.folder.resolve("data/postmaster.pid")).getFirst());
		killed.destroyForcibly().waitFor();
		assertThat(ProcessHandle.of(server)).isPresent();

		try (ConfigurableApplicationContext context = start(this.folder)) {
			assertThat(await(context.getBean(Books.class).acount())).isEqualTo(208);
			assertThat(Files.readAllLines(this.folder.resolve("data/postmaster.pid")).getFirst())
				.isNotEqualTo(Long.toString(server));
		}
	}

	@Test
	void secondInstanceSaysThatTheFolderIsInUse(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(this.folder)) {
			assertThatException().isThrownBy(() -> start(this.folder));

			assertThat(output.getOut()).contains("APPLICATION FAILED TO START",
					"Another instance of this application uses the data folder " + this.folder,
					"--sample.data-folder=FOLDER");
			assertThat(await(context.getBean(Books.class).acount())).isEqualTo(208);
		}
	}

	@Test
	void dataOfAnotherVersionIsRefused(CapturedOutput output) throws IOException {
		write("data/PG_VERSION", "17\n");

		assertThatException().isThrownBy(() -> start(this.folder));

		assertThat(output.getOut())
			.contains("is of PostgreSQL 17, and this application starts PostgreSQL " + DataFolder.MAJOR_VERSION);
	}

	@Test
	void dataWithoutItsPasswordIsRefused() throws IOException {
		write("data/PG_VERSION", DataFolder.MAJOR_VERSION);

		assertThatExceptionOfType(DataFolderException.class).isThrownBy(() -> DataFolder.open(this.folder))
			.withMessageContaining("no file 'password'");
	}

	@Test
	void processOfAnotherProgramIsLeftAlone() throws IOException {
		Path file = write("data/postmaster.pid", ProcessHandle.current().pid() + "\n");

		LeftServer.stop(this.folder.resolve("data"));

		assertThat(file).doesNotExist();
	}

	@Test
	void serverOfAnotherFolderIsLeftAlone() throws IOException {
		try (ConfigurableApplicationContext context = start(this.folder)) {
			String server = Files.readString(this.folder.resolve("data/postmaster.pid"));
			Path file = write("other/postmaster.pid", server);

			LeftServer.stop(this.folder.resolve("other"));

			assertThat(file).doesNotExist();
			assertThat(await(context.getBean(Books.class).acount())).isEqualTo(208);
		}
	}

	@Test
	void serverThatDoesNotSayWhoseDataItHasIsRefused() throws IOException {
		Path program = Files.copy(Path.of("/bin/sleep"), this.folder.resolve("postgres"));
		Process process = new ProcessBuilder(program.toString(), "120").start();
		try {
			Path file = write("data/postmaster.pid", process.pid() + "\n");

			assertThatExceptionOfType(DataFolderException.class)
				.isThrownBy(() -> LeftServer.stop(this.folder.resolve("data")))
				.withMessageContaining("may be a PostgreSQL server with the data in");

			assertThat(file).exists();
			assertThat(process.isAlive()).isTrue();
		}
		finally {
			process.destroy();
		}
	}

	@Test
	void folderOfSomethingElseIsRefusedAndLeftAsItIs() throws IOException {
		Path home = Files.createDirectory(this.folder.resolve("home"));
		Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
		write("home/letter.txt", "Dear reader\n");

		assertThatExceptionOfType(DataFolderException.class).isThrownBy(() -> DataFolder.open(home))
			.withMessage("The data folder " + home + " has files in it that are not ours.");

		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home))).isEqualTo("rwxr-xr-x");
		assertThat(home).isDirectoryNotContaining("glob:**lock");
	}

	@Test
	void temporaryFolderIsGoneWithItsApplication() {
		Path data;
		try (ConfigurableApplicationContext context = start("")) {
			data = context.getBean(DataFolder.class).data();
			assertThat(data).isDirectory();
			assertThat(context.getBean(EmbeddedPostgres.class).getPort()).isPositive();
		}
		assertThat(data.getParent()).doesNotExist();
	}

	private Path write(String name, String content) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, content);
	}

	private static ConfigurableApplicationContext start(Object folder) {
		return SampleApplication.run("--sample.data-folder=" + folder, "--server.port=0");
	}

	/** Once its books are there. */
	private Process startProcess() throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), SampleApplication.class.getName(),
				"--sample.data-folder=" + this.folder, "--server.port=0")
			.redirectErrorStream(true)
			.start();
		List<String> lines = new ArrayList<>();
		BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			lines.add(line);
			if (line.contains("Loaded ")) {
				return process;
			}
		}
		throw new AssertionError(String.join("\n", lines));
	}

}
