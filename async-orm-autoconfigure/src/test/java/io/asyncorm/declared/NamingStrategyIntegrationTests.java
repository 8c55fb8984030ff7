package io.asyncorm.declared;

import java.util.List;
import java.util.Locale;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.Embedded;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.NamingStrategy;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables and columns that models do not name are named by a strategy.
 */
class NamingStrategyIntegrationTests {

	private static final NamingStrategy SHOUTING = new NamingStrategy() {

		@Override
		public String table(String model) {
			return "T_" + NamingStrategy.super.table(model).toUpperCase(Locale.ROOT);
		}

		@Override
		public String column(String property) {
			return NamingStrategy.super.column(property).toUpperCase(Locale.ROOT);
		}

	};

	private static final NamingStrategy AS_IN_JAVA = new NamingStrategy() {

		@Override
		public String column(String property) {
			return property;
		}

	};

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void tablesAreMadeAndUsedByTheirNames(TestDatabase database) {
		try (HikariDataSource pool = database.create(2);
				AsyncOrm orm = AsyncOrm.builder(pool)
					.models(Bin.class, Item.class, Label.class, Note.class)
					.namingStrategy(SHOUTING)
					.schemaAction(SchemaAction.CREATE)
					.build()) {
			Items items = orm.repository(Items.class);
			Bin bin = await(orm.repository(Bins.class).acreate(new Bin(null, "north", new Spot(1, 2))));
			Label red = await(orm.repository(Labels.class).acreate(new Label(null, "red")));

			Item item = await(items.acreate(new Item(new ItemKey("a", 1), Ref.to(bin), Many.of())));
			await(items.related(item, Item::labels).aadd(red));
			Note note = await(orm.repository(Notes.class).acreate(new Note(null, Ref.to(item))));

			assertThat(await(items.filter("bin__spot__rowNumber", 1).filter("labels__name", "red").alist()))
				.containsExactly(item);
			assertThat(await(orm.repository(Notes.class).filter("item__bin__name", "north").alist()))
				.containsExactly(note);
		}
	}

	@Test
	void everythingThatHasNoNameIsNamed() {
		ModelRegistry models = ModelRegistry.of(List.of(Bin.class, Item.class, Label.class, Note.class), List.of(),
				SHOUTING);

		assertThat(models.models()).extracting(ModelMetadata::table)
			.containsExactly("T_BIN", "T_ITEM", "tags", "T_NOTE");
		assertThat(columns(models.require(Bin.class))).containsExactly("ID", "bin_name", "SPOT_ROW_NUMBER",
				"SPOT_SHELF");
		assertThat(columns(models.require(Item.class))).containsExactly("NAME", "NUMBER", "BIN_ID");
		assertThat(columns(models.require(Note.class))).containsExactly("ID", "ITEM_NAME", "ITEM_NUMBER");
		assertThat(models.joinTables()).extracting(ModelMetadata::table).containsExactly("T_ITEM_LABELS");
		assertThat(columns(models.joinTables().iterator().next())).containsExactly("ID", "ITEM_NAME", "ITEM_NUMBER",
				"LABEL_ID");
	}

	@Test
	void foreignKeysAreNamedAsColumns() {
		ModelRegistry models = ModelRegistry.of(List.of(Bin.class, Item.class, Label.class, Note.class), List.of(),
				AS_IN_JAVA);

		assertThat(columns(models.require(Item.class))).containsExactly("name", "number", "binId");
		assertThat(columns(models.require(Bin.class))).containsExactly("id", "bin_name", "spot_rowNumber",
				"spot_shelf");
	}

	private static List<String> columns(ModelMetadata<?> model) {
		return model.fields().stream().map(ModelField::declaredColumn).toList();
	}

	record Spot(int rowNumber, int shelf) {
	}

	@Model
	record Bin(@Nullable Long id, @Column(name = "bin_name") String name, @Embedded Spot spot) {
	}

	record ItemKey(String name, int number) {
	}

	@Model
	record Item(@PrimaryKey ItemKey key, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Bin> bin,
			@ManyToMany Many<Label> labels) {
	}

	@Model(table = "tags")
	record Label(@Nullable Long id, String name) {
	}

	@Model
	record Note(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Item> item) {
	}

	interface Bins extends AsyncRepository<Bin, Long> {

	}

	interface Items extends AsyncRepository<Item, ItemKey> {

	}

	interface Labels extends AsyncRepository<Label, Long> {

	}

	interface Notes extends AsyncRepository<Note, Long> {

	}

}
