package io.asyncorm.domains;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.domains.Shop.Customer;
import io.asyncorm.domains.Shop.Customers;
import io.asyncorm.domains.Shop.Product;
import io.asyncorm.domains.Shop.Products;
import io.asyncorm.domains.Shop.Purchase;
import io.asyncorm.domains.Shop.Purchases;
import io.asyncorm.domains.Shop.Voucher;
import io.asyncorm.domains.Shop.Vouchers;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.jdbc.core.mapping.AggregateReference;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Aggregates of Spring Data JDBC are read and written as they are.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopIntegrationTests {

	@Parameter
	TestDatabase database;

	HikariDataSource pool;

	AsyncOrm orm;

	Customers customers;

	@BeforeParameterizedClassInvocation
	void open() {
		this.pool = this.database.create(3);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Customer.class, Purchase.class, Voucher.class, Product.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.customers = this.orm.repository(Customers.class);
	}

	@AfterParameterizedClassInvocation
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void whatTheMarkedConstructorDoesNotTakeIsSetAfterIt() {
		Customer given = new Customer("Ann");
		given.setBirthday(LocalDate.of(1990, 2, 3));

		Customer stored = await(this.customers.acreate(given));
		Customer changed = await(this.customers.asave(stored, set(Customer::getName).to("Anna")));
		Customer declared = await(this.customers.acreate("Bob", LocalDate.of(1991, 1, 1)));

		assertThat(given.getId()).isNull();
		assertThat(changed.getBirthday()).isEqualTo(LocalDate.of(1990, 2, 3));
		assertThat(changed.getVersion()).isEqualTo(stored.getVersion() + 1);
		assertThat(changed.getJoined()).isNotNull().isEqualTo(stored.getJoined());
		assertThat(changed.getChanged()).isAfterOrEqualTo(stored.getChanged());
		assertThat(changed.getBasket()).isEqualTo(7);
		assertThat(declared.getBirthday()).isEqualTo(LocalDate.of(1991, 1, 1));
	}

	@Test
	void referencesOfTheirsAreKeysAndCopiesSetTheKey() {
		Purchases purchases = this.orm.repository(Purchases.class);
		Customer cid = await(this.customers.acreate(new Customer("Cid")));
		Purchase given = new Purchase(AggregateReference.to(cid.getId()));
		given.setTotal(new BigDecimal("12.5"));

		Purchase stored = await(purchases.acreate(given));
		Purchase saved = await(purchases.asave(stored));

		assertThat(saved.getNumber()).isPositive().isEqualTo(stored.getNumber());
		assertThat(saved.getTotal()).isEqualByComparingTo("12.5");
		assertThat(saved.getCustomer().getId()).isEqualTo(cid.getId());
		assertThat(await(purchases.alist(AggregateReference.to(cid.getId())))).hasSize(1);
		assertThat(await(purchases.filter("customer", cid.getId()).aupdate(kw("total", BigDecimal.TEN)))).isEqualTo(1);
		assertThat(await(purchases.filter("pk", saved.getNumber()).valuesList("customer").aget()))
			.isEqualTo(List.of(AggregateReference.to(cid.getId())));
	}

	@Test
	void aStaticMethodMakesWhatIsRead() {
		Vouchers vouchers = this.orm.repository(Vouchers.class);

		UpdateOrCreate<Voucher> made = await(vouchers.aupdateOrCreate(kw("code", "X1"), defaults("used", true)));
		UpdateOrCreate<Voucher> same = await(vouchers.aupdateOrCreate(kw("code", "X1"), defaults("used", false)));

		assertThat(made.created()).isTrue();
		assertThat(made.object().isUsed()).isTrue();
		assertThat(same.created()).isFalse();
		assertThat(same.object().getId()).isEqualTo(made.object().getId());
		assertThat(same.object().isUsed()).isFalse();
	}

	@Test
	void gettersAndSettersArePropertiesWhereTheClassSaysSo() {
		Products products = this.orm.repository(Products.class);
		Product ink = new Product();
		ink.setSku("ink");
		ink.setTitle("Ink");

		await(products.abulkCreate(List.of(ink)));
		ink.setTitle("Black ink");
		await(products.abulkUpdate(List.of(ink), "title"));

		assertThat(await(products.filter("title__startswith", "Black").aget()).getSku()).isEqualTo("ink");
	}

}
