package io.asyncorm.sample;

import java.util.List;

import io.asyncorm.test.StatementLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests whose statements are in the ledger {@code src/test/statements.txt}: who changes
 * what they send changes that file, too.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(StatementLedger.class)
class BookStatementsIntegrationTests {

	@Autowired
	private Books books;

	@Test
	void listOfBooksWithAuthorsAndTagsIsTwoStatements() {
		List<Book> page = await(this.books.selectRelated("author").prefetchRelated("tags").slice(0, 20).alist());

		assertThat(page).hasSize(20);
	}

	@Test
	void titlesOfThreeAuthorsAreThreeStatements() {
		for (String author : List.of("Agatha Christie", "Jane Austen", "Franz Kafka")) {
			assertThat(await(this.books.filter("author__name", author).valuesList("title").alist())).isNotEmpty();
		}
	}

}
