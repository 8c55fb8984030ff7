package io.asyncorm.queryset;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.asyncorm.model.Model;
import io.asyncorm.model.Version;
import io.asyncorm.query.StaleObjectException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.Callers;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two hundred threads change the same row: no change is lost.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
class VersionRacesIntegrationTests {

	private static final int ROUNDS = Boolean.getBoolean("async-orm.thorough") ? 100 : 5;

	private static final int THREADS = 200;

	private static final int CHANGES = 3;

	private final WritingShop shop;

	private final Accounts accounts;

	VersionRacesIntegrationTests(TestDatabase database) {
		this.shop = new WritingShop(database, Account.class);
		this.accounts = this.shop.repository(Accounts.class);
	}

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void noSaveIsLost() throws Exception {
		assertNothingIsLost((read) -> this.accounts.asave(new Account(read.id(), read.amount() + 1, read.version())));
	}

	@Test
	void noBulkUpdateOfOneObjectIsLost() throws Exception {
		assertNothingIsLost((read) -> this.accounts
			.abulkUpdate(List.of(new Account(read.id(), read.amount() + 1, read.version())), "amount"));
	}

	/** Each change that is taken adds one to what all of them have read before. */
	private void assertNothingIsLost(Function<Account, CompletableFuture<?>> change) throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			Long id = await(this.accounts.acreate(new Account(null, 0, 0))).id();

			List<Integer> taken = Callers.atOnce(THREADS, (thread) -> changes(id, change));

			int all = taken.stream().mapToInt(Integer::intValue).sum();
			assertThat(await(this.accounts.aget(id))).isEqualTo(new Account(id, all, all + 1));
			assertThat(all).isPositive();
		}
	}

	/**
	 * How many of a few changes are taken. To repeat each until it is would take as many
	 * as the square of the threads.
	 */
	private int changes(Long id, Function<Account, CompletableFuture<?>> change) {
		int taken = 0;
		for (int i = 0; i < CHANGES; i++) {
			Account read = await(this.accounts.aget(id));
			try {
				await(change.apply(read));
				taken++;
			}
			catch (StaleObjectException ex) {
				// somebody else was faster
			}
		}
		return taken;
	}

	@Test
	void oneThreadDeletesWhatItHasReadAndNoneWhatWasChanged() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			Account read = await(this.accounts.acreate(new Account(null, 0, 0)));

			List<Boolean> taken = Callers.atOnce(THREADS, (thread) -> deleteOrUpdate(read));

			assertThat(taken).filteredOn(Boolean::booleanValue).hasSize(1);
		}
	}

	/** Half of the threads delete, the others change. */
	private boolean deleteOrUpdate(Account read) {
		try {
			if (Thread.currentThread().threadId() % 2 == 0) {
				await(this.accounts.adelete(read));
			}
			else {
				await(this.accounts.asave(read, set(Account::amount).to(f(Account::amount).plus(1))));
			}
			return true;
		}
		catch (StaleObjectException ex) {
			return false;
		}
	}

	@Model
	record Account(@Nullable Long id, int amount, @Version long version) {
	}

	interface Accounts extends AsyncRepository<Account, Long> {

	}

}
