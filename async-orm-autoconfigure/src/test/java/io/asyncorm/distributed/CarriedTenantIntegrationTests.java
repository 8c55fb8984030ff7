package io.asyncorm.distributed;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.distributed.Market.Customer;
import io.asyncorm.distributed.Market.Customers;
import io.asyncorm.testdatabase.TestDatabase;
import io.micrometer.context.ContextRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Work that others carry to other threads, by Micrometer's context propagation: the
 * tenant of a scope goes with it, before the one that a resolver finds there.
 */
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "H2" })
class CarriedTenantIntegrationTests {

	private static final String CALLER = "caller";

	/** Who is calling, where no scope says it; carried, too. */
	private static final ThreadLocal<@Nullable Long> caller = new ThreadLocal<>();

	private final TwoShops shops;

	private final AsyncOrm orm;

	private final Customers customers;

	CarriedTenantIntegrationTests(TestDatabase database) {
		ContextRegistry.getInstance().registerThreadLocalAccessor(CALLER, caller);
		this.shops = new TwoShops(database);
		this.orm = AsyncOrm.builder(this.shops.pool).models(Market.MODELS).tenants(caller::get).build();
		this.customers = this.orm.repository(Customers.class);
	}

	@AfterEach
	void close() {
		caller.remove();
		ContextRegistry.getInstance().removeThreadLocalAccessor(CALLER);
		this.orm.close();
		this.shops.close();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("ways")
	void theTenantOfAScopeIsCarried(String way, Function<Supplier<List<Customer>>, List<Customer>> run) {
		caller.set(TwoShops.OURS);

		List<Customer> found = Tenant.as(TwoShops.THEIRS, () -> run.apply(this::read));

		assertThat(found).extracting(Customer::shop).containsExactly(TwoShops.THEIRS);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("ways")
	void theScopeOfAllIsCarried(String way, Function<Supplier<List<Customer>>, List<Customer>> run) {
		caller.set(TwoShops.OURS);

		List<Customer> found = Tenant.all(() -> run.apply(this::read));

		assertThat(found).hasSize(2);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("ways")
	void nothingIsLeftBehindForTheNextCaller(String way, Function<Supplier<List<Customer>>, List<Customer>> run) {
		caller.set(TwoShops.OURS);
		Tenant.as(TwoShops.THEIRS, () -> run.apply(this::read));

		List<Customer> found = run.apply(this::read);

		assertThat(found).extracting(Customer::shop).containsExactly(TwoShops.OURS);
	}

	static List<Arguments> ways() {
		return List.of(way("a task decorator", CarriedTenantIntegrationTests::byDecorator),
				way("Reactor", CarriedTenantIntegrationTests::byReactor));
	}

	private static Arguments way(String name, Function<Supplier<List<Customer>>, List<Customer>> run) {
		return Arguments.of(name, run);
	}

	private static List<Customer> byDecorator(Supplier<List<Customer>> work) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
		executor.setTaskDecorator(new ContextPropagatingTaskDecorator());
		return await(CompletableFuture.supplyAsync(work, executor));
	}

	private static List<Customer> byReactor(Supplier<List<Customer>> work) {
		Hooks.enableAutomaticContextPropagation();
		try {
			return Mono.fromSupplier(work).subscribeOn(Schedulers.boundedElastic()).block(Duration.ofMinutes(1));
		}
		finally {
			Hooks.disableAutomaticContextPropagation();
		}
	}

	private List<Customer> read() {
		return await(this.customers.all().alist());
	}

}
