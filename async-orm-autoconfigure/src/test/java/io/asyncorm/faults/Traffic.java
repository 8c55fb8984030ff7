package io.asyncorm.faults;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.asyncorm.Deadline;
import io.asyncorm.Orm;
import io.asyncorm.faults.Warehouse.Entry;
import io.asyncorm.faults.Warehouse.Product;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.transaction.TransactionOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;

/**
 * Starts operations of all kinds, as many in flight as it is to, some with a time limit,
 * and cancels some a while later. Beside a second database they are of further kinds.
 * Used by one thread.
 */
final class Traffic {

	private static final int LONGEST_LIMIT_MILLIS = 2000;

	private final Warehouse warehouse;

	private final @Nullable Warehouse archive;

	private final TransactionTemplate transaction;

	private final Account account;

	private final Random random;

	private final int inFlight;

	/** The time limit of all calls; null where only some have one. */
	private final @Nullable Duration limit;

	private final Semaphore places;

	/** What is to be cancelled, by the number of the call before which it is. */
	private final Map<Long, CompletableFuture<?>> cancels = new HashMap<>();

	private long number;

	Traffic(Warehouse warehouse, Account account, long seed, int inFlight) {
		this(warehouse, null, account, seed, inFlight, null);
	}

	/**
	 * Starts operations of further kinds, too.
	 * @param archive what the warehouse calls by that name
	 */
	Traffic(Warehouse warehouse, Warehouse archive, Account account, long seed, int inFlight) {
		this(warehouse, archive, account, seed, inFlight, null);
	}

	/** Starts operations that all have the same time, blocks included. */
	Traffic(Warehouse warehouse, Account account, long seed, int inFlight, @Nullable Duration limit) {
		this(warehouse, null, account, seed, inFlight, limit);
	}

	private Traffic(Warehouse warehouse, @Nullable Warehouse archive, Account account, long seed, int inFlight,
			@Nullable Duration limit) {
		this.archive = archive;
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(warehouse.pool));
		this.limit = limit;
		this.warehouse = warehouse;
		this.account = account;
		this.random = new Random(seed);
		this.inFlight = inFlight;
		this.places = new Semaphore(inFlight);
		for (int counter = 0; counter < 20; counter++) {
			warehouse.jdbc.sql("insert into entry (name, amount) values (?, 0)").param(Call.COUNTER + counter).update();
		}
	}

	/** Starts operations until something is true. */
	void flow(BooleanSupplier end) throws InterruptedException {
		while (!end.getAsBoolean()) {
			if (this.places.tryAcquire(100, TimeUnit.MILLISECONDS)) {
				start();
			}
		}
	}

	/** Waits until all have ended; returns whether they have. */
	boolean awaitEnd(long seconds) throws InterruptedException {
		return this.places.tryAcquire(this.inFlight, seconds, TimeUnit.SECONDS);
	}

	private void start() {
		this.number++;
		CompletableFuture<?> cancelled = this.cancels.remove(this.number);
		if (cancelled != null) {
			cancelled.cancel(true);
		}
		int kind = this.random.nextInt((this.archive != null) ? 130 : 100);
		if (kind < 30) {
			get();
		}
		else if (kind < 40) {
			list();
		}
		else if (kind < 45) {
			stream();
		}
		else if (kind < 60) {
			create();
		}
		else if (kind < 62) {
			createMany();
		}
		else if (kind < 75) {
			increment();
		}
		else if (kind < 90) {
			upsert();
		}
		else if (kind < 100) {
			block(TransactionOptions.defaults());
		}
		else {
			further(kind - 100);
		}
	}

	private void further(int kind) {
		if (kind < 4) {
			incrementInBackground();
		}
		else if (kind < 7) {
			streamInBackground();
		}
		else if (kind < 12) {
			snapshot();
		}
		else if (kind < 17) {
			block(Orm.retry(3));
		}
		else if (kind < 22) {
			createInArchive();
		}
		else if (kind < 26) {
			blockThatWaitsForArchive();
		}
		else {
			transactional();
		}
	}

	private void get() {
		long key = 1 + this.random.nextInt(Warehouse.PRODUCTS);
		follow("Product.aget", List.of(), () -> this.warehouse.products.aget(key),
				(product) -> product.place() == key - 1);
	}

	private void list() {
		int from = this.random.nextInt(Warehouse.PRODUCTS);
		follow("Product.alist", List.of(),
				() -> this.warehouse.products.filter("place__gte", from).orderBy("place").alist(),
				(products) -> isComplete(products, from));
	}

	private static boolean isComplete(List<Product> products, int from) {
		return products.stream()
			.map(Product::place)
			.toList()
			.equals(IntStream.range(from, Warehouse.PRODUCTS).boxed().toList());
	}

	private void stream() {
		stream(this.warehouse.products.orderBy("place"));
	}

	private void streamInBackground() {
		stream(this.warehouse.products.orderBy("place").background());
	}

	private void stream(QuerySet<Product> products) {
		int chunkSize = 1 + this.random.nextInt(50);
		AtomicInteger read = new AtomicInteger();
		follow("Product.aiterator", List.of(), () -> products.aiterator(chunkSize)
			.forEach((product) -> require(product.place() == read.getAndIncrement(), "Out of order: " + product)),
				(nothing) -> read.get() == Warehouse.PRODUCTS);
	}

	private void snapshot() {
		Callable<Long> count = () -> Orm.await(this.warehouse.products.acount());
		List<Callable<Long>> reads = Collections.nCopies(4, count);
		follow("snapshot", List.of(), () -> this.warehouse.orm.transactions().snapshot(3, reads),
				(counts) -> counts.equals(Collections.nCopies(4, (long) Warehouse.PRODUCTS)));
	}

	private void create() {
		create(this.warehouse.entries);
	}

	private void createInArchive() {
		create(this.warehouse.entries.using("archive"));
	}

	private void create(AsyncRepository<Entry, Long> entries) {
		String name = Call.OWN + this.number;
		int amount = amount();
		follow("Entry.acreate", List.of(name), () -> entries.acreate(kw("name", name, "amount", amount)),
				(entry) -> entry.name().equals(name));
	}

	private void createMany() {
		List<String> names = IntStream.range(0, 30).mapToObj((index) -> Call.OWN + this.number + " " + index).toList();
		int amount = amount();
		follow("Entry.abulkCreate", names,
				() -> this.warehouse.entries
					.abulkCreate(names.stream().map((name) -> new Entry(null, name, amount)).toList()),
				(entries) -> entries.stream().map(Entry::name).toList().equals(names));
	}

	private void increment() {
		increment(this.warehouse.entries);
	}

	private void incrementInBackground() {
		increment(this.warehouse.entries.background());
	}

	private void increment(QuerySet<Entry> entries) {
		String name = Call.COUNTER + this.random.nextInt(20);
		follow("Entry.aupdate", List.of(name),
				() -> entries.filter("name", name).aupdate(kw("amount", f("amount").plus(1))),
				(changed) -> changed == 1);
	}

	private void upsert() {
		String name = "shared " + this.random.nextInt(50);
		int amount = amount();
		follow("Entry.aupdateOrCreate", List.of(name),
				() -> this.warehouse.entries.aupdateOrCreate(kw("name", name), defaults("amount", amount)),
				(entry) -> entry.object().amount() == amount);
	}

	private List<String> twoNames() {
		return List.of(Call.OWN + this.number + " first", Call.OWN + this.number + " second");
	}

	private void block(TransactionOptions options) {
		List<String> names = twoNames();
		boolean fails = this.random.nextInt(5) == 0;
		int amount = amount();
		follow("atomic", names, () -> this.warehouse.orm.transactions().atomic(options, () -> {
			for (String name : names) {
				Orm.await(this.warehouse.entries.acreate(kw("name", name, "amount", amount)));
				require(Orm.await(this.warehouse.entries.filter("name", name).acount()) == 1, name + " is not there");
			}
			if (fails) {
				throw new Call.OwnException();
			}
			return amount;
		}), (value) -> value == amount);
	}

	private void blockThatWaitsForArchive() {
		long key = 1 + this.random.nextInt(Warehouse.PRODUCTS);
		String name = Call.OWN + this.number;
		int amount = amount();
		follow("atomic", List.of(name), () -> this.warehouse.orm.transactions().atomic(() -> {
			Product product = Orm.await(this.warehouse.products.using("archive").aget(key));
			require(product.place() == key - 1, product + " is not the one with the key " + key);
			return Orm.await(this.warehouse.entries.acreate(kw("name", name, "amount", amount)));
		}), (entry) -> entry.amount() == amount);
	}

	/**
	 * A transaction of Spring's on a thread of its own, which nobody but a deadline ends;
	 * whether it was committed is unknown if all was written before it failed.
	 */
	private void transactional() {
		List<String> names = twoNames();
		int amount = amount();
		int limit = (this.random.nextInt(4) == 0) ? 1 + this.random.nextInt(LONGEST_LIMIT_MILLIS) : 0;
		long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
		CompletableFuture<Integer> future = new CompletableFuture<>();
		this.account.follow(new Call(this.number, Call.TRANSACTIONAL, names, amount, false, limit, end), future,
				(value) -> value == amount, this.places::release);
		Thread.Builder threads = this.random.nextBoolean() ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
		threads.name("transactional").start(() -> {
			AtomicBoolean written = new AtomicBoolean();
			try {
				Deadline.within(Duration.ofMillis((limit > 0) ? limit : 30_000),
						() -> this.transaction.executeWithoutResult((status) -> {
							names.forEach((name) -> Orm
								.await(this.warehouse.entries.acreate(kw("name", name, "amount", amount))));
							written.set(true);
						}));
				future.complete(amount);
			}
			catch (RuntimeException ex) {
				future.completeExceptionally(written.get()
						? new TransactionOutcomeUnknownException(Call.TRANSACTIONAL + " was to be committed", ex) : ex);
			}
		});
	}

	private int amount() {
		return (int) this.number;
	}

	private void require(boolean right, String complaint) {
		if (!right) {
			this.account.complain(complaint);
		}
	}

	private <T extends @Nullable Object> void follow(String operation, List<String> writes,
			Supplier<CompletableFuture<T>> start, Predicate<T> isRight) {
		boolean cancel = this.random.nextInt(6) == 0;
		int drawn = (this.random.nextInt(4) == 0) ? 1 + this.random.nextInt(LONGEST_LIMIT_MILLIS) : 0;
		int limit = (this.limit != null) ? (int) this.limit.toMillis() : drawn;
		long cancelAt = this.number + 1 + this.random.nextInt(2 * this.inFlight);
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos((limit > 0) ? limit : 60_000);
		Call call = new Call(this.number, operation, writes, amount(), cancel, limit, deadline);
		boolean within = this.limit != null || limit > 0 && this.archive != null && this.random.nextBoolean();
		CompletableFuture<T> future = within ? Deadline.within(Duration.ofMillis(limit), start::get) : start.get();
		if (limit > 0 && !within) {
			future.orTimeout(limit, TimeUnit.MILLISECONDS);
		}
		this.account.follow(call, future, isRight, this.places::release);
		if (cancel) {
			this.cancels.put(cancelAt, future);
		}
	}

}
