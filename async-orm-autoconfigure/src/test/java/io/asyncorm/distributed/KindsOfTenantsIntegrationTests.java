package io.asyncorm.distributed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.distributed.KindsOfTenants.Land;
import io.asyncorm.distributed.KindsOfTenants.Lands;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.MissingTenantException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.Callers;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.expression.Functions.exists;
import static io.asyncorm.expression.Functions.outerRef;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tenants that are no numbers: their rows are out of the reach of others, in one
 * partition, and locked for one caller after the other.
 */
@ParameterizedClass
@MethodSource("kinds")
class KindsOfTenantsIntegrationTests {

	private static final int CALLERS = 6;

	private static final Pattern PARTITION = Pattern.compile("\\b\\w+_p(\\d)\\b");

	/** What the connection has scanned or written so far. */
	private static final String TOUCHED = """
			select relname || ' ' || (coalesce(seq_scan, 0) + coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd + n_tup_del)
			from pg_stat_xact_user_tables""";

	private final TestDatabase database;

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final AsyncRepository<Record, List<?>> clients;

	private final AsyncRepository<Record, List<?>> bills;

	private final Object ours;

	private final String oursSent;

	private final Object theirs;

	private final Object ourShop;

	private final Object theirShop;

	private final Record ourClient;

	private final Record theirClient;

	private final Record theirBill;

	KindsOfTenantsIntegrationTests(TestDatabase database, KindsOfTenants kind) {
		this.database = database;
		this.pool = database.create(4);
		if (database == TestDatabase.MARIADB) {
			this.pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
		}
		this.orm = AsyncOrm.builder(this.pool).models(kind.models()).schemaAction(SchemaAction.CREATE).build();
		this.clients = repository(kind.clients);
		this.bills = repository(kind.bills);
		Lands lands = this.orm.repository(Lands.class);
		Land our = await(lands.acreate(new Land(1L, "ours")));
		Land their = await(lands.acreate(new Land(2L, "theirs")));
		this.ours = kind.tenant(our);
		this.oursSent = kind.sent(our);
		this.theirs = kind.tenant(their);
		this.ourShop = kind.property(our);
		this.theirShop = kind.property(their);
		this.ourClient = Tenant.as(this.ours, () -> await(this.clients.acreate(kw("email", "ours", "points", 0))));
		this.theirClient = Tenant.as(this.theirs,
				() -> await(this.clients.acreate(kw("email", "theirs", "points", 0))));
		Tenant.as(this.ours, () -> await(this.bills.acreate(kw("client", Ref.to(this.ourClient), "note", "ours"))));
		this.theirBill = Tenant.as(this.theirs,
				() -> await(this.bills.acreate(kw("client", Ref.to(this.theirClient), "note", "theirs"))));
	}

	@SuppressWarnings("unchecked")
	private AsyncRepository<Record, List<?>> repository(Class<? extends AsyncRepository<?, ?>> type) {
		return (AsyncRepository<Record, List<?>>) (AsyncRepository<?, ?>) this.orm.repository(type);
	}

	static List<Arguments> kinds() {
		return Stream.of(TestDatabase.values())
			.flatMap((database) -> Stream.of(KindsOfTenants.values()).map((kind) -> Arguments.of(database, kind)))
			.toList();
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	private Map<String, QuerySet<Record>> waysToTheirs() {
		Map<String, QuerySet<Record>> ways = new LinkedHashMap<>();
		ways.put("by the tenant", this.clients.filter("shop", this.theirShop));
		ways.put("by all but the own tenant", this.clients.exclude("shop", this.ourShop));
		ways.put("by a value", this.clients.filter("email", "theirs"));
		ways.put("by a path", this.clients.filter("bills__note", "theirs"));
		ways.put("by a related object", this.clients.filter("bills", this.theirBill));
		ways.put("by a subquery", this.clients.filter("pk__in",
				this.bills.filter("shop", this.theirShop).valuesList("client", Object.class)));
		ways.put("by exists", this.clients
			.filter(exists(this.bills.filter("shop", this.theirShop).filter("client", outerRef("pk")))));
		return ways;
	}

	@Test
	void noOtherTenantReachesThem() {
		List<String> before = allRows();
		List<String> reached = new ArrayList<>();

		Tenant.as(this.ours, () -> {
			waysToTheirs().forEach((way, rows) -> {
				tryOut(reached, rows::alist);
				tryOut(reached, () -> rows.prefetchRelated("bills").alist());
				tryOut(reached, () -> rows.aupdate(kw("points", 99)).thenApply((count) -> (count > 0) ? way : null));
				tryOut(reached, () -> rows.adelete().thenApply((deleted) -> (deleted.count() > 0) ? way : null));
			});
			tryOut(reached,
					() -> this.bills.filter("client", Ref.to(this.theirClient)).selectRelated("client").alist());
			tryOut(reached, () -> this.clients.asave(this.theirClient));
			tryOut(reached, () -> this.clients.arefreshFromDb(this.theirClient));
			tryOut(reached, () -> this.clients.abulkUpdate(List.of(this.theirClient), "points")
				.thenApply((count) -> (count > 0) ? "changed" : null));
			tryOut(reached, () -> this.clients.aupdateOrCreate(kw("shop", this.theirShop, "email", "theirs"),
					defaults("points", 9)));
			tryOut(reached, () -> this.bills.acreate(kw("client", Ref.to(this.theirClient), "note", "theirs")));
			tryOut(reached, () -> this.clients.abulkCreate(List.of(this.theirClient)));
		});

		assertThat(reached).isEmpty();
		assertThat(allRows()).isEqualTo(before);
	}

	private static void tryOut(List<String> reached, Supplier<? extends CompletableFuture<?>> attempt) {
		Object result;
		try {
			result = await(attempt.get());
		}
		catch (DataAccessException ex) {
			return;
		}
		if (result != null && !List.of().equals(result)) {
			reached.add(result.toString());
		}
	}

	private List<String> allRows() {
		return Tenant.all(() -> {
			List<String> rows = new ArrayList<>();
			await(this.clients.orderBy("id", "email").values("shop", "id", "email", "points").alist())
				.forEach((row) -> rows.add(row.toString()));
			await(this.bills.orderBy("id", "note").values("shop", "id", "client", "note").alist())
				.forEach((row) -> rows.add(row.toString()));
			return rows;
		});
	}

	/** Otherwise none of the attempts would say anything. */
	@Test
	void everyWayLeadsToThemWhereTheyAreTheCurrentTenant() {
		Tenant.as(this.theirs, () -> assertThat(waysToTheirs())
			.allSatisfy((way, rows) -> assertThat(await(rows.alist())).as(way).hasSize(1)));
	}

	@Test
	void aTenantIsTheSameHoweverItIsGiven() {
		List<@Nullable Object> found = Tenant.as(this.oursSent,
				() -> new ArrayList<>(await(this.clients.all().valuesList("email", String.class).alist())));

		assertThat(found).containsExactly("ours");
		assertThatExceptionOfType(MissingTenantException.class).isThrownBy(() -> await(this.clients.all().alist()));
	}

	@Test
	void whatNoUniqueKeyGuardsIsMadeOnceForEachTenant() throws Exception {
		for (int round = 0; round < 5; round++) {
			String note = "call " + round;
			List<GetOrCreate<Record>> made = Callers.atOnce(CALLERS, (caller) -> {
				boolean our = caller % 2 == 0;
				Record client = our ? this.ourClient : this.theirClient;
				return Tenant.as(our ? this.ours : this.theirs,
						() -> await(this.bills.agetOrCreate(kw("note", note), defaults("client", Ref.to(client)))));
			});

			assertThat(made).filteredOn(GetOrCreate::created).hasSize(2);
		}
	}

	@Test
	void everyOperationWorksAndTouchesOnePartition() {
		Map<String, Supplier<CompletableFuture<?>>> operations = new LinkedHashMap<>();
		operations.put("a join", () -> this.bills.filter("client__points", 0).selectRelated("client").alist());
		operations.put("a reverse join", () -> this.clients.filter("bills__note", "ours").alist());
		operations.put("a prefetch", () -> this.clients.prefetchRelated("bills").alist());
		operations.put("an insert", () -> this.clients.acreate(kw("email", "new", "points", 1)));
		operations.put("an upsert", () -> this.clients.aupdateOrCreate(kw("email", "new"), defaults("points", 2)));
		operations.put("a save", () -> this.clients.asave(this.ourClient));
		operations.put("an update", () -> this.clients.filter("bills__note", "ours").aupdate(kw("points", 3)));
		operations.put("a lock", () -> this.clients.all().selectForUpdate().alist());
		operations.put("a cascade", () -> this.clients.all().adelete());

		int divided = (this.database == TestDatabase.POSTGRESQL) ? 1 : 0;
		Tenant.as(this.ours, () -> operations
			.forEach((name, operation) -> assertThat(touched(operation)).as(name).hasSize(divided)));
	}

	/**
	 * The numbers of the partitions that an operation reads or writes, where tables have
	 * any.
	 */
	private List<String> touched(Supplier<CompletableFuture<?>> operation) {
		JdbcClient client = JdbcClient.create(this.pool);
		List<String> tables = await(this.orm.transactions().<List<String>>atomic(() -> {
			if (this.database != TestDatabase.POSTGRESQL) {
				await(operation.get());
				return List.of();
			}
			List<String> before = client.sql(TOUCHED).query(String.class).list();
			await(operation.get());
			List<String> after = new ArrayList<>(client.sql(TOUCHED).query(String.class).list());
			after.removeAll(before);
			return after;
		}));
		return PARTITION.matcher(String.join(" ", tables)).results().map((found) -> found.group(1)).distinct().toList();
	}

}
