package io.asyncorm.queryset;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Update;
import io.asyncorm.model.Column;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.Version;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.Ref;
import io.asyncorm.query.StaleObjectException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.forceInsert;
import static io.asyncorm.Orm.forceUpdate;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.updateConflicts;
import static io.asyncorm.Orm.updateFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@link Version} notices, and what counts it up.
 */
@ParameterizedClass
@EnumSource
class VersionIntegrationTests {

	private final WritingShop shop;

	private final Accounts accounts;

	private final Documents documents;

	private final Counters counters;

	private final boolean returningUpdates;

	private final String quote;

	/** Whether INSERT does something with rows that are there. */
	private final boolean upserts;

	VersionIntegrationTests(TestDatabase database) {
		this.shop = new WritingShop(database, Account.class, Entry.class, Document.class, Counter.class);
		this.accounts = this.shop.repository(Accounts.class);
		this.documents = this.shop.repository(Documents.class);
		this.counters = this.shop.repository(Counters.class);
		this.returningUpdates = database == TestDatabase.POSTGRESQL;
		this.upserts = database != TestDatabase.H2;
		this.quote = (database == TestDatabase.MARIADB) ? "`" : "\"";
	}

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void theFirstVersionIsOneWhateverIsGiven() {
		assertThat(await(this.accounts.acreate(new Account(null, "a", 5, 0)))).isEqualTo(new Account(1L, "a", 5, 1));
		assertThat(await(this.accounts.acreate(kw("name", "b", "amount", 5, "version", 7))).version()).isEqualTo(1);
		assertThat(await(this.accounts.asave(new Account(null, "c", 5, 9))).version()).isEqualTo(1);
		assertThat(await(this.accounts.asave(new Account(70L, "d", 5, 9), forceInsert())).version()).isEqualTo(1);
		assertThat(await(this.counters.acreate(new Counter(null, 5, null)))).isEqualTo(new Counter(1L, 5, 1));
	}

	@Test
	void everySaveCountsTheVersionUpInOneStatement() {
		Account account = await(this.accounts.acreate(new Account(null, "a", 5, 0)));
		this.shop.sql().clear();

		Account second = await(this.accounts.asave(new Account(account.id(), "b", 6, account.version())));
		Account third = await(this.accounts.asave(second, set(Account::amount).to(f(Account::amount).plus(1))));
		Account fourth = await(this.accounts.asave(new Account(1L, "c", 9, third.version()), updateFields("name")));
		Account fifth = await(this.accounts.asave(new Account(1L, "d", 9, fourth.version()), forceUpdate()));

		assertThat(List.of(second, third, fourth, fifth)).containsExactly(new Account(1L, "b", 6, 2),
				new Account(1L, "b", 7, 3), new Account(1L, "c", 7, 4), new Account(1L, "d", 9, 5));
		if (this.returningUpdates) {
			assertThat(this.shop.sql().statements()).hasSize(4);
		}
	}

	@Test
	void whatChangesNothingSendsNothingAndCountsNoVersionUp() {
		Account account = await(this.accounts.acreate(new Account(null, "a", 5, 0)));
		Account gone = new Account(99L, "z", 1, 1);
		Update<Account> nothing = Update.of(Map.of(), "name", "amount");
		this.shop.sql().clear();

		assertThat(await(this.accounts.asave(account, nothing))).isEqualTo(account);
		assertThat(await(this.accounts.asave(account, updateFields()))).isEqualTo(account);
		assertThat(await(this.accounts.asave(gone, nothing))).isEqualTo(gone);
		assertThat(await(this.accounts.asave(gone, updateFields()))).isEqualTo(gone);
		assertThat(await(this.accounts.aupdate(nothing))).isZero();
		assertThat(await(this.accounts.filter("pk", account.id()).aupdate(Kw.of(Map.of())))).isZero();

		assertThat(this.shop.sql().statements()).isEmpty();
		assertThat(await(this.accounts.alist())).containsExactly(account);
	}

	@Test
	void noChangeOfSomebodyElseIsOverwritten() {
		Account read = await(this.accounts.acreate(new Account(null, "a", 5, 0)));
		Account changed = await(this.accounts.asave(new Account(read.id(), "theirs", 5, read.version())));

		for (Supplier<CompletableFuture<?>> write : writes(read)) {
			assertThatExceptionOfType(StaleObjectException.class).isThrownBy(() -> await(write.get()))
				.isInstanceOf(OptimisticLockingFailureException.class)
				.withMessageContaining("'Account' with id 1")
				.satisfies((stale) -> {
					assertThat(stale.getModel()).isEqualTo("Account");
					assertThat(stale.getKey()).isEqualTo(1L);
				});
		}
		assertThat(await(this.accounts.alist())).containsExactly(changed);
	}

	@Test
	void aRowThatSomebodyElseHasDeletedDoesNotComeBack() {
		Account read = await(this.accounts.acreate(new Account(null, "a", 5, 0)));
		await(this.accounts.filter("pk", read.id()).adelete());

		for (Supplier<CompletableFuture<?>> write : writes(read)) {
			assertThatExceptionOfType(StaleObjectException.class).isThrownBy(() -> await(write.get()));
		}
		assertThat(await(this.accounts.acount())).isZero();
	}

	private List<Supplier<CompletableFuture<?>>> writes(Account read) {
		return List.of(() -> this.accounts.asave(read), () -> this.accounts.asave(read, forceUpdate()),
				() -> this.accounts.asave(read, updateFields("name")),
				() -> this.accounts.asave(read, set(Account::amount).to(7)), () -> this.accounts.adelete(read));
	}

	@Test
	void anObjectWithItsOwnKeyIsInsertedOnlyIfItsVersionTellsThatItIsNew() {
		assertThat(await(this.accounts.asave(new Account(70L, "own", 5, 0)))).isEqualTo(new Account(70L, "own", 5, 1));
		assertThat(await(this.counters.asave(new Counter(70L, 5, null)))).isEqualTo(new Counter(70L, 5, 1));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> await(this.accounts.asave(new Account(70L, "own", 6, 0))));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> await(this.counters.asave(new Counter(70L, 6, null))));
		assertThatExceptionOfType(StaleObjectException.class)
			.isThrownBy(() -> await(this.counters.asave(new Counter(71L, 6, 0))));
	}

	@Test
	void anObjectWithoutAVersionHasNoRowToChange() {
		await(this.counters.acreate(new Counter(null, 5, null)));
		Counter unread = new Counter(1L, 6, null);

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> await(this.counters.asave(unread, forceUpdate())))
			.withMessageContaining("'version'");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> await(this.counters.adelete(unread)));
	}

	@Test
	void updatesOfManyRowsAndUpsertsCountVersionsUp() {
		await(this.accounts.acreate(new Account(null, "a", 5, 0)));
		await(this.accounts.acreate(new Account(null, "b", 5, 0)));

		await(this.accounts.filter("entries__isnull", true).aupdate(kw("amount", 6)));
		Account second = await(this.accounts.aupdateOrCreate(kw("name", "a"), defaults("amount", 9))).object();
		Account same = await(this.accounts.aupdateOrCreate(kw("name", "a"), defaults())).object();
		Account created = await(this.accounts.aupdateOrCreate(kw("name", "c"), defaults("amount", 9))).object();

		assertThat(second).isEqualTo(new Account(1L, "a", 9, 3));
		assertThat(same).isEqualTo(second);
		assertThat(created.version()).isEqualTo(1);
		assertThat(await(this.accounts.aget(2L)).version()).isEqualTo(2);
	}

	@Test
	void aTimeIsAVersionThatAlwaysGrows() {
		Document read = await(this.documents.acreate(new Document(null, "a", null)));
		Document saved = read;
		for (int i = 0; i < 5; i++) {
			Document next = await(this.documents.asave(saved));
			assertThat(next.changed()).isAfter(saved.changed());
			saved = next;
		}
		Instant future = Instant.now().plusSeconds(60);
		this.shop.jdbc()
			.update("update document set changed = ?".replaceAll("(document|changed)", this.quote + "$1" + this.quote),
					Timestamp.from(future));
		Document ahead = await(this.documents.aget(1L));
		await(this.documents.aupdate(kw("title", "b")));
		Document updated = await(this.documents.aget(1L));

		assertThat(updated.changed()).isAfter(ahead.changed());
		assertThat(await(this.documents.asave(updated)).changed()).isAfter(updated.changed());
		assertThatExceptionOfType(StaleObjectException.class).isThrownBy(() -> await(this.documents.asave(ahead)));
		assertThatExceptionOfType(StaleObjectException.class).isThrownBy(() -> await(this.documents.adelete(read)));
	}

	@Test
	void anObjectIsDeletedWithWhatRefersToItOnlyIfItIsUnchanged() {
		Account account = await(this.accounts.acreate(new Account(null, "a", 5, 0)));
		await(this.shop.repository(Entries.class).acreate(kw("account", account)));
		Account changed = await(this.accounts.asave(account));

		assertThatExceptionOfType(StaleObjectException.class).isThrownBy(() -> await(this.accounts.adelete(account)));
		this.shop.sql().clear();
		Deleted deleted = await(this.accounts.adelete(changed));

		assertThat(deleted.count()).isEqualTo(2);
		assertThat(this.shop.sql().statements()).filteredOn((statement) -> statement.contains("FOR UPDATE")).hasSize(1);
		assertThat(await(this.documents.adelete(await(this.documents.acreate(new Document(null, "a", null))))).count())
			.isEqualTo(1);
	}

	@Test
	void updatesOfManyObjectsHoldEachToItsVersion() {
		List<Account> read = await(this.accounts.abulkCreate(
				List.of(new Account(null, "a", 1, 0), new Account(null, "b", 2, 0), new Account(null, "c", 3, 0))));
		Account changed = await(this.accounts.asave(read.get(1)));

		assertThat(read).extracting(Account::version).containsOnly(1L);
		assertThatExceptionOfType(StaleObjectException.class)
			.isThrownBy(() -> await(this.accounts.abulkUpdate(read, "amount")))
			.satisfies((stale) -> assertThat(stale.getKey()).isEqualTo(changed.id()));
		assertThat(await(this.accounts.abulkUpdate(
				List.of(new Account(1L, "x", 7, 1), new Account(2L, "x", 8, 2), new Account(3L, "x", 9, 1)), "amount")))
			.isEqualTo(3);
		assertThat(await(this.accounts.orderBy("pk").alist())).containsExactly(new Account(1L, "a", 7, 2),
				new Account(2L, "b", 8, 3), new Account(3L, "c", 9, 2));
	}

	@Test
	void anUpdateOfOneOfManyObjectsHoldsItToItsVersion() {
		Account read = await(this.accounts.acreate(new Account(null, "a", 1, 0)));
		Account changed = await(this.accounts.asave(read));

		assertThatExceptionOfType(StaleObjectException.class)
			.isThrownBy(() -> await(this.accounts.abulkUpdate(List.of(read), "amount")));
		assertThat(await(this.accounts.abulkUpdate(List.of(changed), "amount"))).isEqualTo(1);
		assertThat(await(this.accounts.aget(read.id())).version()).isEqualTo(3);
	}

	@Test
	void conflictsOfManyObjectsCountTheVersionOfWhatIsThereUp() {
		await(this.accounts.asave(await(this.accounts.acreate(new Account(null, "a", 1, 0)))));
		this.shop.sql().clear();

		List<Account> stored = await(
				this.accounts.abulkCreate(List.of(new Account(null, "a", 7, 0), new Account(null, "b", 8, 0)),
						updateConflicts("amount").uniqueFields("name")));

		assertThat(stored).extracting(Account::amount).containsExactly(7, 8);
		assertThat(stored).extracting(Account::version).containsExactly(3L, 1L);
		if (this.upserts) {
			assertThat(this.shop.sql().statements()).filteredOn((statement) -> statement.contains("INSERT")).hasSize(1);
		}
	}

	@Test
	void manyObjectsOfDifferentVersionsAreHeldToThemByOneStatement() {
		List<Account> read = await(this.accounts.abulkCreate(
				List.of(new Account(null, "a", 1, 0), new Account(null, "b", 2, 0), new Account(null, "c", 3, 0))));
		Account saved = await(this.accounts.asave(read.get(1)));
		List<Account> mixed = List.of(read.get(0), saved, read.get(2));
		this.shop.sql().clear();

		assertThat(await(this.accounts.abulkUpdate(mixed, (account) -> set(Account::amount).to(account.amount() * 10))))
			.isEqualTo(3);
		assertThat(this.shop.sql().statements()).filteredOn((statement) -> statement.contains("UPDATE")).hasSize(1);
		assertThat(await(this.accounts.orderBy("pk").alist())).containsExactly(new Account(1L, "a", 10, 2),
				new Account(2L, "b", 20, 3), new Account(3L, "c", 30, 2));
	}

	@Test
	void objectsOutsideOfTheQuerySetAreSkippedAndNotStale() {
		List<Account> read = await(this.accounts.abulkCreate(
				List.of(new Account(null, "a", 1, 0), new Account(null, "b", 2, 0), new Account(null, "c", 3, 0))));
		Account saved = await(this.accounts.asave(read.get(0)));

		assertThat(await(this.accounts.filter("amount__gte", 2).abulkUpdate(read, "name"))).isEqualTo(2);
		assertThat(await(this.accounts.filter("amount__gte", 9).abulkUpdate(read, "name"))).isZero();
		assertThat(await(this.accounts.orderBy("pk").alist())).containsExactly(saved, new Account(2L, "b", 2, 2),
				new Account(3L, "c", 3, 2));
		assertThatExceptionOfType(StaleObjectException.class)
			.isThrownBy(() -> await(this.accounts.filter("amount__gte", 2).abulkUpdate(read, "name")))
			.satisfies((stale) -> assertThat(stale.getKey()).isEqualTo(2L));
		await(this.accounts.filter("pk", 3L).adelete());
		assertThatExceptionOfType(StaleObjectException.class)
			.isThrownBy(() -> await(this.accounts.filter("amount__gte", 3).abulkUpdate(read.subList(2, 3), "name")))
			.satisfies((stale) -> assertThat(stale.getKey()).isEqualTo(3L));
	}

	@Test
	void nobodyElseSetsAVersion() {
		Account account = await(this.accounts.acreate(new Account(null, "a", 5, 0)));

		for (Supplier<CompletableFuture<?>> write : List.<Supplier<CompletableFuture<?>>>of(
				() -> this.accounts.aupdate(kw("version", 7)),
				() -> this.accounts.asave(account, set(Account::version).to(7L)),
				() -> this.accounts.asave(account, updateFields("version")),
				() -> this.accounts.aupdateOrCreate(kw("name", "a"), defaults("version", 7)),
				() -> this.accounts.abulkUpdate(List.of(account), "version"),
				() -> this.accounts.abulkUpdate(List.of(account), (read) -> set(Account::version).to(7L)),
				() -> this.accounts.abulkCreate(List.of(account),
						updateConflicts("amount", "version").uniqueFields("name")))) {
			assertThatExceptionOfType(FieldException.class).isThrownBy(() -> await(write.get()))
				.withMessageContaining("'Account.version' is the version");
		}
		assertThat(await(this.accounts.alist())).containsExactly(account);
	}

	@Test
	void aStaleObjectRollsTheTransactionBackUnlessItIsRecoveredFrom() {
		Account read = await(this.accounts.acreate(new Account(null, "a", 5, 0)));
		await(this.accounts.asave(read));

		assertThatExceptionOfType(StaleObjectException.class)
			.isThrownBy(() -> await(this.shop.orm().transactions().atomic(() -> {
				await(this.accounts.acreate(new Account(null, "b", 5, 0)));
				this.accounts.asave(read);
			})));
		await(this.shop.orm().transactions().atomic(() -> {
			await(this.accounts.acreate(new Account(null, "c", 5, 0)));
			assertThatExceptionOfType(StaleObjectException.class)
				.isThrownBy(() -> await(this.shop.orm().transactions().atomic(() -> await(this.accounts.asave(read)))));
		}));

		assertThat(await(this.accounts.orderBy("name").valuesList(Account::name).alist())).containsExactly("a", "c");
	}

	@Model
	record Account(@Nullable Long id, @Column(unique = true) String name, int amount, @Version long version) {
	}

	@Model
	record Entry(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "entries") Ref<Account> account) {
	}

	@Model
	record Document(@Nullable Long id, String title, @Version @Nullable Instant changed) {
	}

	@Model
	record Counter(@Nullable Long id, int number, @Version @Nullable Integer version) {
	}

	interface Accounts extends AsyncRepository<Account, Long> {

	}

	interface Entries extends AsyncRepository<Entry, Long> {

	}

	interface Documents extends AsyncRepository<Document, Long> {

	}

	interface Counters extends AsyncRepository<Counter, Long> {

	}

}
