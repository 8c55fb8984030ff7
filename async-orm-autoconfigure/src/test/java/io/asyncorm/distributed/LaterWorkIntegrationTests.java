package io.asyncorm.distributed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.distributed.Market.Customer;
import io.asyncorm.distributed.Market.Label;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.query.MissingTenantException;
import io.asyncorm.query.OtherTenantException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whose rows are read and written by what runs later than it was asked for: after a
 * commit, or when somebody subscribes.
 */
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "H2" })
class LaterWorkIntegrationTests {

	private final TwoShops shops;

	private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

	/** Who is calling, where no scope says it. */
	private final ThreadLocal<@Nullable Long> caller = new ThreadLocal<>();

	private final AsyncOrm orm;

	private final AsyncTransactions transactions;

	private final Visitors visitors;

	LaterWorkIntegrationTests(TestDatabase database) {
		this.shops = new TwoShops(database);
		this.orm = AsyncOrm.builder(this.shops.pool)
			.models(Market.MODELS)
			.tenants(this.caller::get)
			.callbacks(new LabelCallbacks())
			.build();
		this.transactions = this.orm.transactions();
		this.visitors = this.orm.repository(Visitors.class);
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.shops.close();
	}

	@Test
	void hooksOfACommitAreOfTheTenantThatAddedThem() throws Exception {
		Tenant.all(() -> await(this.transactions.atomic(() -> {
			for (long shop : List.of(TwoShops.OURS, TwoShops.THEIRS)) {
				Tenant.as(shop, () -> this.transactions
					.onCommit(() -> this.heard.add(await(this.visitors.all().aupdate(kw("points", shop))))));
			}
			this.transactions.onCommit(() -> this.heard.add(await(this.visitors.all().acount())));
		})));

		assertThat(heard()).isEqualTo(1L);
		assertThat(heard()).isEqualTo(1L);
		assertThat(heard()).isEqualTo(2L);
		assertThat(Tenant.all(() -> await(this.visitors.all().orderBy("shop").alist()))).extracting(Customer::points)
			.containsExactly((int) TwoShops.OURS, (int) TwoShops.THEIRS);
	}

	@Test
	void callbacksAfterACommitAreOfTheTenantOfTheWrite() throws Exception {
		Labels labels = this.orm.repository(Labels.class);

		Tenant.all(() -> await(this.transactions
			.atomic(() -> Tenant.as(TwoShops.OURS, () -> await(labels.acreate(kw("name", "new")))))));

		assertThat(heard()).isEqualTo(1L);
	}

	private Object heard() throws InterruptedException {
		Object next = this.heard.poll(30, TimeUnit.SECONDS);
		return (next != null) ? next : "nothing";
	}

	@Test
	void monosAreOfTheTenantInWhoseScopeTheyWereMade() {
		Mono<Long> ours = Tenant.as(TwoShops.OURS, () -> this.visitors.acount(0));
		Mono<Long> ofAll = Tenant.all(() -> this.visitors.acount(0));
		Mono<Long> ofSubscriber = this.visitors.acount(0);

		assertThat(ours.block()).isOne();
		assertThat(Tenant.all(() -> ours.block())).isOne();
		assertThat(Tenant.as(TwoShops.THEIRS, () -> ofAll.block())).isEqualTo(2);
		assertThat(Tenant.all(() -> ofSubscriber.block())).isEqualTo(2);
		assertThatExceptionOfType(MissingTenantException.class).isThrownBy(ofSubscriber::block);
	}

	@Test
	void monosOutsideOfAScopeAreOfTheSubscribersTenant() {
		this.caller.set(TwoShops.THEIRS);
		Mono<Long> made = this.visitors.acount(0);
		this.caller.remove();

		assertThat(Tenant.all(() -> made.block())).isEqualTo(2);
	}

	@Test
	void fluxesAreOfTheTenantInWhoseScopeTheyWereMade() {
		Flux<Customer> ours = Tenant.as(TwoShops.OURS, () -> this.visitors.alist(0));

		assertThat(ours.map(Customer::shop).collectList().block()).containsExactly(TwoShops.OURS);
		this.caller.set(TwoShops.THEIRS);
		assertThatExceptionOfType(OtherTenantException.class).isThrownBy(() -> ours.collectList().block());
	}

	@Test
	void rowsThatAreReadInATransactionAreOfTheTenantThatSubscribed() {
		List<Customer> read = new ArrayList<>();

		await(this.transactions.atomic(() -> {
			Reader reader = new Reader(read);
			Tenant.as(TwoShops.OURS, () -> this.visitors.all().aiterator().subscribe(reader));
			Tenant.all(() -> reader.subscription.join().request(Long.MAX_VALUE));
		}));

		assertThat(read).extracting(Customer::shop).containsExactly(TwoShops.OURS);
	}

	interface Visitors extends AsyncRepository<Customer, List<?>> {

		Mono<Long> acount(int points);

		Flux<Customer> alist(int points);

	}

	interface Labels extends AsyncRepository<Label, List<?>> {

	}

	/** Keeps what it reads, which is requested by others. */
	private record Reader(List<Customer> read,
			CompletableFuture<Flow.Subscription> subscription) implements Flow.Subscriber<Customer> {

		Reader(List<Customer> read) {
			this(read, new CompletableFuture<>());
		}

		@Override
		public void onSubscribe(Flow.Subscription subscription) {
			this.subscription.complete(subscription);
		}

		@Override
		public void onNext(Customer row) {
			this.read.add(row);
		}

		@Override
		public void onError(Throwable failure) {
			throw new AssertionError(failure);
		}

		@Override
		public void onComplete() {
		}

	}

	/** Tells how many customers there are. */
	private final class LabelCallbacks implements LifecycleCallbacks<Label> {

		@Override
		public void afterCreateCommit(Label stored) {
			LaterWorkIntegrationTests.this.heard.add(await(LaterWorkIntegrationTests.this.visitors.all().acount()));
		}

	}

}
