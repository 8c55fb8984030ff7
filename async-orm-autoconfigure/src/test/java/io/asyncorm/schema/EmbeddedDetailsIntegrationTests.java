package io.asyncorm.schema;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Check;
import io.asyncorm.model.Column;
import io.asyncorm.model.Comment;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Embedded;
import io.asyncorm.model.Index;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.RenamedFrom;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.RefusedValueException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.schema.TestedSchema.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Checks, comments, former names, defaults and indexes of the parts of keys and values
 * that are embedded.
 */
class EmbeddedDetailsIntegrationTests {

	@ParameterizedTest
	@EnumSource
	void checksOfPartsAreOverTheColumnsOfTheirValue(TestDatabase kind) {
		try (HikariDataSource pool = kind.create(2); AsyncOrm orm = open(pool, Shop.class)) {
			Shops shops = orm.repository(Shops.class);
			Address good = new Address("Ulm", 5, new Spot(1, 2));

			await(shops.acreate(new Shop(new ShopKey(1, 1), good, null)));

			assertThatExceptionOfType(RefusedValueException.class)
				.isThrownBy(() -> await(
						shops.acreate(new Shop(new ShopKey(1, 2), new Address("Ulm", 0, new Spot(1, 2)), null))))
				.satisfies((ex) -> assertThat(ex.getFields()).containsExactly("addressNumber"));
			assertThatExceptionOfType(RefusedValueException.class)
				.isThrownBy(() -> await(
						shops.acreate(new Shop(new ShopKey(1, 3), good, new Address("Ulm", 5, new Spot(2, 1))))))
				.satisfies((ex) -> assertThat(ex.getFields()).containsExactly("billingSpotX"));
			assertThatExceptionOfType(RefusedValueException.class)
				.isThrownBy(() -> await(shops.acreate(new Shop(new ShopKey(0, 1), good, null))))
				.satisfies((ex) -> assertThat(ex.getFields()).containsExactly("region"));
			assertThat(steps(pool, Shop.class)).isEmpty();
		}
	}

	@Test
	void commentsAndIndexesOfPartsAreInTheSchema() {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(2)) {
			open(pool, Shop.class).close();
			JdbcTemplate jdbc = new JdbcTemplate(pool);

			assertThat(jdbc.queryForList("select col_description('shop'::regclass, attnum) from pg_attribute"
					+ " where attrelid = 'shop'::regclass and attname in ('address_city', 'bill_city', 'region')",
					String.class))
				.containsExactlyInAnyOrder("Where it is", "Where it is", "Sales region");
			assertThat(jdbc.queryForList("select indexdef from pg_indexes where indexname like '%_idx'", String.class))
				.containsExactly("CREATE INDEX shop_address_city_number_idx ON public.shop USING btree (address_city,"
						+ " number DESC)");
		}
	}

	@Test
	void partsAreRenamedAddedWithTheirDefaultsAndChecked() {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(2); AsyncOrm orm = open(pool, Shop.class)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			Shops shops = orm.repository(Shops.class);
			Shop shop = await(shops.acreate(new Shop(new ShopKey(1, 1), new Address("Ulm", 5, new Spot(1, 2)), null)));
			jdbc.execute("alter table shop rename address_city to address_town;"
					+ " alter table shop rename bill_city to bill_town; alter table shop rename region to area;"
					+ " alter table shop drop address_number, drop address_spot_y");

			List<SchemaStep> steps = steps(pool, Shop.class);
			steps.forEach((step) -> jdbc.execute(step.statement()));

			assertThat(steps).extracting(SchemaStep::statement)
				.contains("alter table \"shop\" rename column \"address_town\" to \"address_city\"",
						"alter table \"shop\" rename column \"bill_town\" to \"bill_city\"",
						"alter table \"shop\" rename column \"area\" to \"region\"",
						"alter table \"shop\" add column \"address_number\" integer default 5 not null",
						"alter table \"shop\" add constraint \"shop_address_number_check\" check (\"address_number\" > 0)");
			assertThat(steps(pool, Shop.class)).isEmpty();
			assertThat(await(shops.aget(shop.id()))).isEqualTo(shop);
		}
	}

	@Test
	void whatDescribesATableIsRefusedWhereThereIsNone() {
		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> ModelRegistry.of(List.of(Wrong.class)))
			.withMessageContaining("property 'tagged': 'Tagged' is marked with @Index, but is part of the table of"
					+ " 'Wrong'; declare it there")
			.withMessageContaining(
					"property 'taggedName': @RenamedFrom(\"name\") must name what the column 'tagged_name' was called"
							+ " before, without the prefix 'tagged_'")
			.withMessageContaining("its @Index names 'tagged__nam'");
	}

	private static AsyncOrm open(HikariDataSource pool, Class<?>... models) {
		AsyncOrm.builder(pool).models(models).schemaAction(SchemaAction.CREATE).build().close();
		return AsyncOrm.builder(pool).models(models).build();
	}

	record ShopKey(@Check("region > 0") @Comment("Sales region") @RenamedFrom("area") int region, int number) {
	}

	record Address(@Comment("Where it is") @RenamedFrom("town") @Column(length = 40) String city,
			@Check("number > 0") @DefaultValue("5") int number, @Embedded Spot spot) {
	}

	record Spot(@Check("x < y") int x, @DefaultValue("2") int y) {
	}

	@Model
	@Index(fields = { "address__city", "-number" })
	record Shop(ShopKey id, @Embedded Address address, @Embedded(prefix = "bill_") @Nullable Address billing) {
	}

	interface Shops extends AsyncRepository<Shop, ShopKey> {

	}

	@Index(fields = "name")
	record Tagged(@RenamedFrom("name") String name, int size) {
	}

	@Model
	@Index(fields = "tagged__nam")
	record Wrong(@Nullable Long id, @Embedded Tagged tagged) {
	}

}
