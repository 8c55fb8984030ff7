package io.asyncorm.distributed;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.dialect.EngineSettings;
import io.asyncorm.distributed.Market.Countries;
import io.asyncorm.distributed.Market.Country;
import io.asyncorm.distributed.Market.Customer;
import io.asyncorm.distributed.Market.Customers;
import io.asyncorm.distributed.Market.Favourites;
import io.asyncorm.distributed.Market.Label;
import io.asyncorm.distributed.Market.Labels;
import io.asyncorm.distributed.Market.Line;
import io.asyncorm.distributed.Market.Lines;
import io.asyncorm.distributed.Market.Product;
import io.asyncorm.distributed.Market.Products;
import io.asyncorm.distributed.Market.Purchase;
import io.asyncorm.distributed.Market.Purchases;
import io.asyncorm.distributed.Market.Reminder;
import io.asyncorm.distributed.Market.Reminders;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;

/**
 * A market of two shops that have rows alike, in a database of its own.
 */
final class TwoShops implements AutoCloseable {

	static final long OURS = 1;

	static final long THEIRS = 2;

	final HikariDataSource pool;

	final AsyncOrm orm;

	/** The same database by another name. */
	private final AsyncOrm same;

	final Countries countries;

	final Customers customers;

	final Labels labels;

	final Products products;

	final Purchases purchases;

	final Lines lines;

	final Reminders reminders;

	final Favourites favourites;

	final Country country;

	final Shop ours;

	final Shop theirs;

	TwoShops(TestDatabase database) {
		this(database, EngineSettings.DETECTED);
	}

	/**
	 * The same on an engine.
	 * @param known what is known of it
	 */
	TwoShops(TestDatabase database, EngineSettings known) {
		this.pool = database.create(4);
		this.same = AsyncOrm.builder(this.pool).models(Market.MODELS).schemaAction(SchemaAction.CREATE).build();
		this.orm = AsyncOrm.builder(this.pool)
			.dialect((found) -> found.with(known))
			.models(Market.MODELS)
			.using("same", this.same)
			.build();
		this.countries = this.orm.repository(Countries.class);
		this.customers = this.orm.repository(Customers.class);
		this.labels = this.orm.repository(Labels.class);
		this.products = this.orm.repository(Products.class);
		this.purchases = this.orm.repository(Purchases.class);
		this.lines = this.orm.repository(Lines.class);
		this.reminders = this.orm.repository(Reminders.class);
		this.favourites = this.orm.repository(Favourites.class);
		this.country = await(this.countries.acreate(kw("name", "Iceland")));
		this.ours = Tenant.as(OURS, () -> shop("ours"));
		this.theirs = Tenant.as(THEIRS, () -> shop("theirs"));
	}

	private Shop shop(String name) {
		Customer customer = await(
				this.customers.acreate(kw("email", name + "@example.org", "country", Ref.to(this.country))));
		Label label = await(this.labels.acreate(kw("name", name)));
		Product product = await(this.products.acreate(kw("sku", name)));
		await(product.labels().aadd(List.of(label)));
		Purchase purchase = await(this.purchases.acreate(kw("customer", Ref.to(customer))));
		Line line = await(
				this.lines.acreate(kw("purchase", Ref.to(purchase), "product", Ref.to(product), "amount", 3)));
		Reminder reminder = await(this.reminders.acreate(kw("purchase", Ref.to(purchase), "text", name)));
		await(customer.favourites().aadd(List.of(product)));
		return new Shop(customer, label, product, purchase, line, reminder);
	}

	@Override
	public void close() {
		this.orm.close();
		this.same.close();
		this.pool.close();
	}

	record Shop(Customer customer, Label label, Product product, Purchase purchase, Line line, Reminder reminder) {

	}

}
