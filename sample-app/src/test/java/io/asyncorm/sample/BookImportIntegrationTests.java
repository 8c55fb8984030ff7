package io.asyncorm.sample;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link BookImport}, from the command to the database. With
 * {@code -Dasync-orm.thorough=true}, the long file has a million lines.
 */
@ExtendWith(OutputCaptureExtension.class)
class BookImportIntegrationTests {

	private static final String HEADER = "title,author,year,language,pages,tags\n";

	private static final int LINES = Boolean.getBoolean("async-orm.thorough") ? 1_000_000 : 5_000;

	private static EmbeddedPostgres server;

	private static JdbcClient jdbc;

	@TempDir
	Path folder;

	@BeforeAll
	static void startServer() throws IOException {
		server = EmbeddedPostgres.builder()
			.setRegisterShutdownHook(false)
			.setPGStartupWait(Duration.ofSeconds(60))
			.start();
		jdbc = JdbcClient.create(new DriverManagerDataSource(url()));
	}

	@AfterAll
	static void stopServer() throws IOException {
		server.close();
	}

	@BeforeEach
	void dropTables() {
		jdbc.sql("drop schema public cascade").update();
		jdbc.sql("create schema public").update();
	}

	@Test
	void loadsBooksWithTheirAuthorsAndTagsAndEnds(CapturedOutput output) throws IOException {
		int exitCode = load(HEADER + """
				Emma,Jane Austen,1815,en,474,classic;love
				"Eats, Shoots ""&"" Leaves",Lynne Truss,2003,en,209,
				Persuasion,Jane Austen,1817,en,249,classic
				""");

		assertThat(exitCode).isZero();
		assertThat(output).contains("import: 3 loaded, 0 already there, 0 refused, ");
		assertThat(stored()).containsExactly("Eats, Shoots \"&\" Leaves|Lynne Truss|2003|en|209|",
				"Emma|Jane Austen|1815|en|474|classic;love", "Persuasion|Jane Austen|1817|en|249|classic");
	}

	@Test
	void reportsEachBadLineByItsNumberAndLoadsTheOthers(CapturedOutput output) throws IOException {
		String tooLong = "x".repeat(201);
		int exitCode = load(HEADER + """
				Emma,Jane Austen,1815,en,474,classic
				Few,Columns,1900
				No year,Somebody,soon,en,1,
				Too many pages,Somebody,1900,en,99999999999,
				,Nobody,1900,en,many,
				No author,,1900,en,1,
				%s,Somebody,1900,en,1,
				Long language,Somebody,1900,english,1,
				Long tag,Somebody,1900,en,1,%s
				Open "quote,Somebody,1900,en,1,
				"Unclosed,Somebody,1900,en,1,
				"Text"behind,Somebody,1900,en,1,
				Zero\0,Somebody,1900,en,1,

				Emma,Somebody Else,1900,en,1,
				Persuasion,Jane Austen,1817,en,249,classic
				""".formatted(tooLong, tooLong));

		assertThat(exitCode).isEqualTo(BookImport.REFUSED);
		assertThat(output.getOut().lines().filter((line) -> line.startsWith("line "))).satisfiesExactlyInAnyOrder(
				(line) -> assertThat(line).isEqualTo("line 3: 3 columns instead of 6"),
				(line) -> assertThat(line).isEqualTo("line 4: the year 'soon' is no whole number"),
				(line) -> assertThat(line).isEqualTo("line 5: the pages '99999999999' is no whole number in range"),
				(line) -> assertThat(line).isEqualTo("line 6: no title; the pages 'many' is no whole number"),
				(line) -> assertThat(line).isEqualTo("line 7: no author"),
				(line) -> assertThat(line).startsWith("line 8: ").contains("Book.title", "200"),
				(line) -> assertThat(line).startsWith("line 9: ").contains("Book.language", "2"),
				(line) -> assertThat(line).startsWith("line 10: ").contains("Tag.name", "50"),
				(line) -> assertThat(line).isEqualTo("line 11: a quote within a value that does not stand in quotes"),
				(line) -> assertThat(line).isEqualTo("line 12: a quote that is not closed within the line"),
				(line) -> assertThat(line).isEqualTo("line 13: text behind a closing quote"),
				(line) -> assertThat(line).isEqualTo("line 14: a NUL character, which the database cannot store"),
				(line) -> assertThat(line).isEqualTo("line 16: the title of another line of this file"));
		assertThat(output).contains("import: 2 loaded, 0 already there, 13 refused, ");
		assertThat(stored()).containsExactly("Emma|Jane Austen|1815|en|474|classic",
				"Persuasion|Jane Austen|1817|en|249|classic");
		assertThat(jdbc.sql("select name from author union all select name from tag order by 1")
			.query(String.class)
			.list()).as("of refused lines, nothing is stored").containsExactly("Jane Austen", "classic");
	}

	@Test
	void aTitleThatComesAgainSoonIsRefusedWithTheLineThatHasIt(CapturedOutput output) throws IOException {
		load(HEADER + "Emma,Jane Austen,1815,en,474,classic\nEmma,Somebody Else,1900,en,1,\n");

		assertThat(output).contains("line 3: the title of line 2");
		assertThat(stored()).containsExactly("Emma|Jane Austen|1815|en|474|classic");
	}

	@Test
	void storesNothingTwiceWhenTheFileIsImportedAgain(CapturedOutput output) throws IOException {
		String file = HEADER + "Emma,Jane Austen,1815,en,474,classic\nPersuasion,Jane Austen,1817,en,249,classic\n";
		load(file);
		List<String> before = stored();

		int exitCode = load(file + "Evelina,Fanny Burney,1778,en,400,\n");

		assertThat(exitCode).isZero();
		assertThat(output).contains("import: 1 loaded, 2 already there, 0 refused, ");
		assertThat(stored()).containsAll(before).hasSize(3);
	}

	@Test
	void aTitleOfAnotherBookThatIsThereIsRefusedAndChangesNothing(CapturedOutput output) throws IOException {
		load(HEADER + "Emma,Jane Austen,1815,en,474,classic\n");

		int exitCode = load(HEADER + "Emma,Alexander McCall Smith,2014,en,368,\n");

		assertThat(exitCode).isEqualTo(BookImport.REFUSED);
		assertThat(output).contains(
				"line 2: the title of another book, which is there already: " + "by Jane Austen, 1815, en, 474 pages");
		assertThat(stored()).containsExactly("Emma|Jane Austen|1815|en|474|classic");
	}

	@Test
	void takesByteOrderMarksCrLfAndColumnsInAnotherOrder(CapturedOutput output) throws IOException {
		int exitCode = load("\uFEFFpages,tags,title,author,language,year\r\n474,classic,Emma,Jane Austen,en,1815\r\n");

		assertThat(exitCode).isZero();
		assertThat(output).doesNotContain("line 1", "line 2");
		assertThat(stored()).containsExactly("Emma|Jane Austen|1815|en|474|classic");
	}

	@Test
	void reportsLinesThatAreNoUtf8OrHaveNoEnd(CapturedOutput output) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes((HEADER + "K\u00f6nig,A,1900,de,1,\n").getBytes(StandardCharsets.UTF_8));
		bytes.writeBytes("K\u00f6nig,A,1900,de,1,\n".getBytes(StandardCharsets.ISO_8859_1));
		bytes.writeBytes(("x".repeat(3 * LineReader.LIMIT) + "\nEnd,A,1900,de,1,").getBytes(StandardCharsets.UTF_8));

		int exitCode = load(bytes.toByteArray());

		assertThat(exitCode).isEqualTo(BookImport.REFUSED);
		assertThat(output).contains("line 3: no valid UTF-8", "line 4: longer than 65536 bytes");
		assertThat(stored()).containsExactly("End|A|1900|de|1|", "K\u00f6nig|A|1900|de|1|");
	}

	@Test
	void aFileThatCannotBeReadEndsWithAnotherExitCode(CapturedOutput output) throws IOException {
		assertThat(load("")).isEqualTo(BookImport.UNREADABLE);
		assertThat(load("Emma,Jane Austen,1815,en,474,classic\n")).isEqualTo(BookImport.UNREADABLE);
		assertThat(run(this.folder.resolve("missing.csv"))).isEqualTo(BookImport.UNREADABLE);
		assertThat(run(this.folder)).isEqualTo(BookImport.UNREADABLE);
		assertThat(run("--import")).isEqualTo(BookImport.UNREADABLE);

		assertThat(output).contains("the file is empty",
				"the first line must name the columns title,author,year,language,pages,tags, in any order, but lacks title, author",
				"missing.csv does not exist", this.folder + " cannot be read: ", "name one file: --import=FILE")
			.doesNotContain("\tat ");
	}

	@Test
	void aTitleThatComesAgainFarBehindIsRefusedOnce(CapturedOutput output) throws IOException {
		Path file = this.folder.resolve("twice.csv");
		try (Writer writer = Files.newBufferedWriter(file)) {
			writer.write(HEADER);
			writeLines(writer, 3000);
			writeLines(writer, 20);
		}

		int exitCode = run(file);

		assertThat(exitCode).isEqualTo(BookImport.REFUSED);
		assertThat(output.getOut().lines().filter((line) -> line.startsWith("line "))).hasSize(20)
			.allMatch((line) -> line.endsWith(": the title of another line of this file"));
		assertThat(output).contains("import: 3,000 loaded, 0 already there, 20 refused, ");
	}

	@Test
	void aDatabaseThatFailsEndsTheImportInsteadOfRefusingLines() throws IOException {
		load(HEADER);
		failOnEachBook();

		assertThatIllegalStateException().isThrownBy(() -> load(HEADER + "Emma,Jane Austen,1815,en,474,classic\n"))
			.withMessageContaining("import the file again")
			.havingCause()
			.withMessageContaining("no more");
	}

	@Test
	@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
	void aDatabaseThatFailsInTheMiddleOfAFileEndsTheImport() throws IOException {
		load(HEADER);
		failOnEachBook();
		Path file = this.folder.resolve("many.csv");
		try (Writer writer = Files.newBufferedWriter(file)) {
			writer.write(HEADER);
			writeLines(writer, 8000);
		}

		assertThatIllegalStateException().isThrownBy(() -> run(file))
			.withMessageContaining("import the file again")
			.havingCause()
			.withMessageContaining("no more");
	}

	private static void failOnEachBook() {
		jdbc.sql("create function refuse() returns trigger language plpgsql as "
				+ "$$ begin raise exception 'no more' using errcode = '53100'; end $$")
			.update();
		jdbc.sql("create trigger refuse before insert on book for each row execute function refuse()").update();
	}

	@Test
	@Timeout(value = 15, unit = TimeUnit.MINUTES)
	void loadsALongFileInBoundedMemoryAndAgainWithoutStoringAnyLineTwice() throws Exception {
		Path file = this.folder.resolve("long.csv");
		try (Writer writer = Files.newBufferedWriter(file)) {
			writer.write(HEADER);
			writeLines(writer, LINES);
			writer.write("bad\n");
		}

		List<String> first = runInSmallMemory(file);
		List<String> second = runInSmallMemory(file);

		assertThat(first)
			.anyMatch((line) -> line.startsWith("import: %,d loaded, 0 already there, 1 refused, ".formatted(LINES)));
		assertThat(second)
			.anyMatch((line) -> line.startsWith("import: 0 loaded, %,d already there, 1 refused, ".formatted(LINES)));
		assertThat(second).contains("line " + (LINES + 2) + ": 1 columns instead of 6");
		assertThat(jdbc.sql("select count(*) from book").query(Long.class).single()).isEqualTo(LINES);
		assertThat(jdbc.sql("select count(*) from book_tags").query(Long.class).single()).isEqualTo(2L * LINES);
	}

	private static void writeLines(Writer writer, int count) throws IOException {
		for (int i = 0; i < count; i++) {
			writer.write(
					"Book %d,Author %d,%d,en,%d,tag %d;all\n".formatted(i, i % 1000, 1900 + i % 100, i % 700, i % 10));
		}
	}

	/** In a process of its own, whose heap would not hold a million lines. */
	private List<String> runInSmallMemory(Path file) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx64m", "-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"),
				SampleApplication.class.getName(), "--import=" + file, "--spring.datasource.url=" + url())
			.redirectErrorStream(true)
			.start();
		try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
			List<String> lines = new ArrayList<>(reader.lines().toList());
			assertThat(process.waitFor()).as(String.join("\n", lines)).isEqualTo(BookImport.REFUSED);
			return lines;
		}
	}

	private int load(String content) throws IOException {
		return load(content.getBytes(StandardCharsets.UTF_8));
	}

	private int load(byte[] content) throws IOException {
		return run(Files.write(this.folder.resolve("books.csv"), content));
	}

	private static int run(Path file) {
		return run("--import=" + file);
	}

	private static int run(String command) {
		try (ConfigurableApplicationContext context = SampleApplication.run(command,
				"--spring.datasource.url=" + url())) {
			assertThat(context).isNotInstanceOf(WebServerApplicationContext.class);
			return SpringApplication.exit(context);
		}
	}

	private static String url() {
		return server.getJdbcUrl("postgres", "postgres");
	}

	private static List<String> stored() {
		return jdbc.sql("""
				select concat_ws('|', b.title, a.name, b.year, b.language, b.pages,
				  (select coalesce(string_agg(t.name, ';' order by t.name), '')
				   from book_tags bt join tag t on t.id = bt.tag_id where bt.book_id = b.id))
				from book b join author a on a.id = b.author_id order by b.title""").query(String.class).list();
	}

}
