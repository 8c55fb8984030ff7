package io.asyncorm.distributed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import io.asyncorm.Tenant;
import io.asyncorm.dialect.AdvisoryLocks;
import io.asyncorm.dialect.EngineSettings;
import io.asyncorm.distributed.Market.Customer;
import io.asyncorm.distributed.Market.Label;
import io.asyncorm.distributed.Market.Reminder;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.MissingTenantException;
import io.asyncorm.testdatabase.Callers;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.oneByOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What keeps callers apart who change what belongs to a tenant, where advisory locks hold
 * on one of several servers only.
 */
class TenantLocksIntegrationTests {

	private static final int ROUNDS = 15;

	private static final int CALLERS = 8;

	private final List<TwoShops> opened = new ArrayList<>();

	private TwoShops open(AdvisoryLocks locks) {
		TwoShops shops = new TwoShops(TestDatabase.POSTGRESQL, EngineSettings.DETECTED.withAdvisoryLocks(locks));
		this.opened.add(shops);
		return shops;
	}

	@AfterEach
	void close() {
		this.opened.forEach(TwoShops::close);
	}

	@Test
	void upsertsLockOnTheServerOfTheirTenant() {
		TwoShops shops = open(AdvisoryLocks.TENANT);

		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			Tenant.as(TwoShops.OURS, () -> await(shops.reminders.agetOrCreate(kw("text", "call"), defaults())));

			assertThat(sql.statements()).filteredOn((each) -> each.contains("pg_advisory"))
				.containsExactly(
						"SELECT pg_advisory_xact_lock(?), COUNT(*) FROM \"reminder\" WHERE \"shop\" = ? AND 1 = 0");
		}
	}

	@Test
	void rowsOfALookupWithoutAUniqueKeyAreMadeOnce() throws Exception {
		TwoShops shops = open(AdvisoryLocks.TENANT);

		for (int round = 0; round < ROUNDS; round++) {
			String text = "call " + round;
			List<GetOrCreate<Reminder>> found = Callers.atOnce(CALLERS, (caller) -> Tenant.as(TwoShops.OURS,
					() -> await(shops.reminders.agetOrCreate(kw("text", text), defaults()))));

			assertThat(found).filteredOn(GetOrCreate::created).hasSize(1);
		}
	}

	/** As they may be on one server, and lock what they share in any order. */
	@Test
	void tenantsDoNotWaitForEachOther() {
		TwoShops shops = open(AdvisoryLocks.TENANT);

		GetOrCreate<Reminder> theirs = await(shops.orm.transactions().atomic(() -> {
			create(shops, TwoShops.OURS, "call");
			return CompletableFuture.supplyAsync(() -> create(shops, TwoShops.THEIRS, "call")).join();
		}));

		assertThat(theirs.created()).isTrue();
		assertThat(create(shops, TwoShops.OURS, "call").created()).isFalse();
	}

	private static GetOrCreate<Reminder> create(TwoShops shops, long shop, String text) {
		return Tenant.as(shop, () -> await(shops.reminders.agetOrCreate(kw("text", text), defaults())));
	}

	@Test
	void whoseRowsTheyAreMayBeSaidByTheLookupAsWell() throws Exception {
		TwoShops shops = open(AdvisoryLocks.EVERYWHERE);

		for (int round = 0; round < ROUNDS; round++) {
			String text = "call " + round;
			List<GetOrCreate<Reminder>> found = Callers.atOnce(CALLERS, (caller) -> (caller % 2 == 0)
					? Tenant.as(TwoShops.OURS, () -> await(shops.reminders.agetOrCreate(kw("text", text), defaults())))
					: Tenant.all(() -> await(
							shops.reminders.agetOrCreate(kw("shop", TwoShops.OURS, "text", text), defaults()))));

			assertThat(found).filteredOn(GetOrCreate::created).hasSize(1);
		}
	}

	@Test
	void withoutOneTenantThereIsNoServerToLockOn() {
		TwoShops shops = open(AdvisoryLocks.TENANT);

		assertThatExceptionOfType(MissingTenantException.class)
			.isThrownBy(() -> Tenant
				.all(() -> await(shops.reminders.agetOrCreate(kw("shop", TwoShops.OURS, "text", "call"), defaults()))))
			.withMessageContaining("Reminder.agetOrCreate needs a lock on the server of one 'shop', and Tenant.all(...)"
					+ " stands for all: call it in Tenant.as(id, () -> ...)");
		assertThatExceptionOfType(MissingTenantException.class)
			.isThrownBy(() -> await(shops.reminders.agetOrCreate(kw("text", "call"), defaults())))
			.withMessageContaining("call it in Tenant.as(id, () -> ...)");
	}

	@Test
	void whatBelongsToNoTenantIsRefusedWithWhatToDo() {
		TwoShops shops = open(AdvisoryLocks.TENANT);

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(
					() -> await(shops.countries.agetOrCreate(kw("name__iexact", "malta"), defaults("name", "Malta"))))
			.withMessageStartingWith("Country.agetOrCreate needs a lock that keeps others from doing the same at once,"
					+ " and the advisory locks of PostgreSQL")
			.withMessageContaining("hold on one server, which is known of tenants' rows only. Declare a unique key over"
					+ " exactly what is looked for; or distribute its model by the column by which the driver finds"
					+ " the server (@Model(distributedBy)); or set 'async-orm.database.advisory-locks=everywhere'");
	}

	@Test
	void relatedObjectsAreReplacedUnderALockOfTheOwnersRow() {
		for (AdvisoryLocks locks : List.of(AdvisoryLocks.TENANT, AdvisoryLocks.REFUSED)) {
			TwoShops shops = open(locks);
			TwoShops.Shop ours = shops.ours;

			assertThat(locked(() -> ours.product().labels().aset(List.of(ours.label()))))
				.contains("FROM \"product\" WHERE \"product\".\"shop\" = ?")
				.endsWith(" FOR NO KEY UPDATE");
			assertThat(locked(() -> ours.customer().favourites().aset(List.of(ours.product()))))
				.contains("FROM \"customer\" WHERE \"customer\".\"shop\" = ?");
			assertThat(locked(() -> ours.purchase().reminders().aset(List.of(ours.reminder()))))
				.contains("FROM \"purchase\" WHERE \"purchase\".\"shop\" = ?");
			assertThat(locked(() -> ours.purchase().reminders().aset(List.of(ours.reminder()), oneByOne())))
				.contains("FROM \"purchase\" WHERE \"purchase\".\"shop\" = ?");
		}
	}

	/** The only statement that locks rows. */
	private static String locked(Supplier<CompletableFuture<?>> operation) {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			Tenant.as(TwoShops.OURS, () -> await(operation.get()));

			assertThat(sql.statements()).noneMatch((statement) -> statement.contains("advisory"));
			List<String> locking = sql.statements().stream().filter((each) -> each.contains("FOR NO KEY")).toList();
			assertThat(locking).hasSize(1);
			return locking.get(0);
		}
	}

	@Test
	void relatedObjectsAreThoseOfOneCaller() throws Exception {
		TwoShops shops = open(AdvisoryLocks.REFUSED);
		List<Label> labels = new ArrayList<>();
		List<Reminder> reminders = new ArrayList<>();
		Tenant.as(TwoShops.OURS, () -> {
			for (int caller = 0; caller < CALLERS; caller++) {
				labels.add(await(shops.labels.acreate(kw("name", "label " + caller))));
				reminders.add(await(shops.reminders.acreate(kw("text", "reminder " + caller))));
			}
		});

		for (int round = 0; round < ROUNDS; round++) {
			Callers.atOnce(CALLERS, (caller) -> Tenant.as(TwoShops.OURS, () -> {
				await(shops.ours.product().labels().aset(List.of(labels.get(caller))));
				return await(shops.ours.purchase().reminders().aset(List.of(reminders.get(caller))));
			}));

			long labelled = Tenant.as(TwoShops.OURS, () -> await(shops.ours.product().labels().acount()));
			long reminded = Tenant.as(TwoShops.OURS, () -> await(shops.ours.purchase().reminders().acount()));
			assertThat(List.of(labelled, reminded)).containsExactly(1L, 1L);
		}
	}

	@Test
	void whatATenantHasOfAnOwnerOfAllIsOnTheServerOfTheTenant() {
		TwoShops ofTenant = open(AdvisoryLocks.TENANT);
		TwoShops refused = open(AdvisoryLocks.REFUSED);

		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			Tenant.as(TwoShops.OURS, () -> await(ofTenant.country.customers().aset(List.of())));

			assertThat(sql.statements())
				.anyMatch((each) -> each.contains("pg_advisory_xact_lock(?), COUNT(*) FROM \"customer\""));
		}
		List<Customer> ours = Tenant.as(TwoShops.OURS, () -> await(ofTenant.country.customers().alist()));
		List<Customer> theirs = Tenant.as(TwoShops.THEIRS, () -> await(ofTenant.country.customers().alist()));
		assertThat(ours).isEmpty();
		assertThat(theirs).hasSize(1);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> Tenant.as(TwoShops.OURS, () -> await(refused.country.customers().aset(List.of()))))
			.withMessageContaining(
					"Add and remove objects by aadd and aremove, which need none; or let rows be locked");
	}

}
