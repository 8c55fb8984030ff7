package io.asyncorm.oracle;

import java.util.List;

import io.asyncorm.Orm;
import io.asyncorm.query.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows that hold only some of a model's fields, in the bookshop.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartialRowsIntegrationTests {

	private OracleDatabase database;

	@BeforeAll
	void fillTheBookshop() {
		this.database = new OracleDatabase();
	}

	@AfterAll
	void close() {
		this.database.close();
	}

	@Test
	void aForeignKeyIsReadByEachOfItsNames() {
		Row<Book> row = Orm.await(this.database.querySets().of(Book.class).only("author_id").filter("id", 2).aget());
		assertThat(row.get("author_id", Long.class)).isEqualTo(12);
		assertThat(row.get("authorId", Long.class)).isEqualTo(12);
		assertThat(row.get("author", Long.class)).isEqualTo(12);
	}

	@Test
	void aColumnOfTheUsersQueryIsReadByTheNameOfItsField() {
		List<Row<Publisher>> rows = Orm.await(this.database.querySets()
			.of(Publisher.class)
			.raw("SELECT id, 4.5::float8 AS stars, 7 AS n FROM publisher WHERE id = ?", 1)
			.alist());
		assertThat(rows).singleElement().satisfies((row) -> {
			assertThat(row.get("rating", Double.class)).isEqualTo(4.5);
			assertThat(row.get("n", Integer.class)).isEqualTo(7);
		});
	}

}
