package io.asyncorm.test;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LedgerFile} and {@link LedgerEntry}.
 */
class LedgerFileTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Home.page                             | Home.java    | 38 | Book.alist: SELECT 1
			ShopTests.lists all books             | ShopTests.kt | 12 | Book.alist: SELECT 1
			ShopTests.lists books (twice) in turn | ShopTests.kt | 12 | Book.alist: SELECT count(*) FROM "book"
			ShopTests.lists 2 (two) books         | ShopTests.kt | 12 | Book.raw: select (a.java:1) from b
			''                                    | ''           | 0  | Book.alist: SELECT 1
			""")
	void whatIsWrittenIsRead(String code, String file, int line, String statement) {
		LedgerFile ledger = new LedgerFile(this.folder.resolve("statements.txt"));
		LedgerEntry entry = new LedgerEntry(3, code, file, line, statement);

		ledger.write("com.acme.ShopTests#lists all books", List.of(entry), (test) -> true);

		assertThat(ledger.find("com.acme.ShopTests#lists all books")).containsExactly(entry);
	}

}
