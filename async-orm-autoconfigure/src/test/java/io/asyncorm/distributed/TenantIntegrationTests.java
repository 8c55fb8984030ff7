package io.asyncorm.distributed;

import java.util.List;

import io.asyncorm.Tenant;
import io.asyncorm.distributed.Market.Customer;
import io.asyncorm.distributed.Market.Line;
import io.asyncorm.distributed.Market.Purchase;
import io.asyncorm.query.MissingTenantException;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whose rows operations read and write, of models that belong to tenants.
 */
@ParameterizedClass
@EnumSource
class TenantIntegrationTests {

	private final TwoShops shops;

	TenantIntegrationTests(TestDatabase database) {
		this.shops = new TwoShops(database);
	}

	@AfterEach
	void close() {
		this.shops.close();
	}

	@Test
	void theCurrentTenantSeesItsOwnRows() {
		List<Customer> found = Tenant.as(TwoShops.OURS, () -> await(this.shops.customers.all().alist()));

		assertThat(found).extracting(Customer::email).containsExactly("ours@example.org");
	}

	@Test
	void newRowsAreTheCurrentTenants() {
		Customer created = Tenant.as(TwoShops.THEIRS,
				() -> await(this.shops.customers.acreate(new Customer(null, null, "new@example.org", 0, null,
						this.shops.theirs.customer().purchases(), this.shops.theirs.customer().favourites()))));

		assertThat(created.shop()).isEqualTo(TwoShops.THEIRS);
	}

	@Test
	void withoutATenantNothingIsRead() {
		assertThatExceptionOfType(MissingTenantException.class)
			.isThrownBy(() -> await(this.shops.customers.all().alist()))
			.withMessageContaining("belongs to one 'shop', and none is current: call it in Tenant.as(id, () -> ...), or"
					+ " define a bean of type TenantResolver that knows; if it is meant for all of them, say so by"
					+ " Tenant.all(() -> ...)");
	}

	@Test
	void allTenantsAreReachedWhereThatIsSpelled() {
		long count = Tenant.all(() -> await(this.shops.customers.all().acount()));

		assertThat(count).isEqualTo(2);
	}

	@Test
	void joinsPrefetchesAndReverseRelationsStayWithinTheTenant() {
		Tenant.as(TwoShops.OURS, () -> {
			List<Purchase> purchases = await(this.shops.purchases.all()
				.selectRelated("customer__country")
				.prefetchRelated("lines__product__labels", "reminders")
				.alist());
			assertThat(purchases).hasSize(1);
			Purchase purchase = purchases.get(0);
			assertThat(purchase.customer().get().email()).isEqualTo("ours@example.org");
			Line line = purchase.lines().list().get(0);
			assertThat(line.product().get().labels().list().get(0).name()).isEqualTo("ours");
			assertThat(purchase.reminders().list()).hasSize(1);
		});
	}

	@Test
	void rowsThatBelongToAllLeadToTheTenantsOwn() {
		Tenant.as(TwoShops.OURS, () -> {
			assertThat(await(this.shops.countries.filter("customers__email", "theirs@example.org").acount())).isZero();
			assertThat(await(this.shops.countries.filter("customers__email", "ours@example.org").acount())).isOne();
			assertThat(await(this.shops.country.customers().alist())).hasSize(1);
			assertThat(await(this.shops.countries.all().prefetchRelated("customers").alist()).get(0).customers().list())
				.hasSize(1);
		});
	}

	@Test
	void aggregatesOverRelationsAreOfTheTenantsOwnRows() {
		List<Long> counts = Tenant.as(TwoShops.OURS, () -> List
			.of((Long) await(this.shops.countries.all().aaggregate(kw("n", count("customers")))).get("n"), (Long) await(
					this.shops.countries.filter("name", "Iceland").aaggregate(kw("n", count("customers__purchases"))))
				.get("n")));

		assertThat(counts).containsExactly(1L, 1L);
		assertThat(Tenant.all(() -> await(this.shops.countries.all().aaggregate(kw("n", count("customers"))))))
			.containsEntry("n", 2L);
		assertThatExceptionOfType(MissingTenantException.class)
			.isThrownBy(() -> await(this.shops.countries.all().aaggregate(kw("n", count("customers")))));
	}

	@Test
	void cascadesAndWritesStayWithinTheTenant() {
		Tenant.as(TwoShops.OURS, () -> {
			assertThat(await(this.shops.purchases.all().aupdate(kw("state", "paid")))).isOne();
			assertThat(await(this.shops.customers.adelete(this.shops.ours.customer())).count()).isEqualTo(4);
		});

		Tenant.all(() -> {
			assertThat(await(this.shops.purchases.all().alist())).extracting(Purchase::state).containsExactly("open");
			assertThat(await(this.shops.lines.all().acount())).isOne();
		});
	}

	@Test
	void foreignKeysToOtherTenantsAreRefused() {
		Tenant.as(TwoShops.OURS, () -> {
			assertThatExceptionOfType(org.springframework.dao.InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> await(this.shops.lines.acreate(kw("purchase", Ref.to(this.shops.theirs.purchase()),
						"product", Ref.to(this.shops.ours.product())))));
			assertThatExceptionOfType(org.springframework.dao.InvalidDataAccessApiUsageException.class).isThrownBy(
					() -> await(this.shops.lines.all().aupdate(kw("purchase", Ref.to(this.shops.theirs.purchase())))));
		});
	}

}
