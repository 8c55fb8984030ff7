package io.asyncorm.scale;

import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.scale.ShopModels.Label;
import io.asyncorm.scale.ShopModels.Product;
import io.asyncorm.scale.ShopModels.Visit;
import io.asyncorm.testdatabase.Callers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What keeps callers of two applications apart behind ShardingSphere-JDBC, which commits
 * on one server after the other.
 */
@Timeout(240)
class ShardingSphereLocksIntegrationTests {

	private static final int ROUNDS = 60;

	private static final int CALLERS = 8;

	private final Shards shards;

	private final HikariDataSource onePool;

	private final HikariDataSource otherPool;

	private final AsyncOrm one;

	private final AsyncOrm other;

	private final Shop shop;

	/** Of a tenant on the other server. */
	private final Shop next;

	ShardingSphereLocksIntegrationTests() throws Exception {
		this.shards = Shards.start();
		this.onePool = this.shards.openPool(CALLERS);
		this.otherPool = this.shards.openPool(CALLERS);
		this.one = AsyncOrm.builder(this.onePool).models(ShopModels.ALL).build();
		this.other = AsyncOrm.builder(this.otherPool).models(ShopModels.ALL).build();
		this.shop = Shop.of(this.one);
		this.next = this.shop.next();
	}

	@AfterEach
	void close() throws Exception {
		this.one.close();
		this.other.close();
		this.onePool.close();
		this.otherPool.close();
		this.shards.close();
	}

	private AsyncOrm application(int caller) {
		return (caller % 2 == 0) ? this.one : this.other;
	}

	private ShopModels.Visits visits(int caller) {
		return application(caller).repository(ShopModels.Visits.class);
	}

	@Test
	void rowsOfALookupWithoutAUniqueKeyAreMadeOnce() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String visitor = "visitor " + round;
			long tenant = (round % 2 == 0) ? this.shop.tenant : this.next.tenant;

			List<GetOrCreate<Visit>> found = Callers.atOnce(CALLERS, (caller) -> Tenant.as(tenant,
					() -> await(visits(caller).agetOrCreate(kw("visitor", visitor), defaults("times", caller)))));

			assertThat(found).filteredOn(GetOrCreate::created).hasSize(1);
			assertThat(found).extracting(GetOrCreate::object).containsOnly(found.get(0).object());
		}
	}

	@Test
	void soTheyAreInTransactionsOverBothServers() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String visitor = "visitor " + round;
			Shop first = (round % 2 == 0) ? this.shop : this.next;
			Shop second = (round % 2 == 0) ? this.next : this.shop;

			List<UpdateOrCreate<Visit>> found = Callers.atOnce(CALLERS,
					(caller) -> await(application(caller).transactions().atomic(() -> {
						Tenant.as(first.tenant,
								() -> await(visits(caller).acreate(kw("visitor", "caller", "times", caller))));
						return Tenant.as(second.tenant, () -> await(
								visits(caller).aupdateOrCreate(kw("visitor", visitor), defaults("times", caller))));
					})));

			assertThat(found).filteredOn(UpdateOrCreate::created).hasSize(1);
			assertThat(Tenant.all(() -> await(visits(0).filter("visitor", visitor).acount()))).isEqualTo(1);
		}
	}

	@Test
	void relatedObjectsAreThoseOfOneCaller() throws Exception {
		List<Label> labels = Tenant.as(this.shop.tenant, () -> {
			List<Label> made = new ArrayList<>();
			for (int caller = 0; caller < CALLERS; caller++) {
				made.add(await(this.shop.labels.acreate(kw("name", "label " + caller))));
			}
			return made;
		});
		for (int round = 0; round < ROUNDS; round++) {
			Callers.atOnce(CALLERS, (caller) -> Tenant.as(this.shop.tenant,
					() -> await(tea(caller).labels().aset(List.of(labels.get(caller))))));

			long linked = Tenant.as(this.shop.tenant, () -> await(tea(0).labels().acount()));
			assertThat(linked).isOne();
		}
	}

	private Product tea(int caller) {
		return await(application(caller).repository(ShopModels.Products.class).aget(this.shop.key(this.shop.tea.id())));
	}

}
