package io.asyncorm.queryset;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.createDefaults;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.supplied;
import static io.asyncorm.Orm.upper;
import static io.asyncorm.Orm.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What upserts write to an object that is there, and to a new one.
 */
@ParameterizedClass
@EnumSource
class UpsertDefaultsIntegrationTests {

	private final WritingShop shop;

	private final Counters counters;

	private final List<Thread> suppliers = new CopyOnWriteArrayList<>();

	private final boolean upsertStatement;

	UpsertDefaultsIntegrationTests(TestDatabase database) {
		this.shop = new WritingShop(database, Counter.class);
		this.counters = this.shop.repository(Counters.class);
		this.upsertStatement = database == TestDatabase.POSTGRESQL;
	}

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void aNewObjectGetsOnlyItsOwnDefaults() {
		UpdateOrCreate<Counter> created = await(this.counters.aupdateOrCreate(kw("name", "a"), defaults("hits", 7),
				createDefaults("label", "new", "hits", 1)));

		assertThat(created).isEqualTo(new UpdateOrCreate<>(new Counter(1L, "a", "new", 1), true));
	}

	@Test
	void anObjectThatIsThereGetsOnlyTheOthers() {
		await(this.counters.acreate(new Counter(null, "a", "old", 1)));
		this.shop.sql().clear();

		UpdateOrCreate<Counter> updated = await(this.counters.aupdateOrCreate(kw("name", "a"),
				defaults("hits", f("hits").plus(1)), createDefaults("label", "new", "hits", 1)));

		assertThat(updated).isEqualTo(new UpdateOrCreate<>(new Counter(1L, "a", "old", 2), false));
		if (this.upsertStatement) {
			assertThat(this.shop.sql().statements()).hasSize(1);
		}
	}

	@Test
	void withNothingToUpdateAnObjectIsOnlyRead() {
		await(this.counters.acreate(new Counter(null, "a", "old", 1)));

		assertThat(
				await(this.counters.aupdateOrCreate(kw("name", "a"), defaults(), createDefaults("hits", 5))).object())
			.isEqualTo(new Counter(1L, "a", "old", 1));
	}

	@Test
	void defaultsMayBeComputedInTheDatabase() {
		assertThat(await(this.counters.agetOrCreate(kw("name", "a"),
				defaults("label", upper(value("new")), "hits", value(3).plus(4))))
			.object()).isEqualTo(new Counter(1L, "a", "NEW", 7));
	}

	@Test
	void aSupplierIsAskedOnlyForANewObject() {
		GetOrCreate<Counter> created = await(
				this.counters.agetOrCreate(kw("name", "a"), defaults("hits", counted(5), "label", "x")));
		GetOrCreate<Counter> found = await(
				this.counters.agetOrCreate(kw("name", "a"), defaults("hits", counted(6), "label", "x")));

		assertThat(created).isEqualTo(new GetOrCreate<>(new Counter(1L, "a", "x", 5), true));
		assertThat(found).isEqualTo(new GetOrCreate<>(created.object(), false));
		assertThat(this.suppliers).hasSize(1);
	}

	@Test
	void aSupplierRunsOnNoLane() {
		await(this.counters.agetOrCreate(kw("name", "a"), defaults("hits", counted(5), "label", "x")));

		assertThat(this.suppliers).singleElement().extracting(Thread::getName).asString().doesNotContain("lane");
	}

	@Test
	void inATransactionASupplierRunsOnItsThreadAndItsOperationsJoin() {
		await(this.shop.orm().transactions().atomic(() -> {
			Thread thread = Thread.currentThread();
			await(this.counters.agetOrCreate(kw("name", "a"), defaults("label", "x", "hits", supplied(() -> {
				this.suppliers.add(Thread.currentThread());
				return await(this.counters.acreate(new Counter(null, "b", "inner", 8))).hits();
			}))));
			assertThat(this.suppliers).containsExactly(thread);
		}));

		assertThat(await(this.counters.orderBy("name").valuesList(Counter::hits).alist())).containsExactly(8, 8);
	}

	@Test
	void theSuppliersOfAnUpdateAreAskedOnce() {
		Supplier<Integer> hits = counted(5);

		for (boolean created : new boolean[] { true, false }) {
			assertThat(await(this.counters.aupdateOrCreate(kw("name", "a"), defaults("hits", hits, "label", "x"))))
				.isEqualTo(new UpdateOrCreate<>(new Counter(1L, "a", "x", 5), created));
		}
		assertThat(this.suppliers).hasSize(2);
	}

	@Test
	void onlyTheSuppliersOfWhatIsWrittenAreAsked() {
		assertThat(await(this.counters.aupdateOrCreate(kw("name", "a"), defaults("hits", counted(5)),
				createDefaults("hits", counted(1), "label", "x")))
			.object()).isEqualTo(new Counter(1L, "a", "x", 1));
		assertThat(await(this.counters.aupdateOrCreate(kw("name", "a"), defaults("hits", counted(5)),
				createDefaults("hits", counted(1), "label", "x")))
			.object()).isEqualTo(new Counter(1L, "a", "x", 5));
		assertThat(await(this.counters.aupdateOrCreate(kw("name", "a"), defaults("hits", 9),
				createDefaults("hits", counted(1), "label", "x")))
			.object()).isEqualTo(new Counter(1L, "a", "x", 9));
		assertThat(this.suppliers).hasSize(2);
	}

	@Test
	void whatASupplierThrowsIsThrownAndNothingIsWritten() {
		assertThatIllegalStateException()
			.isThrownBy(() -> await(this.counters.agetOrCreate(kw("name", "a"), defaults("hits", supplied(() -> {
				throw new IllegalStateException("none left");
			})))))
			.withMessage("none left");
		assertThat(await(this.counters.acount())).isZero();
	}

	private Supplier<Integer> counted(int value) {
		return () -> {
			this.suppliers.add(Thread.currentThread());
			return value;
		};
	}

	@Model
	record Counter(@Nullable Long id, @Column(unique = true) String name, String label, int hits) {
	}

	interface Counters extends AsyncRepository<Counter, Long> {

	}

}
