package io.asyncorm.distributed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.distributed.Market.Customer;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.MergeKind;
import io.asyncorm.query.MissingTenantException;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Defaults;
import io.asyncorm.repository.Merge;
import io.asyncorm.repository.Query;
import io.asyncorm.testdatabase.Callers;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Many callers of two tenants at once, by methods that are resolved once for all of them.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TenantCallersIntegrationTests {

	private final TwoShops shops;

	private final HikariDataSource pool;

	/** Who is calling, where no scope says it. */
	private final ThreadLocal<@Nullable Long> caller = new ThreadLocal<>();

	private final AsyncOrm orm;

	private final Visitors visitors;

	TenantCallersIntegrationTests(TestDatabase database) {
		this.shops = new TwoShops(database);
		this.pool = this.shops.pool;
		this.orm = AsyncOrm.builder(this.pool).models(Market.MODELS).lanes(1).tenants(this.caller::get).build();
		this.visitors = this.orm.repository(Visitors.class);
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.shops.close();
	}

	@Test
	void callsOfTwoTenantsAreNeverOneStatement() throws Exception {
		List<List<Customer>> read = Callers.atOnce(40, (number) -> Tenant.as(shop(number), () -> {
			List<CompletableFuture<List<Customer>>> reads = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				reads.add(this.visitors.alist(0));
				reads.add(this.visitors.filter("points", 0).orderBy("id").slice(0, 3).alist());
				reads.add(this.visitors.aupdateOrCreate("same@example.org", 7)
					.thenApply((saved) -> List.of(saved.object())));
			}
			return await(gather(reads)).stream().flatMap(List::stream).toList();
		}));

		for (int number = 0; number < read.size(); number++) {
			assertThat(read.get(number)).isNotEmpty().extracting(Customer::shop).containsOnly(shop(number));
		}
		assertThat(Tenant.all(() -> await(this.visitors.filter("email", "same@example.org").acount()))).isEqualTo(2);
	}

	private static long shop(int number) {
		return (number % 2 == 0) ? TwoShops.OURS : TwoShops.THEIRS;
	}

	@Test
	void declaredMethodsAreOfTheTenantOfEachCall() {
		for (long shop : List.of(TwoShops.OURS, TwoShops.THEIRS, TwoShops.OURS)) {
			List<Customer> found = Tenant.as(shop, () -> await(this.visitors.alist(0)));

			assertThat(found).extracting(Customer::shop).containsExactly(shop);
		}
		assertThat(Tenant.all(() -> await(this.visitors.alist(0)))).hasSize(2);
		assertThatExceptionOfType(MissingTenantException.class).isThrownBy(() -> await(this.visitors.alist(0)));
	}

	@Test
	void theResolverIsAskedWhenAMethodIsCalled() {
		this.caller.set(TwoShops.THEIRS);
		CompletableFuture<List<Customer>> found = this.visitors.alist(0)
			.thenCompose((any) -> this.visitors.filter("points", 0).alist());
		this.caller.remove();

		assertThat(await(found)).extracting(Customer::shop).containsExactly(TwoShops.THEIRS);
	}

	@Test
	void aScopeComesBeforeTheResolver() {
		this.caller.set(TwoShops.THEIRS);

		List<Customer> found = Tenant.as(TwoShops.OURS, () -> await(this.visitors.alist(0)));

		assertThat(found).extracting(Customer::shop).containsExactly(TwoShops.OURS);
	}

	@Test
	void aTenantIsTheSameHoweverItIsGiven() {
		List<Customer> found = new ArrayList<>();

		AsyncIterable<Customer> rows = Tenant.as(1, () -> this.visitors.filter("points", 0).aiterator());
		Tenant.as(1L, () -> await(rows.forEach(found::add)));
		Tenant.as("1", () -> await(rows.forEach(found::add)));

		assertThat(found).extracting(Customer::shop).containsExactly(1L, 1L);
	}

	@Test
	void whatIsNoTenantIsRefused() {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> Tenant.as("ours", () -> await(this.visitors.alist(0))))
			.withMessageContaining("shop");
	}

	@Test
	void sqlOfAMethodIsGivenTheCurrentTenant() {
		assertThat(Tenant.as(TwoShops.OURS, () -> await(this.visitors.aemails(0)))).containsExactly("ours@example.org");
		assertThat(Tenant.as(TwoShops.THEIRS, () -> await(this.visitors.aemails(0))))
			.containsExactly("theirs@example.org");
		assertThatExceptionOfType(MissingTenantException.class).isThrownBy(() -> await(this.visitors.aemails(0)));
		assertThatExceptionOfType(MissingTenantException.class)
			.isThrownBy(() -> Tenant.all(() -> await(this.visitors.aemails(0))))
			.withMessageContaining("where there is no one 'shop'");
	}

	@Test
	void sqlOfAMethodWithoutTheTenantIsRefused() {
		assertThatExceptionOfType(MissingTenantException.class)
			.isThrownBy(() -> Tenant.as(TwoShops.OURS, () -> await(this.visitors.aeverybody())))
			.withMessageContaining("Let it compare 'shop' with :currentTenant");
		assertThat(Tenant.all(() -> await(this.visitors.aeverybody()))).isEqualTo(2);
	}

	@Test
	void theTextOfAQueryHasTheTenantWhereNoneIsCurrent() {
		assertThat(this.visitors.filter("points", 0).sql())
			.containsPattern("[\"`]customer[\"`]\\.[\"`]shop[\"`] = \\?");
	}

	@Merge({ MergeKind.LOOKUPS, MergeKind.LISTS, MergeKind.UPSERTS })
	interface Visitors extends AsyncRepository<Customer, List<?>> {

		CompletableFuture<List<Customer>> alist(int points);

		CompletableFuture<UpdateOrCreate<Customer>> aupdateOrCreate(String email, @Defaults int points);

		@Query("select \"email\" from \"customer\" where \"shop\" = :currentTenant and \"points\" = :points")
		CompletableFuture<Set<String>> aemails(int points);

		@Query("select count(*) from \"customer\"")
		CompletableFuture<Long> aeverybody();

	}

}
