package io.asyncorm.deletes;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ch.qos.logback.classic.Level;
import io.asyncorm.query.Deleted;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deletes of great numbers of rows, over several levels: as many statements as there are
 * tables and levels of a tree, and none of the objects in memory.
 */
@Timeout(600)
@ParameterizedClass
@EnumSource
class ManyDeletesIntegrationTests {

	/** For each folder of the tree 20 documents, with four pages and a tag each. */
	private static final int FOLDERS = 1000;

	private static final int DOCUMENTS = 20 * FOLDERS;

	private static final int PAGES = 4 * DOCUMENTS;

	/** How long the delete may take: its usual limit is for fewer rows. */
	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final TestDatabase database;

	private final Archive archive;

	ManyDeletesIntegrationTests(TestDatabase database) {
		this.database = database;
		this.archive = new Archive(database);
	}

	@AfterEach
	void close() {
		this.archive.close();
	}

	@Test
	void aHundredThousandRowsGoInAFewStatements() {
		fill();

		try (RecordedSql recorded = RecordedSql.at(Level.DEBUG)) {
			Measured measured = measure();

			assertThat(measured.deleted().perModel())
				.containsExactlyInAnyOrderEntriesOf(Map.of("Folder", (long) FOLDERS, "Document", (long) DOCUMENTS,
						"Page", (long) PAGES, "Document_tags", (long) DOCUMENTS));
			List<String> statements = recorded.statements()
				.stream()
				.filter((sql) -> sql.matches("(?is)(select|update|delete).*"))
				.toList();
			// folders by levels, their documents, and a statement for each table that is
			// emptied; where each row is checked, folders are parted before
			assertThat(statements).hasSizeLessThanOrEqualTo(12);
			// H2 itself works on this thread, too
			assertThat(measured.bytes()).isPositive()
				.isLessThan((this.database == TestDatabase.H2) ? Long.MAX_VALUE : 150_000_000);
			System.out
				.println(this.database + ": " + measured.deleted().count() + " rows deleted by " + statements.size()
						+ " statements in " + measured.millis() + " ms, " + measured.bytes() / 1000 + " kB allocated");
		}
	}

	/** In a transaction of this thread, which the delete joins. */
	private Measured measure() {
		return Objects.requireNonNull(new TransactionTemplate(new JdbcTransactionManager(this.archive.pool()))
			.execute((status) -> deleteAll()));
	}

	private Measured deleteAll() {
		com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		long bytes = threads.getCurrentThreadAllocatedBytes();
		long start = System.nanoTime();
		Deleted deleted = await(this.archive.folders().filter("name", "root").timeout(PATIENCE).adelete());
		return new Measured(deleted, (System.nanoTime() - start) / 1_000_000,
				threads.getCurrentThreadAllocatedBytes() - bytes);
	}

	/** A tree of three levels: the root, nine folders in it, and all others in these. */
	private void fill() {
		insert("folder", "\"id\", \"name\", \"parent_id\"", "n, case when n = 1 then 'root' else 'f' end,"
				+ " case when n = 1 then null when n <= 10 then 1 else 2 + mod(n, 9) end", FOLDERS);
		insert("document", "\"id\", \"title\", \"folder_id\"", "n, 'd', 1 + mod(n, " + FOLDERS + ")", DOCUMENTS);
		insert("page", "\"id\", \"document_id\", \"number\"", "n, 1 + mod(n, " + DOCUMENTS + "), 1", PAGES);
		insert("tag", "\"id\", \"name\"", "n, 't'", 1);
		insert("document_tags", "\"id\", \"document_id\", \"tag_id\"", "n, n, 1", DOCUMENTS);
	}

	private void insert(String table, String columns, String values, int rows) {
		String numbers = switch (this.database) {
			case POSTGRESQL -> "generate_series(1, " + rows + ") as numbers(n)";
			case H2 -> "(select x as n from system_range(1, " + rows + ")) as numbers";
			case MARIADB -> "(select seq as n from seq_1_to_" + rows + ") as numbers";
		};
		this.archive.sql("insert into \"" + table + "\" (" + columns + ") select " + values + " from " + numbers)
			.update();
	}

	/** What was deleted, how long that took, and how much was allocated. */
	private record Measured(Deleted deleted, long millis, long bytes) {

	}

}
