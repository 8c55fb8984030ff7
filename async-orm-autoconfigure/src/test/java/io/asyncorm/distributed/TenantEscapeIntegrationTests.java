package io.asyncorm.distributed;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.distributed.Market.Customer;
import io.asyncorm.distributed.Market.Customers;
import io.asyncorm.distributed.Market.Line;
import io.asyncorm.distributed.Market.Product;
import io.asyncorm.distributed.Market.Purchase;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.BatchOptions;
import io.asyncorm.query.ConflictOptions;
import io.asyncorm.query.CursorPage;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.Many;
import io.asyncorm.query.MissingTenantException;
import io.asyncorm.query.Page;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.Replaced;
import io.asyncorm.query.Row;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.set;
import static io.asyncorm.expression.Functions.exists;
import static io.asyncorm.expression.Functions.outerRef;
import static io.asyncorm.expression.Functions.subquery;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tries to reach the rows of another tenant by every method that asks the database, over
 * every way to say which rows, and cannot. A method that is new has to be tried, too.
 */
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "H2" })
class TenantEscapeIntegrationTests {

	private static final List<String> TABLES = List.of("customer", "label", "product", "purchase", "line", "reminder",
			"favourite", "product_labels");

	private final TwoShops shops;

	private final Customers customers;

	private final Customer theirs;

	private final Customer ours;

	private final Object theirKey;

	private final List<String> failures = new ArrayList<>();

	TenantEscapeIntegrationTests(TestDatabase database) {
		this.shops = new TwoShops(database);
		this.customers = this.shops.customers;
		this.theirs = this.shops.theirs.customer();
		this.ours = this.shops.ours.customer();
		this.theirKey = key(this.theirs);
	}

	private static Object key(Customer customer) {
		return List.of(customer.shop(), customer.id());
	}

	@AfterEach
	void close() {
		this.shops.close();
	}

	/** Ways to say which rows, all of them of another tenant. */
	private Map<String, QuerySet<Customer>> ways() {
		Purchase purchase = this.shops.theirs.purchase();
		Map<String, QuerySet<Customer>> ways = new LinkedHashMap<>();
		ways.put("by the key", this.customers.filter("pk", this.theirKey));
		ways.put("by the keys", this.customers.filter("pk__in", List.of(this.theirKey)));
		ways.put("by the tenant", this.customers.filter("shop", TwoShops.THEIRS));
		ways.put("by all but the own tenant", this.customers.exclude("shop", TwoShops.OURS));
		ways.put("by alternatives", this.customers
			.filter(io.asyncorm.Orm.q("shop", TwoShops.THEIRS).or(io.asyncorm.Orm.q("email", "theirs@example.org"))));
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
	private Map<String, List<Function<QuerySet<Customer>, @Nullable Object>>> reads() {
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
	private Map<String, List<Function<QuerySet<Customer>, @Nullable Object>>> writes() {
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
		writes.put("abulkCreate",
				List.of((rows) -> await(rows.abulkCreate(List.of(fresh(TwoShops.THEIRS)))),
						(rows) -> await(rows.abulkCreate(List.of(fresh(null), fresh(TwoShops.THEIRS)))),
						(rows) -> await(rows.abulkCreate(List.of(this.theirs), io.asyncorm.Orm.ignoreConflicts()))));
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
	private Map<String, List<Function<Customers, @Nullable Object>>> ofRepositories() {
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

	@Test
	void noReadOrWriteReachesThem() {
		Map<String, QuerySet<Customer>> ways = Tenant.as(TwoShops.OURS, this::ways);
		String before = snapshot();

		Tenant.as(TwoShops.OURS, () -> {
			ways.forEach((way, rows) -> reads().forEach((name, attempts) -> attempts
				.forEach((attempt) -> tryOut(name + " " + way, () -> attempt.apply(rows)))));
			ways.forEach((way, rows) -> writes().forEach((name, attempts) -> attempts
				.forEach((attempt) -> tryOut(name + " " + way, () -> attempt.apply(rows)))));
			writes().forEach((name, attempts) -> attempts.forEach((attempt) -> {
				if (!Set.of("aupdate", "adelete").contains(name)) {
					tryOut(name + " of all", () -> attempt.apply(this.customers.all()));
				}
			}));
			ofRepositories().forEach((name, attempts) -> attempts
				.forEach((attempt) -> tryOut(name, () -> attempt.apply(this.customers))));
		});

		assertThat(this.failures).isEmpty();
		assertThat(snapshot()).isEqualTo(before);
	}

	/** Otherwise none of the attempts would say anything. */
	@Test
	void everyWayLeadsToThemWhereTheyAreTheCurrentTenant() {
		Map<String, QuerySet<Customer>> ways = Tenant.as(TwoShops.THEIRS, this::ways);

		Tenant.as(TwoShops.THEIRS,
				() -> assertThat(ways).allSatisfy((way, rows) -> assertThat(await(rows.alist())).as(way)
					.extracting(Customer::email)
					.containsExactly("theirs@example.org")));
	}

	@Test
	void everyMethodThatAsksTheDatabaseIsTried() {
		Set<String> tried = new TreeSet<>(reads().keySet());
		tried.addAll(writes().keySet());

		assertThat(tried).isEqualTo(terminals(QuerySet.class));
		tried.addAll(ofRepositories().keySet());
		assertThat(tried).isEqualTo(terminals(AsyncRepository.class));
		assertThat(terminals(RawQuerySet.class)).containsExactly("aiterator", "alist");
		Set<String> related = terminals(Many.class);
		related.removeAll(terminals(QuerySet.class));
		assertThat(related).containsExactly("aadd", "aclear", "aremove", "aset");
	}

	private static Set<String> terminals(Class<?> type) {
		Set<String> names = new TreeSet<>();
		for (Method method : type.getMethods()) {
			if (CompletableFuture.class.isAssignableFrom(method.getReturnType())
					|| AsyncIterable.class.isAssignableFrom(method.getReturnType())) {
				names.add(method.getName());
			}
		}
		return names;
	}

	@Test
	void noRelatedManagerReachesThem() {
		TwoShops.Shop own = this.shops.ours;
		TwoShops.Shop other = this.shops.theirs;
		String before = snapshot();

		Tenant.as(TwoShops.OURS, () -> {
			tryOut("alist", () -> await(other.purchase().lines().alist()));
			tryOut("acount", () -> await(other.purchase().lines().acount()));
			tryOut("aexists", () -> await(other.product().labels().aexists()));
			tryOut("filtered", () -> await(other.customer().favourites().all().alist()));
			tryOut("acreate", () -> await(other.purchase().reminders().acreate(kw("text", "theirs"))));
			tryOut("acreate", () -> await(other.product().labels().acreate(kw("name", "theirs"))));
			tryOut("aadd", () -> await(other.purchase().reminders().aadd(own.reminder())));
			tryOut("aadd", () -> await(own.purchase().reminders().aadd(other.reminder())));
			tryOut("aadd", () -> await(other.product().labels().aadd(own.label())));
			tryOut("aadd", () -> await(own.product().labels().aadd(other.label())));
			tryOut("aadd", () -> await(own.customer().favourites().aadd(other.product())));
			tryOut("aremove", () -> await(other.purchase().reminders().aremove(other.reminder())));
			tryOut("aremove", () -> await(other.product().labels().aremove(other.label())));
			tryOut("aclear", () -> await(other.purchase().reminders().aclear()));
			tryOut("aclear", () -> await(other.product().labels().aclear()));
			tryOut("aset", () -> await(other.purchase().reminders().aset(List.of(own.reminder()))));
			tryOut("aset", () -> await(other.product().labels().aset(List.of())));
			tryOut("aset", () -> await(other.product().labels().aset(List.of(own.label()))));
			tryOut("agetOrCreate", () -> await(
					other.product().labels().agetOrCreate(kw("name", "theirs"), defaults("name", "theirs"))));
			tryOut("abulkCreate",
					() -> await(other.product().labels().abulkCreate(List.of(new Market.Label(null, null, "mine")))));
			tryOut("Ref.aget", () -> await(other.line().purchase().aget()));
			tryOut("Ref", () -> await(this.shops.lines
				.acreate(new Line(null, null, Ref.to(other.purchase()), Ref.to(own.product()), 1))));
			tryOut("Ref", () -> await(this.shops.lines
				.acreate(new Line(TwoShops.OURS, null, Ref.to(other.purchase()), Ref.to(own.product()), 1))));
			tryOut("Ref",
					() -> await(this.shops.lines.asave(own.line(), set(Line::purchase).to(Ref.to(other.purchase())))));
			tryOut("Ref", () -> await(this.shops.lines.abulkUpdate(List.of(own.line()),
					(line) -> set(Line::purchase).to(Ref.to(other.purchase())))));
			tryOut("Ref", () -> await(this.shops.lines.all().aupdate(kw("purchase", Ref.to(other.purchase())))));
		});

		assertThat(this.failures).isEmpty();
		assertThat(snapshot()).isEqualTo(before);
	}

	@Test
	void noPrefetchReachesThem() {
		Tenant.as(TwoShops.OURS, () -> {
			tryOut("of what belongs to all",
					() -> await(this.shops.countries.all().prefetchRelated("customers__purchases__lines").alist())
						.get(0)
						.customers()
						.list()
						.stream()
						.filter((customer) -> customer.shop() != TwoShops.OURS)
						.toList());
			tryOut("by a query set",
					() -> await(this.shops.countries.all()
						.prefetchRelated(
								Prefetch.of("customers").querySet(this.customers.filter("shop", TwoShops.THEIRS)))
						.alist()).get(0).customers().list());
			tryOut("by a slice",
					() -> await(this.shops.countries.all()
						.prefetchRelated(Prefetch.of("customers").querySet(this.customers.orderBy("-shop").slice(0, 1)))
						.alist()).get(0)
						.customers()
						.list()
						.stream()
						.filter((customer) -> customer.shop() != TwoShops.OURS)
						.toList());
			tryOut("of objects in memory", () -> await(
					this.shops.purchases.aprefetchRelatedObjects(List.of(this.shops.theirs.purchase()), "lines"))
				.get(0)
				.lines()
				.list());
			tryOut("counts",
					() -> await(this.shops.countries.annotate("n", count("customers")).filter("n__gt", 1).acount()));
			tryOut("subqueries",
					() -> await(this.shops.countries
						.annotate("email",
								subquery(this.customers.filter("shop", TwoShops.THEIRS)
									.valuesList("email", String.class)))
						.valuesList("email", String.class)
						.alist()).get(0));
		});

		assertThat(this.failures).isEmpty();
	}

	@Test
	void theTenantGoesWithWhatIsCalled() {
		AsyncOrm orm = this.shops.orm;
		List<Object> seen = new ArrayList<>();

		Tenant.as(TwoShops.OURS, () -> {
			seen.add(await(this.customers.all().acount().thenCompose((any) -> this.customers.all().alist())));
			seen.add(await(this.customers.all().acount().thenComposeAsync((any) -> this.customers.all().alist())));
			seen.add(await(orm.transactions().atomic(() -> await(this.customers.all().alist()))));
			seen.add(await(orm.transactions()
				.atomic(() -> await(orm.transactions().atomic(() -> await(this.customers.all().alist()))))));
			seen.add(await(io.asyncorm.Orm
				.gather(List.of(this.customers.all().alist(), this.customers.filter("points", 0).alist()))).get(1));
			await(this.customers.all()
				.aiterator(1)
				.forEach((customer) -> seen.add(await(this.customers.filter("id", customer.id()).alist()))));
		});
		AsyncIterable<Customer> stream = Tenant.as(TwoShops.OURS, () -> this.customers.all().aiterator(1));
		await(stream.forEach((customer) -> seen.add(List.of(customer))));

		assertThat(seen).hasSize(7)
			.allSatisfy((
					rows) -> assertThat((List<?>) rows).hasSize(1).first().extracting("shop").isEqualTo(TwoShops.OURS));
	}

	@Test
	void anotherTenantIsReachedByAScopeOfItsOwnWithinATransaction() {
		List<Customer> found = Tenant.as(TwoShops.OURS, () -> await(this.shops.orm.transactions()
			.atomic(() -> Tenant.as(TwoShops.THEIRS, () -> await(this.customers.all().alist())))));

		assertThat(found).extracting(Customer::shop).containsExactly(TwoShops.THEIRS);
	}

	@Test
	void sqlOfOnesOwnHasToNameTheTenant() {
		Tenant.as(TwoShops.OURS, () -> {
			assertThat(thrown(() -> await(this.customers.all().raw("select * from \"customer\"").alist())))
				.isInstanceOf(MissingTenantException.class)
				.hasMessageContaining("SQL of your own is sent as it is");
			List<Row<Customer>> rows = await(this.customers.all()
				.raw("select * from \"customer\" where \"shop\" = :currentTenant and \"points\" = :points",
						kw("points", 0))
				.alist());
			assertThat(rows).hasSize(1);
		});
		assertThat(Tenant.all(() -> await(this.customers.all().raw("select * from \"customer\"").alist()))).hasSize(2);
	}

	private static @Nullable Throwable thrown(Runnable work) {
		try {
			work.run();
			return null;
		}
		catch (DataAccessException ex) {
			return ex;
		}
	}

	/** Notes what was reached; to be refused is as good as to find nothing. */
	private void tryOut(String name, Attempt attempt) {
		Object result;
		try {
			result = attempt.run();
		}
		catch (DataAccessException ex) {
			return;
		}
		if (!isNothing(result)) {
			this.failures.add(name + " reached " + result);
		}
	}

	private static boolean isNothing(@Nullable Object result) {
		return switch (result) {
			case null -> true;
			case Number number -> number.longValue() == 0;
			case Boolean found -> !found;
			case Optional<?> optional -> isNothing(optional.orElse(null));
			case Collection<?> rows -> rows.isEmpty();
			case Map<?, ?> values -> values.values().stream().allMatch(TenantEscapeIntegrationTests::isNothing);
			case Deleted deleted -> deleted.count() == 0;
			case Replaced replaced -> replaced.added() == 0 && replaced.removed() == 0;
			case Page<?> page -> page.total() == 0 && page.content().isEmpty();
			case CursorPage<?> page -> page.content().isEmpty();
			default -> false;
		};
	}

	/** All rows that are there, whose ever they are. */
	private String snapshot() {
		JdbcClient client = JdbcClient.create(this.shops.pool);
		StringBuilder all = new StringBuilder();
		for (String table : TABLES) {
			all.append(table)
				.append(client.sql("select * from \"" + table + "\" order by \"shop\", \"id\"").query().listOfRows());
		}
		return all.toString();
	}

	/** What may reach rows of another tenant. */
	@FunctionalInterface
	private interface Attempt {

		@Nullable Object run();

	}

}
