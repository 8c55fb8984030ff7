package io.asyncorm.schema;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.jdbc.DataSourceDialects;
import io.asyncorm.jdbc.JdbcCatalogReader;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests that {@link CatalogReader} tells all about tables.
 */
class CatalogTablesIntegrationTests {

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void keysForeignKeysChecksAndIndexesAreRead(TestDatabase database) {
		try (HikariDataSource pool = database.create(1)) {
			JdbcClient jdbc = JdbcClient.create(pool);
			jdbc.sql("create table author (a integer not null, b integer not null, primary key (b, a))").update();
			jdbc.sql("create table book (id integer primary key, title varchar(20) not null, pages integer default 7,"
					+ " a integer, b integer, constraint book_title unique (title, pages),"
					+ " constraint book_pages check (pages >= 0),"
					+ " constraint book_author foreign key (b, a) references author (b, a) on delete cascade)")
				.update();
			jdbc.sql("create index book_idx on book (pages desc, title)").update();

			List<CatalogTable> tables = TestedSchema.tables(pool);

			assertThat(tables).extracting((table) -> table.name().toLowerCase()).containsExactly("author", "book");
			assertThat(tables.get(0).primaryKey()).extracting(String::toLowerCase).containsExactly("b", "a");
			CatalogTable book = tables.get(1);
			assertThat(book.columns())
				.extracting((column) -> column.name().toLowerCase(), CatalogTable.Column::nullable)
				.containsExactly(tuple("id", false), tuple("title", false), tuple("pages", true), tuple("a", true),
						tuple("b", true));
			assertThat(book.columns()).extracting(CatalogTable.Column::defaultValue)
				.containsExactly(null, null, "7", null, null);
			assertThat(book.columns().get(1).type()).contains("(20)");
			assertThat(book.constraints(Kind.UNIQUE).get(0).columns()).extracting(String::toLowerCase)
				.containsExactly("title", "pages");
			assertThat(book.constraints(Kind.CHECK)).singleElement()
				.extracting(CatalogTable.Constraint::expression)
				.asString()
				.containsIgnoringCase("pages");
			CatalogTable.Constraint key = book.constraints(Kind.FOREIGN_KEY).get(0);
			assertThat(key.columns()).extracting(String::toLowerCase).containsExactly("b", "a");
			assertThat(key.target()).isNotNull().satisfies((target) -> {
				assertThat(target.table()).isEqualToIgnoringCase("author");
				assertThat(target.columns()).extracting(String::toLowerCase).containsExactly("b", "a");
				assertThat(target.onDelete()).isEqualTo("CASCADE");
			});
			CatalogTable.Index index = book.indexes()
				.stream()
				.filter((one) -> one.name().equalsIgnoreCase("book_idx"))
				.findFirst()
				.orElseThrow();
			assertThat(index.parts()).extracting((part) -> part.expression().toLowerCase())
				.containsExactly("pages", "title");
			assertThat(index.parts().get(0).options()).isEqualTo("desc");
		}
	}

	@Test
	void whatOnlyPostgresHasIsReadToo() {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(1)) {
			JdbcClient jdbc = JdbcClient.create(pool);
			jdbc.sql("create schema shop").update();
			jdbc.sql("create table shop.item (id bigint generated always as identity primary key, name text,"
					+ " price numeric(10, 2), gross numeric generated always as (price * 2) stored,"
					+ " made timestamptz default now())")
				.update();
			jdbc.sql("comment on table shop.item is 'What is sold'").update();
			jdbc.sql("comment on column shop.item.price is 'In euros'").update();
			jdbc.sql("create unique index item_name on shop.item (lower(name)) where price > 0").update();
			jdbc.sql("create view shop.cheap as select id from shop.item").update();

			List<CatalogTable> tables = new JdbcCatalogReader(pool, DataSourceDialects.of(pool), null, false)
				.tables(List.of("shop"));

			assertThat(tables).extracting(CatalogTable::name, CatalogTable::view)
				.containsExactly(tuple("cheap", true), tuple("item", false));
			CatalogTable item = tables.get(1);
			assertThat(item.comment()).isEqualTo("What is sold");
			assertThat(item.columns())
				.extracting(CatalogTable.Column::name, CatalogTable.Column::type, CatalogTable.Column::defaultValue,
						CatalogTable.Column::identity, CatalogTable.Column::computedOf, CatalogTable.Column::comment)
				.containsExactly(tuple("id", "bigint", null, CatalogTable.Identity.ALWAYS, null, ""),
						tuple("name", "text", null, CatalogTable.Identity.NONE, null, ""),
						tuple("price", "numeric(10,2)", null, CatalogTable.Identity.NONE, null, "In euros"),
						tuple("gross", "numeric", null, CatalogTable.Identity.NONE, "(price * (2)::numeric)", ""),
						tuple("made", "timestamp with time zone", "now()", CatalogTable.Identity.NONE, null, ""));
			assertThat(item.indexes()).containsExactly(new CatalogTable.Index("item_name", true, "btree",
					List.of(new CatalogTable.Part("lower(name)", false, "")), "(price > (0)::numeric)"));
		}
	}

}
