package io.asyncorm.oracle;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.asyncorm.Orm;
import io.asyncorm.expression.Kw;
import io.asyncorm.model.FieldException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Row;
import io.asyncorm.query.ValuesQuerySet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

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
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(row::object)
				.withMessageContaining(
						"holds only id, rating, n, and no object: read its values with get(...), or all columns");
			assertThatExceptionOfType(FieldException.class).isThrownBy(() -> row.get(Publisher::name))
				.withMessageContaining("or raw() did not read it");
		});
	}

	@Test
	void deferLeavesFieldsOutOfRelatedObjects() {
		Row<Book> row = Orm.await(this.database.querySets()
			.of(Book.class)
			.selectRelated("author")
			.defer("title", "author__email")
			.filter("id", 2)
			.aget());
		assertThat(row.get("author__name", String.class)).isEqualTo("Kai %tage");
		assertThat(row.get("author", Long.class)).isEqualTo(12);
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> row.get("author__email", String.class));
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> row.get("title", String.class));
	}

	@Test
	void onlyReadsARelationWholeThatItNames() {
		QuerySet<Book> books = this.database.querySets().of(Book.class).selectRelated("author").filter("id", 2);
		Row<Book> row = Orm.await(books.only("title", "author").aget());
		assertThat(row.get("author__country", String.class)).isNotNull();
		assertThat(row.get("author__name", String.class)).isEqualTo("Kai %tage");
		Row<Book> narrow = Orm.await(books.only("title", "author__name").aget());
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> narrow.get("author__country", String.class));
	}

	@Test
	void aRelationIsNotDeferredAndSelected() {
		QuerySet<Book> books = this.database.querySets().of(Book.class).selectRelated("author__mentor");
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> books.only("title"))
			.withMessageContaining("'Book.author' cannot be deferred and selected by selectRelated() at the same time");
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> books.defer("author"))
			.withMessageContaining("'Book.author' cannot be deferred");
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> books.only("author__name"))
			.withMessageContaining("'Author.mentor' cannot be deferred");
	}

	@Test
	void annotationsComeWithTheFieldsThatAreLeft() {
		Row<Book> row = Orm.await(this.database.querySets()
			.of(Book.class)
			.annotate("n", Orm.count("tags"))
			.only("title")
			.filter("id", 2)
			.aget());
		assertThat(row.get("n", Long.class)).isEqualTo(4);
	}

	@Test
	void aRowIsEqualToOneOfTheSameValuesAndSaysThem() {
		ValuesQuerySet<Book, Row<Book>> titles = this.database.querySets().of(Book.class).only("title");
		Row<Book> row = Orm.await(titles.filter("id", 2).aget());
		assertThat(row).isEqualTo(Orm.await(titles.filter("id", 2).aget()))
			.hasSameHashCodeAs(Orm.await(titles.filter("id", 2).aget()))
			.isNotEqualTo(Orm.await(titles.filter("id", 3).aget()))
			.hasToString("Row[Book, [id, title]=[2, 100 Percent Pure]]");
	}

	@Test
	void rowsOfAnyResultComeByAUniqueField() {
		QuerySet<Book> books = this.database.querySets().of(Book.class);
		assertThat(Orm.await(books.values("title").ainBulk(List.of(3, 2))))
			.containsOnly(entry(2L, Map.of("title", "100 Percent Pure")), entry(3L, Map.of("title", "50%_off")));
		assertThat(Orm.await(books.valuesList("title", String.class).ainBulk(List.of(2))))
			.containsOnly(entry(2L, "100 Percent Pure"));
		assertThat(Orm.await(books.only("title").ainBulk(List.of(2))).get(2L))
			.satisfies((row) -> assertThat(row.get("title", String.class)).isEqualTo("100 Percent Pure"));
		assertThat(Orm.await(books.distinct("format").ainBulk("format", List.of("hardback"))))
			.containsOnlyKeys("hardback");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> books.values("id").ainBulk("pages", List.of(1)))
			.withMessageContaining("ainBulk() needs a unique field");
	}

	@Test
	void whatIsKnownWithoutAskingSendsNoStatement() {
		QuerySet<Book> books = this.database.querySets().of(Book.class);
		this.database.forgetSent();
		assertThat(Orm.await(books.ainBulk(Collections.singleton(null)))).isEmpty();
		assertThat(Orm.await(books.aaggregate(Kw.empty()))).isEmpty();
		assertThat(this.database.sent().statements()).isEmpty();
	}

	@Test
	void aRowOfAllColumnsHasTheObjectToo() {
		Row<Book> row = Orm
			.await(this.database.querySets()
				.of(Book.class)
				.raw("SELECT pages % 7 AS rest, book.* FROM book WHERE id = ?", 2)
				.alist())
			.get(0);
		Book book = Orm.await(this.database.querySets().of(Book.class).filter("id", 2).aget());
		assertThat(row.object()).isEqualTo(book);
		assertThat(row.get("rest", Integer.class)).isEqualTo(2);
		assertThat(row.get("author_id", Long.class)).isEqualTo(12);
		assertThat(row.get(Book::title)).isEqualTo("100 Percent Pure");
	}

}
