package io.asyncorm.schema;

import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.asyncorm.AsyncOrm;
import io.asyncorm.expression.Update;
import io.asyncorm.model.Column;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ReadOnly;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.query.NotUpdatedException;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.forceInsert;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.updateFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Columns that only the database writes are left out of every write and read back,
 * whether the database says so or the model does.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class ReadOnlyColumnsIntegrationTests extends AbstractExistingDatabaseIntegrationTests {

	private static final String COUNT = "create trigger count_%1$s before %1$s on box for each row set new.changes = %2$s";

	private final TestDatabase database;

	ReadOnlyColumnsIntegrationTests(TestDatabase database) {
		this.database = database;
		this.existing.create(database);
	}

	@Test
	void whatIsGeneratedAlwaysIsReadBack() {
		Boxes boxes = boxes();

		Box box = await(boxes.acreate(new Box(null, 2, 3, 99, "A", "zzz", 99)));

		assertThat(box).isEqualTo(new Box(box.id(), 2, 3, 6, "A", "a", 1));
		assertThat(await(boxes.acreate(kw("width", 1, "height", 1))).area()).isEqualTo(1);
		assertThat(await(boxes.asave(new Box(null, 5, 5, 0, "B", null, 0))).slug()).isEqualTo("b");
		assertThat(await(boxes.asave(new Box(box.id(), 4, 3, 99, "C", "zzz", 99))))
			.isEqualTo(new Box(box.id(), 4, 3, 12, "C", "c", 2));
		assertThat(await(boxes.asave(box, set(Box::width).to(f(Box::width).plus(1)))).area()).isEqualTo(15);
		assertThat(await(boxes.filter("area", 15).aupdate(kw("height", 1)))).isOne();
		assertThat(await(boxes.filter("slug", "c").aget())).isEqualTo(new Box(box.id(), 5, 1, 5, "C", "c", 4));
		assertThat(await(boxes.orderBy("-area").valuesList(Box::area).alist())).containsExactly(25, 5, 1);
	}

	@Test
	void upsertsReadItBackAndLookUpByIt() {
		Boxes boxes = boxes();

		UpdateOrCreate<Box> created = await(
				boxes.aupdateOrCreate(kw("slug", "a"), defaults("label", "A", "width", 2).and("height", 3)));
		UpdateOrCreate<Box> updated = await(
				boxes.aupdateOrCreate(kw("slug", "a"), defaults("label", "A", "width", 3).and("height", 3)));

		assertThat(created.created()).isTrue();
		assertThat(created.object().area()).isEqualTo(6);
		assertThat(updated)
			.isEqualTo(new UpdateOrCreate<>(new Box(created.object().id(), 3, 3, 9, "A", "a", 2), false));
		assertThat(await(boxes.agetOrCreate(kw("area", 9, "width", 3), defaults("height", 3))).created()).isFalse();
		assertThat(await(boxes.agetOrCreate(kw("width", 7), defaults("height", 1))).object().area()).isEqualTo(7);
		assertThat(await(boxes.aupdateOrCreate(kw("width", 7), defaults("height", 2))).object().area()).isEqualTo(14);
		boolean inTransaction = await(this.existing.orm()
			.transactions()
			.atomic(() -> await(
					boxes.agetOrCreate(kw("slug", "d"), defaults("label", "D", "width", 1).and("height", 1)))
				.created()));
		assertThat(inTransaction).isTrue();
	}

	@Test
	void bulkWritesReadItBack() {
		Boxes boxes = boxes();

		List<Box> stored = await(
				boxes.abulkCreate(List.of(new Box(null, 2, 3, 9, "A", "z", 9), new Box(null, 4, 5, 9, null, "z", 9))));

		assertThat(stored).containsExactly(new Box(stored.get(0).id(), 2, 3, 6, "A", "a", 1),
				new Box(stored.get(1).id(), 4, 5, 20, null, null, 1));
		assertThat(await(boxes.abulkUpdate(List.of(new Box(stored.get(1).id(), 7, 5, 0, null, null, 0)), "width")))
			.isOne();
		assertThat(await(boxes.filter("area", 35).aget()).changes()).isEqualTo(2);
	}

	@Test
	void namingItInAWriteIsAnError() {
		Boxes boxes = boxes();
		Box box = await(boxes.acreate(new Box(null, 2, 3, 0, null, null, 0)));

		assertRefused("area", () -> boxes.acreate(kw("width", 1, "height", 1, "area", 1)));
		assertRefused("changes", () -> boxes.acreate(kw("width", 1, "height", 1, "changes", 1)));
		assertRefused("area", () -> boxes.acreate(set(Box::area).to(1).and(set(Box::width).to(1))));
		assertRefused("area", () -> boxes.asave(box, set(Box::area).to(1)));
		assertRefused("area", () -> boxes.asave(box, updateFields("width", "area")));
		assertRefused("area", () -> boxes.abulkUpdate(List.of(box), "area"));
		assertRefused("area", () -> boxes.aupdate(set(Box::area).to(f(Box::width))));
		assertRefused("changes", () -> boxes.filter("id", 1).aupdate(kw("changes", null)));
		assertRefused("slug", () -> boxes.aupdateOrCreate(kw("width", 2), defaults("slug", "x")));
		assertRefused("slug", () -> boxes.agetOrCreate(kw("width", 3), defaults("slug", "x", "height", 1)));
		assertThat(await(boxes.alist())).containsExactly(box);
		Update<Box> area = set(Box::area).to(1);
		assertThat(boxes.with(box, area).area()).isOne();
	}

	@Test
	void aKeyThatOnlyTheDatabaseGivesIsNotWritten() {
		TestDatabase.require(this.database != TestDatabase.MARIADB, "MariaDB has no identity that takes no values");
		Boxes boxes = boxes();
		Box box = await(boxes.acreate(kw("id", null, "width", 2, "height", 3)));
		long id = Objects.requireNonNull(box.id());
		Box absent = new Box(id + 50, 1, 1, 0, null, null, 0);

		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> await(boxes.acreate(absent)))
			.withMessage("A 'Box' cannot be given the key 'id', which only the database generates: leave it out");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> await(boxes.acreate(kw("id", 7, "width", 1, "height", 1))));
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> await(boxes.asave(absent, forceInsert())));
		assertThatExceptionOfType(NotUpdatedException.class).isThrownBy(() -> await(boxes.asave(absent)));
		try (AsyncOrm observed = this.existing.builder().models(Box.class).callbacks(new LifecycleCallbacks<Box>() {
		}).build()) {
			assertThatExceptionOfType(NotUpdatedException.class)
				.isThrownBy(() -> await(observed.repository(Boxes.class).asave(absent)));
		}
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> await(boxes.agetOrCreate(kw("id", id + 50), defaults("width", 1, "height", 1))));
		assertThat(await(boxes.agetOrCreate(kw("id", id), defaults("width", 1, "height", 1))).created()).isFalse();
		assertThat(await(boxes.aupdateOrCreate(kw("pk", id), defaults("width", 1))).object().area()).isEqualTo(3);
		assertThat(await(boxes.acount())).isOne();
	}

	@Test
	void tablesAreMadeWithIt() {
		try (AsyncOrm orm = this.existing.builder().models(Parcel.class).schemaAction(SchemaAction.CREATE).build()) {
			Parcels parcels = orm.repository(Parcels.class);

			Parcel parcel = await(parcels.acreate(new Parcel(null, 2, null, 0, "x")));

			assertThat(parcel).isEqualTo(new Parcel(parcel.id(), 2, null, 4, "new"));
			assertThat(await(parcels.asave(parcel, set(Parcel::rest).to(7)))).extracting(Parcel::twice).isEqualTo(4);
			assertThat(await(parcels.acreate(kw("weight", 3))).twice()).isEqualTo(6);
		}
	}

	@Test
	void aModelThatWritesItIsRefusedAtStartup() {
		boxes();

		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> this.existing.builder().models(Written.class).build())
			.satisfies((ex) -> assertThat(ex.faults()).hasSize(2)
				.allMatch((fault) -> fault.contains("is always generated by the database")))
			.withMessageContaining("property 'area'")
			.withMessageContaining("property 'slug'");
	}

	private static void assertRefused(String field, Supplier<CompletableFuture<?>> write) {
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> await(write.get()))
			.withMessage("'Box." + field + "' cannot be given a value: only the database writes it");
	}

	private Boxes boxes() {
		String stored = (this.database == TestDatabase.H2) ? "" : " stored";
		String key = this.existing.generatedKey().replace("by default", "always");
		this.existing.jdbc()
			.execute("create table box (id " + key + " primary key, width integer not null, height integer not null,"
					+ " area integer generated always as (width * height)" + stored + ", label varchar(20),"
					+ " slug varchar(20) generated always as (lower(label))" + stored + " unique, changes integer)");
		triggers().forEach(this.existing.jdbc()::execute);
		return this.existing.open((orm) -> orm.models(Box.class)).repository(Boxes.class);
	}

	private List<String> triggers() {
		return switch (this.database) {
			case POSTGRESQL -> List.of("""
					create function count_changes() returns trigger language plpgsql as $$ begin
					if tg_op = 'INSERT' then new.changes := 1; else new.changes := old.changes + 1; end if;
					return new; end $$""",
					"create trigger count before insert or update on box for each row execute function count_changes()");
			case H2 -> List.of("create trigger count before insert, update on box for each row call '"
					+ CountTrigger.class.getName() + "'");
			case MARIADB -> List.of(COUNT.formatted("insert", "1"), COUNT.formatted("update", "old.changes + 1"));
		};
	}

	/**
	 * Counts the changes of a row.
	 */
	public static final class CountTrigger implements Trigger {

		private static final int CHANGES = 6;

		@Override
		public void fire(Connection connection, Object @Nullable [] before, Object @Nullable [] after) {
			Objects.requireNonNull(after)[CHANGES] = (before != null) ? (int) before[CHANGES] + 1 : 1;
		}

	}

	@Model
	record Box(@Nullable Long id, int width, int height, int area, @Nullable String label,
			@Column(unique = true) @Nullable String slug, @ReadOnly int changes) {
	}

	@Model
	record Parcel(@Nullable Long id, int weight, @Nullable Integer rest, @ReadOnly("weight * 2") int twice,
			@ReadOnly @DatabaseDefault("'new'") @Column(length = 10) String state) {
	}

	@Model(table = "box")
	record Written(@Nullable Long id, int width, @DefaultValue("1") int area, @DefaultValue("x") String slug) {
	}

	interface Boxes extends AsyncRepository<Box, Long> {

	}

	interface Parcels extends AsyncRepository<Parcel, Long> {

	}

}
