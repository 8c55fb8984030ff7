package io.asyncorm.scale;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.scale.ShopModels.Customer;
import io.asyncorm.scale.ShopModels.Customers;
import io.asyncorm.scale.ShopModels.Label;
import io.asyncorm.scale.ShopModels.Labels;
import io.asyncorm.scale.ShopModels.Line;
import io.asyncorm.scale.ShopModels.Lines;
import io.asyncorm.scale.ShopModels.Product;
import io.asyncorm.scale.ShopModels.ProductLabel;
import io.asyncorm.scale.ShopModels.ProductLabels;
import io.asyncorm.scale.ShopModels.Products;
import io.asyncorm.scale.ShopModels.Purchase;
import io.asyncorm.scale.ShopModels.Purchases;
import io.asyncorm.scale.ShopModels.Review;
import io.asyncorm.scale.ShopModels.Reviews;
import io.asyncorm.scale.ShopModels.Stock;
import io.asyncorm.scale.ShopModels.Stocks;
import io.asyncorm.scale.ShopModels.Visit;
import io.asyncorm.scale.ShopModels.Visits;
import io.asyncorm.transaction.AsyncTransactions;
import org.jspecify.annotations.Nullable;

import static io.asyncorm.Orm.await;

/**
 * What one operation works with: the repositories, and the rows of a tenant that nobody
 * else has. Two tenants that follow each other are on different shards, where there are
 * two.
 */
final class Shop {

	static final BigDecimal TEA_PRICE = new BigDecimal("4.50");

	private static final AtomicLong TENANTS = new AtomicLong();

	final AsyncOrm orm;

	final AsyncTransactions transactions;

	final Customers customers;

	final Products products;

	final Labels labels;

	final Stocks stocks;

	final Purchases purchases;

	final Lines lines;

	final Reviews reviews;

	final Visits visits;

	private final ProductLabels productLabels;

	/** Whose rows these are. */
	final long tenant;

	/** Bought tea and a cup, and then a pot. */
	final Customer ann;

	/** Invited by Ann; bought tea. */
	final Customer bob;

	/** Bought nothing. */
	final Customer cleo;

	final Product tea;

	final Product cup;

	final Product pot;

	/** Not in stock, and nobody bought one. */
	final Product spoon;

	final Label hot;

	final Label glass;

	final Purchase first;

	final Purchase second;

	final Purchase third;

	private Shop(AsyncOrm orm, long tenant) {
		this.orm = orm;
		this.tenant = tenant;
		this.transactions = orm.transactions();
		this.customers = orm.repository(Customers.class);
		this.products = orm.repository(Products.class);
		this.labels = orm.repository(Labels.class);
		this.productLabels = orm.repository(ProductLabels.class);
		this.stocks = orm.repository(Stocks.class);
		this.purchases = orm.repository(Purchases.class);
		this.lines = orm.repository(Lines.class);
		this.reviews = orm.repository(Reviews.class);
		this.visits = orm.repository(Visits.class);
		this.ann = await(this.customers.acreate(customer("ann", "Ann Lee", 10, null)));
		this.bob = await(this.customers.acreate(customer("bob", "Bob Ray", 0, Ref.to(this.ann))));
		this.cleo = await(this.customers.acreate(customer("cleo", "Cleo Lee", 30, null)));
		this.tea = await(this.products.acreate(product("tea", "Green tea", "4.50", LocalDate.of(2024, 1, 15))));
		this.cup = await(this.products.acreate(product("cup", "Tea cup", "8.00", LocalDate.of(2024, 3, 1))));
		this.pot = await(this.products.acreate(product("pot", "Tea pot", "30.00", LocalDate.of(2025, 3, 10))));
		this.spoon = await(this.products.acreate(product("spoon", "Spoon", "2.00", null)));
		this.hot = await(this.labels.acreate(new Label(null, null, "hot")));
		this.glass = await(this.labels.acreate(new Label(null, null, "glass")));
		label(this.tea, this.hot);
		label(this.cup, this.hot);
		label(this.cup, this.glass);
		label(this.pot, this.glass);
		stock(this.tea, 10);
		stock(this.cup, 5);
		stock(this.pot, 1);
		this.first = purchase(this.ann, "2026-01-05T10:00:00Z");
		line(this.first, this.tea, 2);
		line(this.first, this.cup, 1);
		this.second = purchase(this.ann, "2026-02-01T10:00:00Z");
		line(this.second, this.pot, 1);
		this.third = purchase(this.bob, "2026-02-10T10:00:00Z");
		line(this.third, this.tea, 1);
		review(this.tea, this.ann, 5);
		review(this.tea, this.bob, 3);
		review(this.cup, this.ann, 4);
	}

	/** A tenant that nobody was yet. */
	static Shop of(AsyncOrm orm) {
		long tenant = TENANTS.incrementAndGet();
		return Tenant.as(tenant, () -> new Shop(orm, tenant));
	}

	/** Another tenant with the same rows, on another shard where there are several. */
	Shop next() {
		Shop next = of(this.orm);
		return ((next.tenant - this.tenant) % 2 != 0) ? next : of(this.orm);
	}

	/** The key of one of its rows. */
	List<?> key(@Nullable Long id) {
		return Arrays.asList(this.tenant, id);
	}

	Customer customer(String email, String name, int points, @Nullable Ref<Customer> inviter) {
		return new Customer(null, null, email, name, points, inviter, Many.of());
	}

	Product product(String code, String title, String price, @Nullable LocalDate since) {
		return new Product(null, null, code, title, new BigDecimal(price), since, Many.of(), Many.of());
	}

	Visit visit(String visitor, int times) {
		return new Visit(null, null, visitor, times);
	}

	private void label(Product product, Label label) {
		await(this.productLabels.acreate(new ProductLabel(null, null, Ref.to(product), Ref.to(label))));
	}

	private void stock(Product product, int amount) {
		await(this.stocks.acreate(new Stock(null, null, Ref.to(product), amount, null)));
	}

	private Purchase purchase(Customer customer, String placed) {
		return await(this.purchases
			.acreate(new Purchase(null, null, Ref.to(customer), Instant.parse(placed), "new", Many.of())));
	}

	private void line(Purchase purchase, Product product, int quantity) {
		await(this.lines.acreate(new Line(null, null, Ref.to(purchase), Ref.to(product), quantity, product.price())));
	}

	private void review(Product product, Customer customer, int stars) {
		await(this.reviews.acreate(new Review(null, null, Ref.to(product), Ref.to(customer), stars)));
	}

}
