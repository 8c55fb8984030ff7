package io.asyncorm.keys;

import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.query.Replaced;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.clear;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.throughDefaults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Many-to-many relations of models whose keys have several columns: their join tables,
 * and the related managers that write them.
 */
@ParameterizedClass
@EnumSource
class CompositeLinksIntegrationTests {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Shelves shelves;

	private final Products products;

	private final Shelf first;

	private final Shelf second;

	private final Product ink;

	private final Product pen;

	CompositeLinksIntegrationTests(TestDatabase database) {
		this.pool = database.create(4);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Shelf.class, Product.class, Purchase.class, Line.class, Placement.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.shelves = this.orm.repository(Shelves.class);
		this.products = this.orm.repository(Products.class);
		this.first = shelf("north", 1);
		this.second = shelf("north", 2);
		this.ink = await(this.products.acreate(kw("name", "ink")));
		this.pen = await(this.products.acreate(kw("name", "pen")));
	}

	private Shelf shelf(String room, int number) {
		return await(this.shelves.acreate(kw("key", new ShelfKey(room, number), "label", room + number)));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void objectsAndKeysAreLinkedByOneStatement() {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			assertThat(await(this.ink.shelves().aadd(this.first, new ShelfKey("north", 2)))).isEqualTo(2);
			assertThat(sql.statements()).filteredOn((statement) -> statement.contains("INSERT")).hasSize(1);
		}
		assertThat(await(this.ink.shelves().aadd(Ref.to(this.first), List.of("north", 2)))).isZero();
		assertThat(await(this.first.products().aadd(this.ink, this.pen))).isEqualTo(1);

		assertThat(labels(this.ink.shelves())).containsExactly("north1", "north2");
		assertThat(await(this.first.products().orderBy("name").valuesList(Product::name).alist()))
			.containsExactly("ink", "pen");
		assertThat(await(this.products.filter("shelves", this.second).valuesList(Product::name).alist()))
			.containsExactly("ink");
		assertThat(await(this.products.prefetchRelated("shelves").orderBy("name").alist()))
			.extracting((product) -> product.shelves().list().size())
			.containsExactly(2, 1);
		assertThat(await(this.shelves.annotate("n", count("products")).orderBy("pk").rows().alist()))
			.extracting((row) -> row.get("n", Long.class))
			.containsExactly(2L, 1L);
	}

	@Test
	void linksAreRemovedReplacedAndCleared() {
		Shelf third = shelf("south", 1);
		await(this.ink.shelves().aadd(this.first, this.second));

		assertThat(await(this.ink.shelves().aremove(this.first))).isEqualTo(1);
		assertThat(await(this.ink.shelves().aset(List.of(this.first, third)))).isEqualTo(new Replaced(2, 1));
		assertThat(labels(this.ink.shelves())).containsExactly("north1", "south1");
		assertThat(await(this.ink.shelves().aset(this.shelves.filter("key__room", "north"))))
			.isEqualTo(new Replaced(1, 1));
		assertThat(await(this.ink.shelves().aset(List.of(third), clear()))).isEqualTo(new Replaced(1, 2));
		assertThat(await(this.first.products().aclear())).isZero();
		assertThat(await(third.products().aclear())).isEqualTo(1);
		assertThat(await(this.ink.shelves().acount())).isZero();
	}

	@Test
	void whatIsCreatedIsLinked() {
		Shelf created = await(this.ink.shelves().acreate(kw("key", new ShelfKey("west", 7), "label", "west7")));
		List<Shelf> many = await(this.ink.shelves()
			.abulkCreate(List.of(new Shelf(new ShelfKey("west", 8), "west8", Many.of(), Many.of(), Many.of()))));

		assertThat(created.key()).isEqualTo(new ShelfKey("west", 7));
		assertThat(many).extracting(Shelf::label).containsExactly("west8");
		assertThat(await(this.ink.shelves().agetOrCreate(kw("label", "west8"), defaults())).created()).isFalse();
		assertThat(labels(this.ink.shelves())).containsExactly("west7", "west8");
	}

	@Test
	void aSymmetricalRelationHasBothDirections() {
		Shelf third = shelf("south", 1);

		assertThat(await(this.first.neighbours().aadd(this.second, third, this.first))).isEqualTo(5);
		assertThat(labels(this.second.neighbours())).containsExactly("north1");
		assertThat(await(third.neighbours().aremove(this.first))).isEqualTo(2);
		assertThat(labels(this.first.neighbours())).containsExactly("north1", "north2");
	}

	@Test
	void bothEndsMayHaveSeveralColumns() {
		Purchase purchase = await(this.orm.repository(Purchases.class).acreate(kw("buyer", "Ann")));
		Line line = await(this.orm.repository(Lines.class).acreate(kw("purchase", purchase, "number", 1)));

		assertThat(await(line.takenFrom().aadd(this.first, this.second))).isEqualTo(2);
		assertThat(labels(line.takenFrom())).containsExactly("north1", "north2");
		assertThat(await(this.shelves.filter("lines__purchase", purchase).distinct().acount())).isEqualTo(2);
		assertThat(await(line.takenFrom().aremove(this.second))).isEqualTo(1);
		await(this.orm.repository(Purchases.class).all().adelete());
		assertThat(await(this.shelves.filter("lines__isnull", false).acount())).isZero();
	}

	@Test
	void linksThatHaveAModelAreWrittenToo() {
		assertThat(await(this.first.placed().aadd(List.of(this.ink, this.pen), throughDefaults("amount", 7))))
			.isEqualTo(2);
		assertThat(await(this.first.placed().aadd(this.ink))).isZero();
		assertThat(await(this.orm.repository(Placements.class)
			.filter("shelf", this.first)
			.valuesList(Placement::amount)
			.alist())).containsExactly(7, 7);
		assertThat(await(this.ink.placements().aset(List.of(this.second)))).isEqualTo(new Replaced(1, 1));
		assertThat(await(this.orm.repository(Placements.class).filter("shelf", this.second).aget()).amount())
			.isEqualTo(1);
		assertThat(await(this.first.placed().aremove(this.pen))).isEqualTo(1);
	}

	@Test
	void deletesTakeTheLinksAlong() {
		await(this.ink.shelves().aadd(this.first, this.second));
		await(this.ink.placements().aadd(this.first));

		assertThat(await(this.shelves.adelete(this.first)).perModel())
			.isEqualTo(Map.of("Shelf", 1L, "Shelf_products", 1L, "Placement", 1L));
		assertThat(labels(this.ink.shelves())).containsExactly("north2");
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> await(this.ink.shelves().aadd(this.first)));
	}

	private static List<String> labels(Many<Shelf> shelves) {
		return await(shelves.orderBy("label").valuesList(Shelf::label).alist());
	}

	interface Shelves extends AsyncRepository<Shelf, ShelfKey> {

	}

	interface Products extends AsyncRepository<Product, Long> {

	}

	interface Purchases extends AsyncRepository<Purchase, Long> {

	}

	interface Lines extends AsyncRepository<Line, List<?>> {

	}

	interface Placements extends AsyncRepository<Placement, Long> {

	}

	record ShelfKey(@Column(length = 20) String room, int number) {
	}

	@Model
	record Shelf(@PrimaryKey ShelfKey key, String label, @ManyToMany(relatedName = "shelves") Many<Product> products,
			@ManyToMany(symmetrical = true) Many<Shelf> neighbours,
			@ManyToMany(through = Placement.class, relatedName = "placements") Many<Product> placed) {
	}

	@Model
	record Product(@Nullable Long id, String name, Many<Shelf> shelves, Many<Shelf> placements) {
	}

	@Model
	record Purchase(@Nullable Long id, String buyer) {
	}

	@Model
	record Line(@PrimaryKey @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Purchase> purchase, @PrimaryKey int number,
			@ManyToMany(relatedName = "lines") Many<Shelf> takenFrom) {
	}

	@Model(uniqueTogether = @UniqueTogether({ "shelf", "product" }))
	record Placement(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "+") Ref<Shelf> shelf,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "+") Ref<Product> product,
			@DefaultValue("1") int amount) {
	}

}
