package io.asyncorm.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.asyncorm.Orm;
import io.asyncorm.faults.Call.OwnException;
import io.asyncorm.faults.Warehouse.Entry;
import io.asyncorm.faults.Warehouse.Product;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Users' code that blocks, throws, completes futures itself, or calls back in, on futures
 * and in streams: it holds up nobody but itself.
 */
@Timeout(120)
class CallbackFaultsIntegrationTests {

	private static final int LANES = 3;

	private static final int CALLS = 50;

	private final Warehouse warehouse = new Warehouse(LANES, (builder) -> builder);

	private final CountDownLatch blocked = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.blocked.countDown();
		this.warehouse.close();
	}

	@Test
	void callbacksThatBlockHoldUpNothing() {
		CountDownLatch inCallback = new CountDownLatch(CALLS);
		this.warehouse.proxy.stall(); // none is complete before it has its callback
		List<CompletableFuture<?>> dependents = IntStream.range(0, CALLS)
			.<CompletableFuture<?>>mapToObj((call) -> acreate("entry " + call).thenAccept((entry) -> {
				inCallback.countDown();
				await(this.blocked);
			}))
			.toList();
		this.warehouse.proxy.resume();
		await(inCallback);

		assertThat(Orm.await(this.warehouse.entries.acount())).isEqualTo(CALLS);
		assertThat(dependents).noneMatch(CompletableFuture::isDone);

		this.blocked.countDown();
		dependents.forEach(CompletableFuture::join);
		this.warehouse.assertThatNothingIsLeft();
	}

	@Test
	void callbacksThatThrowFailTheirStageAlone() {
		for (int call = 0; call < CALLS; call++) {
			CompletableFuture<Entry> future = acreate("entry " + call);
			CompletableFuture<?> dependent = future.thenAccept((entry) -> {
				throw new OwnException();
			});

			assertThat(Warehouse.failure(dependent)).isInstanceOf(OwnException.class);
			assertThat(future).isCompletedWithValueMatching((entry) -> entry.id() != null);
		}
		assertThat(this.warehouse.stored()).hasSize(CALLS);
		this.warehouse.assertThatNothingIsLeft();
	}

	@Test
	void aFutureThatIsCompletedByHandEndsItsOperation() {
		List<CompletableFuture<String>> calls = IntStream.range(0, CALLS)
			.mapToObj((call) -> this.warehouse.entries.asleep(60))
			.toList();
		Warehouse.await(() -> this.warehouse.countExecuting("pg_sleep") == LANES, () -> "nobody sleeps");

		calls.forEach((call) -> call.complete("by hand"));

		assertThat(calls).allSatisfy((call) -> assertThat(call).isCompletedWithValue("by hand"));
		this.warehouse.assertThatNothingIsLeft();
	}

	@Test
	void aWriteWhoseFutureIsCompletedByHandBeforeItRunsIsNotStored() {
		List<CompletableFuture<String>> holders = IntStream.range(0, LANES)
			.mapToObj((lane) -> this.warehouse.entries.asleep(60))
			.toList();
		Warehouse.await(() -> this.warehouse.countExecuting("pg_sleep") == LANES, () -> "nobody sleeps");
		CompletableFuture<Entry> write = acreate("lost");

		write.complete(new Entry(-1L, "by hand", 0));
		holders.forEach((holder) -> holder.completeExceptionally(new OwnException()));

		assertThat(Orm.await(acreate("later")).name()).isEqualTo("later");
		assertThat(write).isCompletedWithValueMatching((entry) -> entry.name().equals("by hand"));
		assertThat(this.warehouse.stored()).containsOnlyKeys("later");
		this.warehouse.assertThatNothingIsLeft();
	}

	@Test
	void callbacksMayCallBackIn() {
		List<CompletableFuture<Long>> calls = IntStream.range(0, CALLS)
			.mapToObj((call) -> acreate("entry " + call).thenApply((entry) -> {
				Orm.await(acreate(entry.name() + " again"));
				return Orm.await(this.warehouse.entries.filter("name__startswith", entry.name() + " ").acount());
			}))
			.toList();

		assertThat(calls).allSatisfy((call) -> assertThat(call.join()).isEqualTo(1));
		assertThat(this.warehouse.stored()).hasSize(2 * CALLS);
		this.warehouse.assertThatNothingIsLeft();
	}

	@Test
	void aStreamWhoseConsumerThrowsIsOver() {
		List<Product> read = new ArrayList<>();
		CompletableFuture<?> stream = this.warehouse.products.orderBy("place").aiterator(10).forEach((product) -> {
			read.add(product);
			if (read.size() == 15) {
				throw new OwnException();
			}
		});

		assertThat(Warehouse.failure(stream)).isInstanceOf(OwnException.class);
		assertThat(read).hasSize(15);
		this.warehouse.assertThatNothingIsLeft();
	}

	@Test
	void aStreamWhoseConsumerBlocksHoldsUpNobodyElse() {
		CountDownLatch first = new CountDownLatch(1);
		CompletableFuture<?> stream = this.warehouse.products.aiterator(10).forEach((product) -> {
			first.countDown();
			await(this.blocked);
		});
		await(first);

		for (int call = 0; call < CALLS; call++) {
			Orm.await(acreate("entry " + call));
		}

		this.blocked.countDown();
		assertThat(stream.join()).isNull();
		this.warehouse.assertThatNothingIsLeft();
	}

	@Test
	void aConsumerMayCallBackIn() {
		Orm.await(this.warehouse.products.filter("place__lt", 20)
			.aiterator(5)
			.forEach((product) -> Orm.await(acreate("entry " + product.place()))));

		assertThat(this.warehouse.stored()).hasSize(20);
		this.warehouse.assertThatNothingIsLeft();
	}

	private CompletableFuture<Entry> acreate(String name) {
		return this.warehouse.entries.acreate(kw("name", name, "amount", 1));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
