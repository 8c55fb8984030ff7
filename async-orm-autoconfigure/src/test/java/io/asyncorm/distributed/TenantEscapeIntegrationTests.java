package io.asyncorm.distributed;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.distributed.Market.Customer;
import io.asyncorm.distributed.Market.Customers;
import io.asyncorm.distributed.Market.Line;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.Many;
import io.asyncorm.query.MissingTenantException;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.Ref;
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
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.expression.Functions.subquery;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tries to reach the rows of another tenant by every method that asks the database, over
 * every way to say which rows, and cannot. A method that is new has to be tried, too.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TenantEscapeIntegrationTests {

	private static final List<String> TABLES = List.of("customer", "label", "product", "purchase", "line", "reminder",
			"favourite", "product_labels");

	private final TwoShops shops;

	private final Customers customers;

	private final EscapeAttempts attempts;

	private final List<String> failures = new ArrayList<>();

	TenantEscapeIntegrationTests(TestDatabase database) {
		this.shops = new TwoShops(database);
		this.customers = this.shops.customers;
		this.attempts = new EscapeAttempts(this.shops);
	}

	@AfterEach
	void close() {
		this.shops.close();
	}

	@Test
	void noReadOrWriteReachesThem() {
		Map<String, QuerySet<Customer>> ways = Tenant.as(TwoShops.OURS, this.attempts::ways);
		String before = snapshot();

		Tenant.as(TwoShops.OURS, () -> {
			ways.forEach((way, rows) -> this.attempts.reads()
				.forEach((name, attempts) -> attempts
					.forEach((attempt) -> tryOut(name + " " + way, () -> attempt.apply(rows)))));
			ways.forEach((way, rows) -> this.attempts.writes()
				.forEach((name, attempts) -> attempts
					.forEach((attempt) -> tryOut(name + " " + way, () -> attempt.apply(rows)))));
			this.attempts.writes().forEach((name, attempts) -> attempts.forEach((attempt) -> {
				if (!Set.of("aupdate", "adelete").contains(name)) {
					tryOut(name + " of all", () -> attempt.apply(this.customers.all()));
				}
			}));
			this.attempts.ofRepositories()
				.forEach((name, attempts) -> attempts
					.forEach((attempt) -> tryOut(name, () -> attempt.apply(this.customers))));
		});

		assertThat(this.failures).isEmpty();
		assertThat(snapshot()).isEqualTo(before);
	}

	/** Otherwise none of the attempts would say anything. */
	@Test
	void everyWayLeadsToThemWhereTheyAreTheCurrentTenant() {
		Map<String, QuerySet<Customer>> ways = Tenant.as(TwoShops.THEIRS, this.attempts::ways);

		Tenant.as(TwoShops.THEIRS,
				() -> assertThat(ways).allSatisfy((way, rows) -> assertThat(await(rows.alist())).as(way)
					.extracting(Customer::email)
					.containsExactly("theirs@example.org")));
	}

	@Test
	void everyMethodThatAsksTheDatabaseIsTried() {
		Set<String> tried = new TreeSet<>(this.attempts.reads().keySet());
		tried.addAll(this.attempts.writes().keySet());

		assertThat(tried).isEqualTo(terminals(QuerySet.class));
		tried.addAll(this.attempts.ofRepositories().keySet());
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
			seen.add(await(gather(List.of(this.customers.all().alist(), this.customers.filter("points", 0).alist())))
				.get(1));
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
		if (!EscapeAttempts.isNothing(result)) {
			this.failures.add(name + " reached " + result);
		}
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
