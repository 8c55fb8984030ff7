package io.asyncorm.schema;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Check;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Index;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.RenamedFrom;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.schema.TestedSchema.needed;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Models whose tables are in another schema than the one in which statements make them.
 */
class OtherSchemasIntegrationTests {

	private static final String DEPOT = "other_schemas_depot";

	@ParameterizedTest
	@EnumSource
	void tablesAreMadeOnceAndDropped(TestDatabase kind) {
		try (HikariDataSource pool = kind.create(3)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			jdbc.execute("drop schema if exists " + DEPOT);
			try (AsyncOrm orm = open(pool, SchemaAction.CREATE)) {
				Items items = orm.repository(Items.class);
				Item item = await(items.acreate(kw("name", "hammer", "size", 1)));
				Sale sale = await(orm.repository(Sales.class).acreate(kw("item", item)));
				await(sale.others().aadd(item));
			}

			try (AsyncOrm orm = open(pool, SchemaAction.CREATE)) {
				assertThat(await(orm.repository(Sales.class).filter("others__name", "hammer").acount())).isOne();
				assertThat(await(orm.repository(Items.class).filter("sale__isnull", false).acount())).isOne();
			}
			assertThat(schemas(jdbc)).containsExactlyInAnyOrder(DEPOT + ".item", "sale", "sale_others");
			open(pool, SchemaAction.VALIDATE).close();
			open(pool, SchemaAction.CREATE_DROP).close();
			assertThat(schemas(jdbc)).isEmpty();
			if (kind == TestDatabase.MARIADB) {
				jdbc.execute("drop schema " + DEPOT);
			}
		}
	}

	private static List<String> schemas(JdbcTemplate jdbc) {
		return jdbc.queryForList("select case when table_schema = '" + DEPOT
				+ "' then concat(table_schema, '.', table_name)" + " else table_name end from information_schema.tables"
				+ " where lower(table_name) in ('item', 'sale', 'sale_others')", String.class);
	}

	@Test
	void tablesIndexesAndColumnsAreRenamedInTheirSchema() {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(3)) {
			open(pool, SchemaAction.CREATE).close();

			List<SchemaStep> steps = needed(pool, Tool.class);
			steps.forEach((step) -> new JdbcTemplate(pool).execute(step.statement()));

			assertThat(steps).extracting(SchemaStep::statement)
				.contains("alter table \"" + DEPOT + "\".\"item\" rename to \"tool\"",
						"alter index \"" + DEPOT + "\".\"item_name_size_idx\" rename to \"tool_title_size_idx\"");
			assertThat(needed(pool, Tool.class)).isEmpty();
		}
	}

	@Test
	void createFindsTablesInAllSchemasInWhichStatementsFindThem() {
		DatabaseAddress address = TestDatabase.POSTGRESQL.create();
		try (HikariDataSource pool = address.openPool(2)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			jdbc.execute(
					"create schema shared; create table shared.paper (id bigint primary key, title text not null)");
			jdbc.execute("do $$ begin execute format('alter database %I set search_path = public, shared',"
					+ " current_database()); end $$");
		}
		try (HikariDataSource pool = address.openPool(2)) {
			AsyncOrm.builder(pool).models(Paper.class).schemaAction(SchemaAction.CREATE).build().close();

			assertThat(new JdbcTemplate(pool).queryForList(
					"select table_schema from information_schema.tables where table_name = 'paper'", String.class))
				.containsExactly("shared");
		}
	}

	private static AsyncOrm open(HikariDataSource pool, SchemaAction action) {
		return AsyncOrm.builder(pool).models(Item.class, Sale.class).schemaAction(action).build();
	}

	@Model(schema = DEPOT, table = "item")
	@Index(fields = { "name", "size" })
	record Item(@Nullable Long id, @Column(length = 40, unique = true) String name, @Check("size >= 0") int size) {
	}

	@Model(table = "sale")
	record Sale(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Item> item,
			@ManyToMany(relatedName = "sales") Many<Item> others) {
	}

	@Model(schema = DEPOT, table = "tool")
	@RenamedFrom("item")
	@Index(fields = { "title", "size" })
	record Tool(@Nullable Long id, @RenamedFrom("name") @Column(length = 40, unique = true) String title,
			@Check("size >= 0") int size) {
	}

	@Model(table = "paper")
	record Paper(@Nullable Long id, String title) {
	}

	interface Items extends AsyncRepository<Item, Long> {

	}

	interface Sales extends AsyncRepository<Sale, Long> {

	}

}
