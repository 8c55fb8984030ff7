package io.asyncorm.related;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.InvalidObjectException;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.clear;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.oneByOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What {@link LifecycleCallbacks} and validators are told of objects that related
 * managers save one by one.
 */
@ParameterizedClass
@EnumSource
class RelatedCallbacksIntegrationTests {

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Plants plants;

	private final Bed bed;

	RelatedCallbacksIntegrationTests(TestDatabase database) {
		this.pool = database.create(5);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Bed.class, Plant.class, Stone.class)
			.callbacks(new Gardening())
			.validator((object) -> (object instanceof Stone stone && stone.name().isEmpty())
					? new InvalidObjectException("Stone", Map.of("name", List.of("is empty")), null) : null)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.plants = this.orm.repository(Plants.class);
		this.bed = await(this.orm.repository(Beds.class).acreate(kw("name", "front")));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void eachSaveIsTold() {
		Plant known = await(this.plants.acreate(new Plant(null, "rose", null)));
		this.calls.clear();

		List<Plant> stored = await(this.bed.plants().aadd(List.of(known, new Plant(null, "lily", null)), oneByOne()));

		assertThat(stored).extracting(Plant::name).containsExactly("rose+!", "lily+");
		assertThat(this.calls).containsExactly("save rose+", "saved rose+!", "create lily", "created lily+");
		assertThat(await(this.bed.plants().orderBy("name").valuesList(Plant::name).alist())).containsExactly("lily+",
				"rose+!");
	}

	@Test
	void whatIsRelatedAlreadyIsNotSavedAgainUnlessAllIsCleared() {
		Plant there = await(this.plants.acreate(new Plant(null, "rose", Ref.to(this.bed))));
		Plant gone = await(this.plants.acreate(new Plant(null, "weed", Ref.to(this.bed))));
		this.calls.clear();

		List<Plant> stored = await(this.bed.plants().aset(List.of(there, new Plant(null, "lily", null)), oneByOne()));
		List<Plant> again = await(this.bed.plants().aset(List.of(there), oneByOne(), clear()));

		assertThat(stored).extracting(Plant::name).containsExactly("lily+");
		assertThat(again).extracting(Plant::name).containsExactly("rose+!");
		assertThat(this.calls).containsExactly("create lily", "created lily+", "save rose+", "saved rose+!");
		assertThat(await(this.bed.plants().alist())).extracting(Plant::name).containsExactly("rose+!");
		assertThat(await(this.plants.aget(gone.id())).bed()).isNull();
	}

	@Test
	void whatACallbackThrowsUndoesAll() {
		Plant there = await(this.plants.acreate(new Plant(null, "rose", Ref.to(this.bed))));

		for (Supplier<CompletableFuture<?>> write : List.<Supplier<CompletableFuture<?>>>of(
				() -> this.bed.plants()
					.aadd(List.of(new Plant(null, "lily", null), new Plant(null, "thorn", null)), oneByOne()),
				() -> this.bed.plants()
					.aset(List.of(new Plant(null, "lily", null), new Plant(null, "thorn", null)), oneByOne()))) {
			assertThatIllegalStateException().isThrownBy(() -> await(write.get())).withMessage("no thorns");
		}
		assertThat(await(this.plants.alist())).containsExactly(there);
	}

	@Test
	void allInvalidObjectsAreToldAtOnce() {
		assertThatExceptionOfType(InvalidObjectException.class)
			.isThrownBy(
					() -> await(this.bed.stones()
						.aadd(List.of(new Stone(null, "", null), new Stone(null, "flint", null),
								new Stone(null, "", null)), oneByOne())))
			.satisfies((invalid) -> assertThat(invalid.getViolations()).containsOnlyKeys("[0].name", "[2].name"));
		assertThat(await(this.bed.stones().acount())).isZero();
	}

	@Model
	record Bed(@Nullable Long id, String name, @Nullable Many<Plant> plants, @Nullable Many<Stone> stones) {
	}

	@Model
	record Plant(@Nullable Long id, String name,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "plants") @Nullable Ref<Bed> bed) {
	}

	@Model
	record Stone(@Nullable Long id, String name,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "stones") @Nullable Ref<Bed> bed) {
	}

	interface Beds extends AsyncRepository<Bed, Long> {

	}

	interface Plants extends AsyncRepository<Plant, Long> {

	}

	private final class Gardening implements LifecycleCallbacks<Plant> {

		@Override
		public Plant beforeCreate(Plant plant) {
			RelatedCallbacksIntegrationTests.this.calls.add("create " + plant.name());
			return new Plant(plant.id(), plant.name() + "+", plant.bed());
		}

		@Override
		public void afterCreate(Plant plant) {
			RelatedCallbacksIntegrationTests.this.calls.add("created " + plant.name());
			if (plant.name().startsWith("thorn")) {
				throw new IllegalStateException("no thorns");
			}
		}

		@Override
		public Plant beforeSave(Plant plant) {
			RelatedCallbacksIntegrationTests.this.calls.add("save " + plant.name());
			return new Plant(plant.id(), plant.name() + "!", plant.bed());
		}

		@Override
		public void afterSave(Plant plant) {
			RelatedCallbacksIntegrationTests.this.calls.add("saved " + plant.name());
		}

	}

}
