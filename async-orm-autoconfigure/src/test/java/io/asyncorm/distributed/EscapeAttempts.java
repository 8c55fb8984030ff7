package io.asyncorm.distributed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.asyncorm.distributed.Market.Customer;
import io.asyncorm.distributed.Market.Customers;
import io.asyncorm.distributed.Market.Purchase;
import io.asyncorm.query.CursorPage;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.Many;
import io.asyncorm.query.Page;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.Replaced;
import org.jspecify.annotations.Nullable;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.ignoreConflicts;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.updateConflicts;
import static io.asyncorm.expression.Functions.exists;
import static io.asyncorm.expression.Functions.outerRef;

/**
 * Attempts to reach the rows of another tenant: ways to say which rows, and all methods
 * that ask the database for them.
 */
final class EscapeAttempts {

	private final TwoShops shops;

	private final Customers customers;

	private final Customer theirs;

	private final Customer ours;

	private final Object theirKey;

	EscapeAttempts(TwoShops shops) {
		this.shops = shops;
		this.customers = shops.customers;
		this.theirs = shops.theirs.customer();
		this.ours = shops.ours.customer();
		this.theirKey = List.of(this.theirs.shop(), this.theirs.id());
	}

	/** Ways to say which rows, all of them of another tenant. */
	Map<String, QuerySet<Customer>> ways() {
		Purchase purchase = this.shops.theirs.purchase();
		Map<String, QuerySet<Customer>> ways = new LinkedHashMap<>();
		ways.put("by the key", this.customers.filter("pk", this.theirKey));
		ways.put("by the keys", this.customers.filter("pk__in", List.of(this.theirKey)));
		ways.put("by the tenant", this.customers.filter("shop", TwoShops.THEIRS));
		ways.put("by all but the own tenant", this.customers.exclude("shop", TwoShops.OURS));
		ways.put("by alternatives",
				this.customers.filter(q("shop", TwoShops.THEIRS).or(q("email", "theirs@example.org"))));
		ways.put("by a negation", this.customers.exclude("email", "ours@example.org"));
		ways.put("by a related object", this.customers.filter("purchases", purchase));
		ways.put("by a path", this.customers.filter("purchases__lines__product__sku", "theirs"));
		ways.put("by a path to the tenant", this.customers.filter("purchases__lines__shop", TwoShops.THEIRS));
		ways.put("by a many-to-many path", this.customers.filter("favourites__labels__name", "theirs"));
		ways.put("by a negated path", this.customers.exclude("purchases__shop", TwoShops.OURS));
		ways.put("by a path from what belongs to all",
				this.customers.filter("country__customers__email", "theirs@example.org"));
		ways.put("by a subquery", this.customers.filter("id__in",
				this.shops.purchases.filter("shop", TwoShops.THEIRS).valuesList("customer_id", Long.class)));
		ways.put("by exists", this.customers.filter(
				exists(this.shops.purchases.filter("shop", TwoShops.THEIRS).filter("customer_id", outerRef("id")))));
		ways.put("by an annotation", this.customers.annotate("whose", f("shop")).filter("whose", TwoShops.THEIRS));
		ways.put("by an aggregate",
				this.customers.annotate("sold", max("purchases__lines__shop")).filter("sold", TwoShops.THEIRS));
		ways.put("by a union", this.customers.filter("shop", TwoShops.THEIRS)
			.union(this.customers.filter("email", "theirs@example.org")));
		ways.put("by a difference", this.customers.all().difference(this.customers.filter("shop", TwoShops.OURS)));
		ways.put("by a slice", this.customers.orderBy("-shop").filter("shop__gt", TwoShops.OURS).slice(0, 5));
		ways.put("distinct", this.customers.filter("shop", TwoShops.THEIRS).distinct());
		ways.put("by the related manager of what belongs to all",
				this.shops.country.customers().all().filter("shop", TwoShops.THEIRS));
		ways.put("by a client's query", this.customers.clientLookups().allow("shop").apply(Map.of("shop", "2")).page());
		ways.put("by a client's path",
				this.customers.clientLookups()
					.allow("purchases__lines__product__sku")
					.apply(Map.of("purchases__lines__product__sku", "theirs"))
					.page());
		ways.put("using a name", this.customers.using("same").filter("shop", TwoShops.THEIRS));
		return ways;
	}

	/** What gives rows, or something of them. */
	Map<String, List<Function<QuerySet<Customer>, @Nullable Object>>> reads() {
		Map<String, List<Function<QuerySet<Customer>, @Nullable Object>>> reads = new LinkedHashMap<>();
		reads.put("alist",
				List.of((rows) -> await(rows.alist()), (rows) -> await(rows.valuesList("email", String.class).alist()),
						(rows) -> await(rows.values("shop", "purchases__lines__product__sku").alist()),
						(rows) -> await(rows.selectRelated("country").prefetchRelated("purchases__lines").alist())));
		reads.put("aget", List.of((rows) -> await(rows.aget())));
		reads.put("afirst", List.of((rows) -> await(rows.afirst())));
		reads.put("alast", List.of((rows) -> await(rows.alast())));
		reads.put("alatest", List.of((rows) -> await(rows.alatest("id"))));
		reads.put("aearliest", List.of((rows) -> await(rows.aearliest("id"))));
		reads.put("acount", List.of((rows) -> await(rows.acount())));
		reads.put("aexists", List.of((rows) -> await(rows.aexists())));
		reads.put("aaggregate",
				List.of((rows) -> await(rows.aaggregate(kw("n", count("pk"), "shop", max("purchases__lines__shop"))))));
		reads.put("ainBulk",
				List.of((rows) -> await(rows.ainBulk()), (rows) -> await(rows.ainBulk(List.of(this.theirKey)))));
		reads.put("aiterator", List.of((rows) -> {
			List<Customer> seen = new ArrayList<>();
			await(rows.aiterator(1).forEach(seen::add));
			return seen;
		}));
		reads.put("apage", List.of((rows) -> await(rows.orderBy("id").apage(1, 5))));
		reads.put("apageAfter", List.of((rows) -> await(rows.orderBy("id").apageAfter(null, 5))));
		reads.put("acontains", List.of((rows) -> await(rows.acontains(this.theirs))));
		reads.put("aexplain", List.of((rows) -> {
			await(rows.aexplain());
			return null;
		}));
		return reads;
	}

	/** What writes rows, or would. */
	Map<String, List<Function<QuerySet<Customer>, @Nullable Object>>> writes() {
		Map<String, List<Function<QuerySet<Customer>, @Nullable Object>>> writes = new LinkedHashMap<>();
		writes.put("aupdate", List.of((rows) -> await(rows.aupdate(kw("points", 99))),
				(rows) -> await(rows.aupdate(set(Customer::points).to(99)))));
		writes.put("adelete", List.of((rows) -> await(rows.adelete())));
		writes.put("acreate", List.of((rows) -> await(rows.acreate(kw("shop", TwoShops.THEIRS, "email", "a@a")))));
		writes.put("agetOrCreate", List.of((rows) -> await(
				rows.agetOrCreate(kw("shop", TwoShops.THEIRS, "email", "theirs@example.org"), defaults("points", 9)))));
		writes.put("aupdateOrCreate",
				List.of((rows) -> await(rows.aupdateOrCreate(kw("shop", TwoShops.THEIRS, "email", "theirs@example.org"),
						defaults("points", 9))),
						(rows) -> await(rows.aupdateOrCreate(kw("pk", this.theirKey), defaults("points", 9)))));
		writes.put("abulkCreate", List.of((rows) -> await(rows.abulkCreate(List.of(fresh(TwoShops.THEIRS)))),
				(rows) -> await(rows.abulkCreate(List.of(fresh(null), fresh(TwoShops.THEIRS)))),
				(rows) -> await(rows.abulkCreate(List.of(this.theirs), ignoreConflicts())), (rows) -> await(
						rows.abulkCreate(List.of(changed()), updateConflicts("points").uniqueFields("email")))));
		writes.put("abulkUpdate", List.of((rows) -> await(rows.abulkUpdate(List.of(changed()), "points")),
				(rows) -> await(rows.abulkUpdate(List.of(this.theirs), (each) -> set(Customer::points).to(99)))));
		writes.put("arefreshFromDb", List.of((rows) -> await(rows.arefreshFromDb(this.theirs))));
		writes.put("arefresh", List.of((rows) -> await(rows.arefresh(this.theirs))));
		writes.put("aprefetchRelatedObjects",
				List.of((rows) -> await(rows.aprefetchRelatedObjects(List.of(this.theirs), "purchases__lines")).get(0)
					.purchases()
					.list()));
		return writes;
	}

	private Customer changed() {
		return this.customers.with(this.theirs, set(Customer::points).to(99));
	}

	private Customer fresh(@Nullable Long shop) {
		return new Customer(shop, null, "fresh@example.org", 0, null, Many.of(), Many.of());
	}

	/** What a repository has beside that, and what it has of its own. */
	Map<String, List<Function<Customers, @Nullable Object>>> ofRepositories() {
		Map<String, List<Function<Customers, @Nullable Object>>> own = new LinkedHashMap<>();
		own.put("aget", List.of((all) -> await(all.aget((List<?>) this.theirKey)),
				(all) -> await(all.aget(Ref.to(this.theirs))), (all) -> await(all.aget(kw("shop", TwoShops.THEIRS)))));
		own.put("asave",
				List.of((all) -> await(all.asave(changed())), (all) -> await(all.asave(fresh(TwoShops.THEIRS))),
						(all) -> await(all.asave(this.theirs, set(Customer::points).to(99))),
						(all) -> await(all.asave(this.ours, set(Customer::shop).to(TwoShops.THEIRS)))));
		own.put("acreate", List.of((all) -> await(all.acreate(fresh(TwoShops.THEIRS)))));
		own.put("adelete", List.of((all) -> await(all.adelete(this.theirs))));
		own.put("anext", List.of((all) -> await(all.anext(this.ours, "id"))));
		own.put("aprevious", List.of((all) -> await(all.aprevious(this.theirs, "points")).map(Customer::email)
			.filter((email) -> email.equals("theirs@example.org"))));
		own.put("aupdate", List.of((all) -> await(all.aupdate(kw("shop", TwoShops.THEIRS)))));
		return own;
	}

	/** Whether nothing was reached. */
	static boolean isNothing(@Nullable Object result) {
		return switch (result) {
			case null -> true;
			case Number number -> number.longValue() == 0;
			case Boolean found -> !found;
			case Optional<?> optional -> isNothing(optional.orElse(null));
			case Collection<?> rows -> rows.isEmpty();
			case Map<?, ?> values -> values.values().stream().allMatch(EscapeAttempts::isNothing);
			case Deleted deleted -> deleted.count() == 0;
			case Replaced replaced -> replaced.added() == 0 && replaced.removed() == 0;
			case Page<?> page -> page.total() == 0 && page.content().isEmpty();
			case CursorPage<?> page -> page.content().isEmpty();
			default -> false;
		};
	}

}
