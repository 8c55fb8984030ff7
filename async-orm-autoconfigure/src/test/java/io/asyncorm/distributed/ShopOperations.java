package io.asyncorm.distributed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.distributed.Market.Customer;
import io.asyncorm.distributed.Market.Favourite;
import io.asyncorm.distributed.Market.Line;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.sum;
import static io.asyncorm.Orm.updateConflicts;
import static io.asyncorm.expression.Functions.exists;
import static io.asyncorm.expression.Functions.outerRef;

/**
 * What a shop does all day, each of a kind that a sharded database has to find the shard
 * of.
 */
record ShopOperations(TwoShops shops) {

	/** Query sets that read, by what is special of them. */
	Map<String, QuerySet<?>> reads() {
		Map<String, QuerySet<?>> reads = new LinkedHashMap<>();
		reads.put("a get", this.shops.customers.filter("email", "ours@example.org"));
		reads.put("a join", this.shops.lines.filter("purchase__customer__points__gte", 0));
		reads.put("selectRelated", this.shops.lines.selectRelated("purchase__customer__country"));
		reads.put("a reverse join", this.shops.customers.filter("purchases__lines__amount", 3));
		reads.put("a many-to-many join", this.shops.products.filter("labels__name", "ours"));
		reads.put("a join from what belongs to all", this.shops.countries.filter("customers__points", 0));
		reads.put("a correlation",
				this.shops.customers.filter(exists(this.shops.purchases.filter("customer", outerRef("pk")))));
		reads.put("a negation", this.shops.customers.exclude("purchases__lines__amount", 99));
		reads.put("an aggregate", this.shops.customers.annotate("n", sum("purchases__lines__amount")));
		reads.put("a union",
				this.shops.customers.filter("points__gte", 0).union(this.shops.customers.filter("points__lt", 0)));
		return reads;
	}

	/** All else, in an order in which each has something to do. */
	Map<String, Runnable> others() {
		TwoShops.Shop own = this.shops.ours;
		Map<String, Runnable> others = new LinkedHashMap<>();
		others.put("a count", () -> await(this.shops.lines.filter("purchase__state", "open").acount()));
		others.put("aaggregate", () -> await(this.shops.lines.all().aaggregate(kw("n", count("purchase__customer")))));
		others.put("a prefetch",
				() -> await(this.shops.customers.prefetchRelated("purchases__lines__product__labels").alist()));
		others.put("a refresh", () -> await(this.shops.customers.arefreshFromDb(own.customer())));
		others.put("a lock", () -> await(this.shops.orm.transactions()
			.atomic(() -> await(this.shops.purchases.filter("state", "open").selectForUpdate().alist()))));
		others.put("an insert", () -> await(this.shops.customers.acreate(kw("email", "new@example.org"))));
		others.put("an update over a join",
				() -> await(this.shops.purchases.filter("customer__points", 0).aupdate(kw("state", "paid"))));
		others.put("an upsert", () -> await(
				this.shops.customers.aupdateOrCreate(kw("email", "ours@example.org"), defaults("points", 1))));
		others.put("agetOrCreate",
				() -> await(this.shops.customers.agetOrCreate(kw("email", "ours@example.org"), defaults("points", 1))));
		others.put("a save", () -> await(this.shops.customers.asave(own.customer())));
		others.put("a bulk insert", () -> await(this.shops.labels
			.abulkCreate(List.of(new Market.Label(null, null, "red"), new Market.Label(null, null, "blue")))));
		others.put("a bulk upsert",
				() -> await(this.shops.favourites.abulkCreate(
						List.of(new Favourite(null, null, Ref.to(own.customer()), Ref.to(own.product()), 3)),
						updateConflicts("stars").uniqueFields("customer", "product"))));
		others.put("a bulk update",
				() -> await(this.shops.customers.abulkUpdate(await(this.shops.customers.all().alist()),
						(customer) -> set(Customer::points).to(customer.points() + 1))));
		others.put("a bulk update of one", () -> await(this.shops.lines
			.abulkUpdate(List.of(this.shops.lines.with(own.line(), set(Line::amount).to(4))), "amount")));
		others.put("links", () -> await(
				own.product().labels().aset(await(this.shops.labels.filter("name__in", List.of("red")).alist()))));
		others.put("a reverse relation", () -> await(own.purchase().reminders().aset(List.of())));
		others.put("a cascade", () -> await(this.shops.customers.adelete(own.customer())));
		others.put("a delete over a join", () -> await(this.shops.lines.filter("product__sku", "none").adelete()));
		return others;
	}

}
