package io.asyncorm.tenants;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.testdatabase.Callers;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.adapter.JdkFlowAdapter;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Operations reach the database that Spring's router chooses for their caller's tenant,
 * which is in a plain thread local.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RoutedTenantsIntegrationTests {

	private static final int CALLERS = 200;

	private final TestDatabase database;

	private final RoutedTenants tenants;

	private final Notes notes;

	RoutedTenantsIntegrationTests(TestDatabase database) {
		this.database = database;
		this.tenants = new RoutedTenants(database, 4);
		this.notes = this.tenants.notes;
	}

	@AfterEach
	void close() {
		this.tenants.close();
	}

	@Test
	void mixedCallersReachTheirOwnDatabase() throws Exception {
		List<Long> written = Callers.atOnce(CALLERS, (caller) -> {
			String tenant = (caller % 2 == 0) ? "a" : "b";
			return Tenant.call(tenant, () -> (long) work(tenant, caller));
		});

		for (String tenant : List.of("a", "b")) {
			long expected = 0;
			for (int caller = "a".equals(tenant) ? 0 : 1; caller < CALLERS; caller += 2) {
				expected += written.get(caller);
			}
			assertThat(this.tenants.writersIn(tenant)).containsExactly(tenant);
			assertThat(this.tenants.countIn(tenant)).isEqualTo(expected);
		}
	}

	/** Does something, all of it as a tenant; returns how many notes it wrote. */
	private int work(String tenant, int number) {
		switch (number / 2 % 6) {
			case 0 -> {
				Note note = write(tenant, number);
				await(this.notes.asave(note, set(Note::number).to(f(Note::number).plus(1000))));
				return 1;
			}
			case 1 -> {
				return await(this.tenants.orm.transactions().atomic(() -> {
					write(tenant, number);
					await(this.tenants.orm.transactions().atomic(() -> write(tenant, number)));
					assertOwn(await(this.notes.alist(number)), tenant);
					return 2;
				}));
			}
			case 2 -> {
				await(this.notes.acreate(kw("tenant", tenant, "number", number))
					.thenCompose((first) -> this.notes.acreate(kw("tenant", tenant, "number", number)))
					.thenComposeAsync((second) -> this.notes.aget(Objects.requireNonNull(second.id())))
					.thenCompose((second) -> this.notes.acreate(kw("tenant", Tenant.current(), "number", number))));
				return 3;
			}
			case 3 -> {
				await(gather(List.of(create(tenant, number), create(tenant, number), create(tenant, number))));
				return 3;
			}
			case 4 -> {
				write(tenant, number);
				List<Note> seen = new ArrayList<>();
				await(this.notes.filter("number", number).aiterator(1).forEach((note) -> {
					seen.add(note);
					write(Objects.requireNonNull(Tenant.current()), -number);
				}));
				assertOwn(seen, tenant);
				return 2;
			}
			default -> {
				Note note = await(this.notes.aget(-1L).exceptionallyCompose((missing) -> create(tenant, number)));
				assertOwn(List.of(note), tenant);
				return 1;
			}
		}
	}

	private CompletableFuture<Note> create(String tenant, int number) {
		return this.notes.acreate(kw("tenant", tenant, "number", number));
	}

	private Note write(String tenant, int number) {
		return await(create(tenant, number));
	}

	private static void assertOwn(List<Note> notes, String tenant) {
		assertThat(notes).isNotEmpty().extracting(Note::tenant).containsOnly(tenant);
	}

	/** Which have the same keys in both databases. */
	@Test
	void readsThatWaitAreMergedWithinATenantOnly() throws Exception {
		for (int i = 0; i < 10; i++) {
			int number = i;
			Tenant.call("a", () -> write("a", number));
			Tenant.call("b", () -> write("b", number));
		}
		List<Note> first = Tenant.call("a", () -> await(this.notes.orderBy("id").alist()));

		List<List<Note>> read = Callers.atOnce(40, (caller) -> {
			String tenant = (caller % 2 == 0) ? "a" : "b";
			return Tenant.call(tenant, () -> {
				List<CompletableFuture<List<Note>>> reads = new ArrayList<>();
				for (Note note : first) {
					Long id = Objects.requireNonNull(note.id());
					reads.add(this.notes.aget(id).thenApply(List::of));
					reads.add(this.notes.filter("number", note.number()).orderBy("id").slice(0, 3).alist());
					reads.add(this.notes.ainBulk(List.of(id, -id)).thenApply((found) -> List.copyOf(found.values())));
				}
				return await(gather(reads)).stream().flatMap(List::stream).toList();
			});
		});

		for (int caller = 0; caller < read.size(); caller++) {
			assertThat(read.get(caller)).hasSize(30);
			assertOwn(read.get(caller), (caller % 2 == 0) ? "a" : "b");
		}
	}

	@Test
	void connectionIsKeptForOperationsOfTheSameTenantOnly() throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		List<CompletableFuture<?>> blocks = new ArrayList<>();
		List<CompletableFuture<?>> queued = new ArrayList<>();
		Tenant.call("a", () -> {
			for (int i = 0; i < 4; i++) {
				blocks.add(this.tenants.orm.transactions().atomic(() -> held.await()));
			}
			return 0;
		});
		for (int i = 0; i < 100; i++) {
			int number = i;
			String tenant = (i < 50) ? "a" : "b";
			queued.add(Tenant.call(tenant, () -> create(tenant, number)));
		}
		int before = this.tenants.router.taken.get();
		held.countDown();
		for (CompletableFuture<?> future : queued) {
			await(future);
		}

		assertThat(this.tenants.router.taken.get() - before).isBetween(2, 60);
		assertThat(this.tenants.writersIn("a")).containsExactly("a");
		assertThat(this.tenants.writersIn("b")).containsExactly("b");
		assertThat(this.tenants.countIn("b")).isEqualTo(50);
	}

	@Test
	void cancelledOperationsLoseNoConnectionOfAnyTenant() throws Exception {
		Callers.atOnce(CALLERS, (caller) -> {
			String tenant = (caller % 2 == 0) ? "a" : "b";
			return Tenant.call(tenant, () -> {
				CompletableFuture<Note> future = create(tenant, caller);
				if (caller % 3 == 0) {
					Thread.yield();
				}
				return future.cancel(true);
			});
		});
		for (String tenant : List.of("a", "b")) {
			List<Integer> again = Callers.atOnce(40, (caller) -> Tenant.call(tenant, () -> work(tenant, 2 * caller)));

			assertThat(again).hasSize(40);
			assertThat(this.tenants.writersIn(tenant)).containsExactly(tenant);
		}
		this.tenants.orm.close();
		for (HikariDataSource pool : this.tenants.pools.values()) {
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
	}

	@Test
	void tenantMustNotChangeWithinABlock() {
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> Tenant.call("a",
					() -> await(this.tenants.orm.transactions().atomic(() -> Tenant.call("b", () -> write("b", 1))))))
			.withMessageContaining("has changed within the transaction");
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> Tenant.call("a", () -> await(this.tenants.orm.transactions()
				.atomic(() -> Tenant.call("b", () -> await(this.tenants.orm.transactions().atomic(() -> 1)))))));
		assertThat(this.tenants.countIn("a") + this.tenants.countIn("b")).isZero();
	}

	@Test
	void transactionEndsWhateverTheTenantIsByThen() {
		try (RoutedTenants single = new RoutedTenants(this.database, 1)) {
			CountDownLatch held = new CountDownLatch(1);
			CompletableFuture<?> failing = block(single, 1, () -> {
				held.await();
				Tenant.forget();
				throw new IllegalStateException("own");
			});
			CompletableFuture<?> next = Tenant.call("a", () -> single.notes.acreate(kw("tenant", "a", "number", 2)));
			held.countDown();

			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> await(failing)).withMessage("own");
			await(next);
			assertThat(single.countIn("a")).isOne();

			await(block(single, 3, () -> {
				Tenant.forget();
				return 3;
			}));
			assertThat(single.countIn("a")).isEqualTo(2);
		}
	}

	/** Writes, and does more, in a transaction of the tenant "a". */
	private static CompletableFuture<Integer> block(RoutedTenants tenants, int number, Callable<Integer> more) {
		return Tenant.call("a", () -> tenants.orm.transactions().atomic(() -> {
			await(tenants.notes.acreate(kw("tenant", "a", "number", number)));
			return more.call();
		}));
	}

	@Test
	void tenantMustNotChangeWithinATransactionOfSpring() {
		JdbcTransactionManager manager = new JdbcTransactionManager(this.tenants.router);
		TransactionTemplate template = new TransactionTemplate(manager);
		TransactionTemplate separate = new TransactionTemplate(manager);
		separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

		Tenant.call("a", () -> template.execute((status) -> {
			write("a", 1);
			assertThatExceptionOfType(IllegalTransactionStateException.class)
				.isThrownBy(() -> Tenant.call("b", () -> write("b", 1)));
			Tenant.call("b", () -> separate.execute((inner) -> write("b", 2)));
			return write("a", 2);
		}));

		assertThat(this.tenants.writersIn("a")).containsExactly("a");
		assertThat(this.tenants.countIn("a")).isEqualTo(2);
		assertThat(this.tenants.writersIn("b")).containsExactly("b");
	}

	@Test
	void readingIsOfTheTenantThatCalled() {
		Tenant.call("a", () -> write("a", 1));
		Tenant.call("b", () -> write("b", 1));
		AsyncIterable<Note> ofA = Tenant.call("a", () -> this.notes.aiterator());
		AsyncIterable<Note> ofNobody = this.notes.aiterator();

		assertThat(JdkFlowAdapter.flowPublisherToFlux(ofA).collectList().block()).extracting(Note::tenant)
			.containsExactly("a");
		List<Note> read = new ArrayList<>();
		await(ofA.forEach(read::add));
		Tenant.call("b", () -> await(ofNobody.forEach(read::add)));
		assertThat(read).extracting(Note::tenant).containsExactly("a", "b");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> Tenant.call("b", () -> await(ofA.forEach(read::add))))
			.withMessageContaining("another routing key");
		assertThat(Tenant.current()).isNull();
	}

	@Test
	void whoHasNoTenantReachesNoDatabase() {
		assertThatExceptionOfType(CannotGetJdbcConnectionException.class).isThrownBy(() -> write("a", 1))
			.withMessageContaining("Note.acreate: no connection");
		assertThatExceptionOfType(CannotGetJdbcConnectionException.class)
			.isThrownBy(() -> Tenant.call("c", () -> write("c", 1)));
		assertThat(this.tenants.countIn("a") + this.tenants.countIn("b")).isZero();
	}

}
