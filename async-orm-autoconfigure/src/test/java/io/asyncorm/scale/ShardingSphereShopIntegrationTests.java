package io.asyncorm.scale;

import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.dialect.EngineSettings;
import io.asyncorm.dialect.UpsertForm;
import io.asyncorm.query.DriverFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataAccessException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The shop over two servers behind ShardingSphere-JDBC, which parses and routes each
 * statement.
 */
@Timeout(240)
class ShardingSphereShopIntegrationTests {

	/** What it refuses, with what it says; docs/databases.md has the same list. */
	private static final Map<String, String> REFUSED = Map.of("aggregate over two tenants",
			"column \"visit.visitor\" must appear in the GROUP BY clause", "skip rows that are locked",
			"You have an error in your SQL syntax");

	@Test
	void allOperationsWorkButThoseThatItRefuses() throws Exception {
		ShopReport report = ShopReport.of(ShopEngine.SHARDING_SPHERE);

		List<Outcome> refused = report.outcomes().stream().filter((outcome) -> !outcome.works()).toList();
		assertThat(refused).map((outcome) -> outcome.operation().name())
			.as(report.failures().toString())
			.containsExactlyInAnyOrderElementsOf(REFUSED.keySet());
		assertThat(refused)
			.allSatisfy((outcome) -> assertThat(outcome.failure()).isInstanceOf(DataAccessException.class)
				.hasMessageContaining(REFUSED.get(outcome.operation().name())));
	}

	@Test
	void newObjectsAreLinkedOnTheServerOfTheirTenant() throws Exception {
		try (Shards shards = Shards.start();
				HikariDataSource pool = shards.openPool(2);
				AsyncOrm orm = AsyncOrm.builder(pool).models(ShopModels.ALL).build()) {
			Shop shop = Shop.of(orm);

			List<ShopModels.Label> linked = Tenant.as(shop.tenant, () -> {
				ShopModels.Product spoon = await(shop.products.aget(shop.key(shop.spoon.id())));
				await(spoon.labels().acreate(kw("name", "steel")));
				await(spoon.labels().agetOrCreate(kw("name", "soft"), defaults()));
				return await(spoon.labels().all().orderBy("name").alist());
			});

			assertThat(linked).map(ShopModels.Label::name).containsExactly("soft", "steel");
		}
	}

	/** Its parser fails with a NullPointerException, if it is given such a statement. */
	@Test
	void whatItsParserFailsOnIsNamed() throws Exception {
		try (Shards shards = Shards.start();
				HikariDataSource pool = shards.openPool(2);
				AsyncOrm orm = AsyncOrm.builder(pool)
					.models(ShopModels.ALL)
					.dialect((found) -> found.with(EngineSettings.DETECTED.withUpsert(UpsertForm.CTE)))
					.build()) {
			Shop shop = Shop.of(orm);

			assertThatExceptionOfType(DriverFailureException.class)
				.isThrownBy(() -> Tenant.as(shop.tenant,
						() -> await(shop.customers.aupdateOrCreate(kw("email", "dora"), defaults("name", "Dora")))))
				.withMessageStartingWith("Customer.aupdateOrCreate: 'org.apache.shardingsphere.driver.jdbc.core."
						+ "connection.ShardingSphereConnection' failed with NullPointerException")
				.withMessageContaining("say what this engine can do by the settings async-orm.database.*")
				.withMessageContaining("The statement was: WITH")
				.withRootCauseInstanceOf(NullPointerException.class);
			assertThat(Tenant.as(shop.tenant, () -> await(shop.customers.acount()))).isEqualTo(3);
		}
	}

}
