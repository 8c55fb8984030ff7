package io.asyncorm.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.asyncorm.Tenant;
import io.asyncorm.query.RowLock;
import io.asyncorm.scale.ShopModels.Stock;
import io.asyncorm.scale.ShopModels.Visit;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.annotation.Isolation;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.isolation;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Transactions, locks, and rows as a stream.
 */
final class TransactionOperations {

	private TransactionOperations() {
	}

	static List<ShopOperation> all() {
		return List.of(ShopOperation.writes("commit and roll back", TransactionOperations::commitAndRollBack),
				ShopOperation.writes("roll back to a savepoint", TransactionOperations::rollBackToSavepoint),
				ShopOperation.writes("lock rows, and change them", TransactionOperations::lock),
				ShopOperation.writes("skip rows that are locked", TransactionOperations::skipLocked),
				ShopOperation.writes("read the same twice", TransactionOperations::repeatableRead),
				ShopOperation.writes("stream rows", TransactionOperations::stream),
				ShopOperation.writes("stream rows in a transaction", TransactionOperations::streamInTransaction));
	}

	private static void commitAndRollBack(Shop shop) {
		await(shop.transactions.atomic(() -> {
			await(shop.visits.acreate(shop.visit("ann", 1)));
			await(shop.stocks.aupdate(set(Stock::amount).to(f(Stock::amount).plus(1))));
		}));
		assertThatIllegalStateException().isThrownBy(() -> await(shop.transactions.atomic(() -> {
			await(shop.visits.acreate(shop.visit("bob", 1)));
			throw new IllegalStateException("undone");
		}))).withMessage("undone");

		assertThat(await(shop.visits.alist())).map(Visit::visitor).containsExactly("ann");
		assertThat(await(shop.stocks.orderBy("amount").alist())).map(Stock::amount).containsExactly(2, 6, 11);
	}

	private static void rollBackToSavepoint(Shop shop) {
		await(shop.transactions.atomic(() -> {
			await(shop.visits.acreate(shop.visit("ann", 1)));
			assertThatIllegalStateException().isThrownBy(() -> await(shop.transactions.atomic(() -> {
				await(shop.visits.acreate(shop.visit("bob", 1)));
				throw new IllegalStateException("undone");
			})));
			await(shop.visits.acreate(shop.visit("cleo", 1)));
		}));

		assertThat(await(shop.visits.alist())).map(Visit::visitor).containsExactly("ann", "cleo");
	}

	private static void lock(Shop shop) {
		await(shop.transactions.atomic(() -> {
			Stock stock = await(shop.stocks.selectForUpdate().filter("product", shop.tea).aget());
			await(shop.stocks.asave(shop.stocks.with(stock, set(Stock::amount).to(stock.amount() - 1))));
		}));

		assertThat(await(shop.stocks.aget(kw("product", shop.tea))).amount()).isEqualTo(9);
	}

	private static void skipLocked(Shop shop) throws InterruptedException {
		CountDownLatch locked = new CountDownLatch(1);
		CountDownLatch looked = new CountDownLatch(1);
		var holder = shop.transactions.atomic(() -> {
			await(shop.stocks.selectForUpdate().filter("amount__gt", 1).alist());
			locked.countDown();
			assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
		});
		try {
			assertThat(locked.await(60, TimeUnit.SECONDS)).isTrue();

			assertThat(await(shop.transactions
				.atomic(() -> await(shop.stocks.selectForUpdate(RowLock.update().skipLocked()).alist()))))
				.map(Stock::amount)
				.containsExactly(1);
			assertThatExceptionOfType(CannotAcquireLockException.class).isThrownBy(() -> await(shop.transactions
				.atomic(() -> await(shop.stocks.selectForUpdate(RowLock.update().nowait()).alist()))));
		}
		finally {
			looked.countDown();
			await(holder);
		}
	}

	private static void repeatableRead(Shop shop) {
		await(shop.transactions.atomic(isolation(Isolation.REPEATABLE_READ), () -> {
			long before = await(shop.visits.acount());
			Thread other = Thread.ofVirtual()
				.start(() -> Tenant.as(shop.tenant, () -> await(shop.visits.acreate(shop.visit("ann", 1)))));
			other.join();

			assertThat(await(shop.visits.acount())).isEqualTo(before);
		}));
		assertThat(await(shop.visits.acount())).isEqualTo(1);
	}

	private static void stream(Shop shop) {
		await(shop.visits.abulkCreate(visits(shop)));
		List<Integer> seen = new ArrayList<>();

		await(shop.visits.aiterator(10).forEach((visit) -> seen.add(visit.times())));

		assertThat(seen).hasSize(35).isSorted();
	}

	private static void streamInTransaction(Shop shop) {
		await(shop.visits.abulkCreate(visits(shop)));
		List<Integer> seen = new ArrayList<>();

		await(shop.transactions.atomic(() -> {
			await(shop.visits.aupdate(kw("times", f("times").plus(1))));
			await(shop.visits.aiterator(10).forEach((visit) -> seen.add(visit.times())));
		}));

		assertThat(seen).hasSize(35).isSorted().endsWith(35);
	}

	private static List<Visit> visits(Shop shop) {
		List<Visit> visits = new ArrayList<>();
		for (int i = 0; i < 35; i++) {
			visits.add(shop.visit("visitor" + i, i));
		}
		return visits;
	}

}
