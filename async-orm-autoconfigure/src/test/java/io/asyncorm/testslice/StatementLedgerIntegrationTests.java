package io.asyncorm.testslice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.test.StatementLedger;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link StatementLedger}.
 */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class StatementLedgerIntegrationTests {

	private static final String PROPERTY = "async-orm.ledger";

	@TempDir
	private Path folder;

	private Path file;

	private StatementLedger ledger;

	private HikariDataSource pool;

	private AsyncOrm orm;

	private Notes notes;

	@BeforeEach
	void open() {
		this.file = this.folder.resolve("some/statements.txt");
		this.ledger = StatementLedger.at(this.file);
		this.pool = TestDatabase.H2.create(2);
		this.orm = AsyncOrm.builder(this.pool).models(Note.class).schemaAction(SchemaAction.CREATE).build();
		this.notes = this.orm.repository(Notes.class);
	}

	@AfterEach
	void close() {
		System.clearProperty(PROPERTY);
		this.orm.close();
		this.pool.close();
	}

	private void write(String name, Callable<?> code) throws Exception {
		System.setProperty(PROPERTY, "write");
		this.ledger.check(name, code);
		System.clearProperty(PROPERTY);
	}

	private int reads(int times) {
		return IntStream.range(0, times).map((i) -> await(this.notes.alist()).size()).sum();
	}

	@Test
	void fileHasALineForEachShapeWithItsLineAndCount() throws Exception {
		write("reading", () -> reads(2) + await(this.notes.filter("text__in", List.of("a", "b")).acount()));

		assertThat(Files.readAllLines(this.file)).satisfiesExactly((head) -> assertThat(head).startsWith("#"),
				(empty) -> assertThat(empty).isEmpty(), (test) -> assertThat(test).isEqualTo("reading"),
				(line) -> assertThat(line).matches("  2 StatementLedgerIntegrationTests\\.reads\\("
						+ "StatementLedgerIntegrationTests\\.java:\\d+\\) Note\\.alist: SELECT .*"),
				(line) -> assertThat(line).matches(
						"  1 StatementLedgerIntegrationTests\\.fileHasALine\\w+\\(.*\\) Note\\.acount: SELECT .*"));
	}

	@Test
	void sameStatementsPassAndGiveWhatTheCodeGives() throws Exception {
		write("reading", () -> reads(2));

		assertThat(this.ledger.<Object>check("reading", () -> reads(2))).isEqualTo(0);
	}

	@Test
	void moreStatementsOfALineFailWithBothCounts() throws Exception {
		write("reading", () -> reads(2));

		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.ledger.check("reading", () -> reads(12)))
			.withMessageStartingWith("reading sends other statements than '" + this.file + "' says:\n")
			.withMessageMatching(
					"(?s).*\n  StatementLedgerIntegrationTests\\.java:\\d+ was 2 statements, now 12: Note\\.alist: .*")
			.withMessageEndingWith("run it with -Dasync-orm.ledger=write, and commit the file.");
	}

	@Test
	void statementsThatAreNewOrGoneFail() throws Exception {
		write("reading", () -> reads(1));

		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.ledger.check("reading", () -> await(this.notes.acount())))
			.withMessageContaining("was 1 statement, now none: Note.alist: ")
			.withMessageContaining("was none, now 1 statement: Note.acount: ");
	}

	@Test
	void linesThatHaveOnlyMovedAreTheSame() throws Exception {
		write("reading", () -> reads(2));
		Files.writeString(this.file, Files.readString(this.file).replaceAll("java:\\d+", "java:7"));

		assertThat(this.ledger.<Object>check("reading", () -> reads(2))).isEqualTo(0);
	}

	@Test
	void whatTheLedgerDoesNotKnowFailsOnlyIfItSendsSomething() throws Exception {
		assertThat(this.ledger.check("nothing", () -> "done")).isEqualTo("done");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.ledger.check("reading", () -> reads(1)))
			.withMessageStartingWith("reading is not in '" + this.file + "', and sends:\n")
			.withMessageContaining("was none, now 1 statement");
	}

	@Test
	void listsOfAnyLengthAreOneShape() throws Exception {
		this.notes = AsyncOrm.builder(this.pool).models(Note.class).build().repository(Notes.class);
		write("raw", () -> await(this.notes.raw("select * from \"note\" where \"text\" in (?, ?)", "a", "b").alist()));

		assertThat(Files.readString(this.file)).contains("in (?, ...)");
	}

	@Test
	void writingKeepsOtherSectionsAndLeavesOutTestsThatAreGone() throws Exception {
		write("reading", () -> reads(1));
		write("com.acme.GoneTests#lists", () -> reads(1));
		write("counting", () -> await(this.notes.acount()));

		assertThat(Files.readAllLines(this.file)).contains("reading", "counting")
			.doesNotContain("com.acme.GoneTests#lists");
	}

	@Test
	void lineThatIsNoStatementAndUnknownActionAreTold() throws IOException {
		Files.createDirectories(this.file.getParent());
		Files.writeString(this.file, "reading\n  <<<<<<< HEAD\n");
		assertThatIllegalStateException().isThrownBy(() -> this.ledger.check("reading", () -> reads(1)))
			.withMessageContaining("has a line 2 that is no statement: '<<<<<<< HEAD'");

		System.setProperty(PROPERTY, "rewrite");
		assertThatIllegalStateException().isThrownBy(() -> this.ledger.check("reading", () -> reads(1)))
			.withMessageContaining("is 'rewrite', and can be 'check'");
	}

	@Model
	record Note(@Nullable Long id, String text) {
	}

	interface Notes extends AsyncRepository<Note, Long> {

	}

}
