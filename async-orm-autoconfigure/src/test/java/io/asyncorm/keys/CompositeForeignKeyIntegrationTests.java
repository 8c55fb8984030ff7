package io.asyncorm.keys;

import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.jackson.AsyncOrmModule;
import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Foreign keys of several columns, to models with composite keys.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class CompositeForeignKeyIntegrationTests {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Lines lines;

	private final Notes notes;

	private final Tags tags;

	private final Line one;

	private final Line two;

	private final Stock stock;

	CompositeForeignKeyIntegrationTests(TestDatabase database) {
		this.pool = database.create(3);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Purchase.class, Line.class, Note.class, Label.class, Tag.class, Link.class, Stock.class,
					Batch.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.lines = this.orm.repository(Lines.class);
		this.notes = this.orm.repository(Notes.class);
		this.tags = this.orm.repository(Tags.class);
		Purchase purchase = await(this.orm.repository(Purchases.class).acreate(kw("buyer", "Ann")));
		this.one = await(this.lines.acreate(kw("purchase", purchase, "line", 1, "product", "ink")));
		this.two = await(this.lines.acreate(kw("purchase", purchase, "line", 2, "product", "pen")));
		this.stock = await(this.orm.repository(Stocks.class).acreate(new Stock(new StockKey("north", "ink"), 3)));
		await(this.notes.acreate(new Note(null, Ref.to(this.one), null, Ref.to(this.stock), "a")));
		await(this.notes.acreate(kw("line", this.one, "earlier", this.two, "stock", null, "text", "b")));
		await(this.notes.acreate(kw("line", this.two.key(), "text", "c")));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void theReferenceHasTheWholeKey() {
		Note note = await(this.notes.aget(kw("text", "a")));

		assertThat(note.line().key()).isEqualTo(this.one.key());
		assertThat(note.line()).isEqualTo(Ref.to(this.one))
			.isEqualTo(Ref.of(Line.class, this.one.key()))
			.hasToString("Line(" + this.one.key() + ")");
		assertThat(note.earlier()).isNull();
		assertThat(note.stock()).isEqualTo(Ref.of(Stock.class, new StockKey("north", "ink")));
		assertThat(await(note.line().aget())).isEqualTo(this.one);
		assertThat(await(this.lines.aget(note.line()))).isEqualTo(this.one);
		assertThat(await(this.notes.filter("text", "a").values("line", "stock", "earlier_id").aget()))
			.containsEntry("line", this.one.key())
			.containsEntry("stock", new StockKey("north", "ink"))
			.containsEntry("earlier_id", null);
		assertThat(await(this.notes.only("line").filter("text", "c").aget()).get("line", Object.class))
			.isEqualTo(this.two.key());
	}

	@Test
	void lookupsCompareAllColumns() {
		assertThat(texts("line", this.one)).containsExactly("a", "b");
		assertThat(texts("line", Ref.to(this.two))).containsExactly("c");
		assertThat(texts("line", this.two.key())).containsExactly("c");
		assertThat(texts("line__in", List.of(this.one, this.two.key()))).containsExactly("a", "b", "c");
		assertThat(texts("line__in", this.lines.filter("product", "pen"))).containsExactly("c");
		assertThat(texts("line__line", 2)).containsExactly("c");
		assertThat(texts("line_line", 2)).containsExactly("c");
		assertThat(texts("line_purchase_id", this.one.purchase().key())).containsExactly("a", "b", "c");
		assertThat(texts("line__product", "ink")).containsExactly("a", "b");
		assertThat(texts("line__purchase__buyer", "Ann")).containsExactly("a", "b", "c");
		assertThat(texts("earlier__isnull", true)).containsExactly("a", "c");
		assertThat(texts("earlier__isnull", false)).containsExactly("b");
		assertThat(texts("earlier__product", "pen")).containsExactly("b");
		assertThat(texts("stock__key__sku", "ink")).containsExactly("a");
		assertThat(await(this.notes.exclude("line", this.one).acount())).isEqualTo(1);
		assertThat(await(this.notes.exclude("earlier", this.two).acount())).isEqualTo(2);
		assertThat(await(this.notes.exclude("earlier__in", List.of(this.two)).acount())).isEqualTo(2);
		assertThat(await(this.notes.orderBy("-line", "text").valuesList(Note::text).alist())).containsExactly("c", "a",
				"b");
	}

	@Test
	void aPartOfAKeyIsNotComparedWithTheWholeOfIt() {
		assertThat(texts("line__in", this.lines.filter("product", "pen").values("pk"))).containsExactly("c");
		assertThat(texts("line__line__in", this.lines.filter("product", "pen").values("line"))).containsExactly("c");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> texts("line__in", this.lines.all().values("line")))
			.withMessage("'line__in' compares 2 columns, and the query set selects 'line', which has one column: select"
					+ " the whole key, by values(\"pk\"), or leave values out");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> texts("line__line__in", this.lines.all().values("pk")))
			.withMessage("'line__line__in' compares one column, and the query set selects 'pk', which has 2 columns:"
					+ " select one of these, by values(...)");
	}

	@Test
	void theReverseRelationIsFollowed() {
		assertThat(await(this.lines.filter("notes__text", "c").alist())).containsExactly(this.two);
		assertThat(await(this.lines.exclude("notes__text", "c").alist())).containsExactly(this.one);
		assertThat(await(this.lines.filter("later__isnull", true).alist())).containsExactly(this.one);
		Line read = await(this.lines.filter("line", 1).aget());
		assertThat(await(read.notes().acount())).isEqualTo(2);
		assertThat(await(read.notes().agetOrCreate(kw("text", "d"), defaults())).object().line())
			.isEqualTo(Ref.to(read));
		assertThat(await(this.lines.annotate("n", count("notes")).orderBy("pk").rows().alist()))
			.extracting((row) -> row.get("n", Long.class))
			.containsExactly(3L, 1L);
	}

	@Test
	void relatedManagersSetAllColumns() {
		Line first = await(this.lines.filter("line", 1).aget());
		Note note = await(this.notes.aget(kw("text", "c")));

		assertThat(await(first.notes().aadd(note))).isEqualTo(1);
		assertThat(texts("line", first)).containsExactly("a", "b", "c");
		assertThat(await(first.later().aadd(note))).isEqualTo(1);
		assertThat(await(first.later().alist())).extracting(Note::text).containsExactly("c");
		assertThat(await(first.later().aset(List.of(await(this.notes.aget(kw("text", "a"))))))).isNotNull();
		assertThat(texts("earlier", first)).containsExactly("a");
		assertThat(await(first.later().aremove(await(this.notes.aget(kw("text", "a")))))).isEqualTo(1);
		assertThat(await(first.notes().acreate(kw("text", "e"))).line().key()).isEqualTo(first.key());
		assertThat(await(await(this.lines.filter("line", 2).aget()).later().aclear())).isEqualTo(1);
		assertThat(texts("earlier__isnull", false)).isEmpty();
	}

	@Test
	void relatedObjectsAreLoadedEagerly() {
		assertThat(await(this.notes.selectRelated("line__purchase", "earlier", "stock").orderBy("text").alist()))
			.allSatisfy((note) -> assertThat(note.line().get().purchase().get().buyer()).isEqualTo("Ann"))
			.extracting((note) -> (note.earlier() != null) ? note.earlier().get().product() : "none")
			.containsExactly("none", "pen", "none");
		assertThat(await(this.notes.prefetchRelated("line__purchase", "earlier", "stock").orderBy("text").alist()))
			.allSatisfy((note) -> assertThat(note.line().get().purchase().get().buyer()).isEqualTo("Ann"))
			.extracting((note) -> (note.earlier() != null) ? note.earlier().get().product() : "none")
			.containsExactly("none", "pen", "none");
		assertThat(await(this.lines.prefetchRelated("notes").orderBy("pk").alist()))
			.extracting((line) -> line.notes().list().size())
			.containsExactly(2, 1);
	}

	@Test
	void writesSetAllColumns() {
		Note note = await(this.notes.aget(kw("text", "a")));

		assertThat(await(this.notes.asave(note, set(Note::line).to(Ref.to(this.two)))).line().key())
			.isEqualTo(this.two.key());
		assertThat(await(this.notes.asave(new Note(note.id(), note.line(), note.line(), null, "z"))))
			.satisfies((saved) -> assertThat(saved.earlier()).isEqualTo(note.line()))
			.satisfies((saved) -> assertThat(saved.stock()).isNull());
		assertThat(this.notes.with(note, set(Note::line).to(Ref.to(this.two))).line()).isEqualTo(Ref.to(this.two));
		assertThat(await(this.notes.filter("text", "z").aupdate(kw("earlier", null, "line", this.one)))).isEqualTo(1);
		assertThat(await(this.notes.aupdateOrCreate(kw("line", this.one, "text", "z"), defaults("earlier", this.one)))
			.created()).isFalse();
		assertThat(await(this.notes.abulkUpdate(List.of(note), "line", "earlier"))).isEqualTo(1);
		assertThat(await(this.notes.arefreshFromDb(note, "line")).line()).isEqualTo(note.line());
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> await(this.notes.acreate(kw("line", List.of(this.one.purchase(), 9), "text", "x"))));
	}

	@Test
	void deletesFollowAllColumns() {
		assertThat(await(this.lines.adelete(this.two)).perModel()).isEqualTo(Map.of("Line", 1L, "Note", 1L));
		assertThat(await(this.notes.aget(kw("text", "b"))).earlier()).isNull();
		assertThat(await(this.orm.repository(Purchases.class).all().adelete()).perModel())
			.isEqualTo(Map.of("Purchase", 1L, "Line", 1L, "Note", 2L));
	}

	@Test
	void aOneToOneMayBeAWholeKeyOrAPartOfOne() {
		Labels labels = this.orm.repository(Labels.class);
		Label label = await(labels.acreate(new Label(Ref.to(this.one), "x")));
		Batches batches = this.orm.repository(Batches.class);
		Batch batch = await(batches.acreate(new Batch(Ref.to(this.one), 7, "m")));

		assertThat(await(labels.aget(Ref.to(label)))).isEqualTo(label);
		assertThat(await(labels.filter("pk", this.one).aget())).isEqualTo(label);
		assertThat(await(labels.asave(new Label(Ref.to(this.one), "y"))).text()).isEqualTo("y");
		assertThat(await(await(this.lines.filter("line", 1).aget()).label().aget())).map(Label::text).contains("y");
		assertThat(await(await(this.lines.filter("line", 2).aget()).label().aget())).isEmpty();
		assertThat(await(batches.filter("line", this.one).aget())).isEqualTo(batch);
		assertThat(await(batches.filter("pk", List.of(this.one.purchase(), 1, 7)).aget())).isEqualTo(batch);
		assertThat(await(this.lines.adelete(this.one)).perModel())
			.isEqualTo(Map.of("Line", 1L, "Note", 2L, "Label", 1L, "Batch", 1L));
	}

	@Test
	void modelsOfLinksHaveAllColumns() {
		Tag red = await(this.tags.acreate(kw("name", "red")));
		await(this.orm.repository(Links.class).acreate(kw("tag", red, "line", this.two)));

		assertThat(await(this.tags.filter("lines", this.two).alist())).containsExactly(red);
		assertThat(await(this.tags.filter("lines__product", "ink").alist())).isEmpty();
		assertThat(await(this.lines.filter("tags", red).alist())).containsExactly(this.two);
		assertThat(await(red.lines().alist())).containsExactly(this.two);
		assertThat(await(await(this.lines.filter("line", 2).aget()).tags().alist())).containsExactly(red);
		assertThat(await(this.tags.prefetchRelated("lines").aget()).lines().list()).containsExactly(this.two);
		assertThat(await(this.lines.prefetchRelated("tags").orderBy("pk").alist()))
			.extracting((line) -> line.tags().list().size())
			.containsExactly(0, 1);
		assertThat(await(this.tags.annotate("n", count("lines").distinct()).rows().aget()).get("n", Long.class))
			.isEqualTo(1);
		assertThat(await(this.lines.adelete(this.two)).perModel())
			.isEqualTo(Map.of("Line", 1L, "Note", 1L, "Link", 1L));
	}

	@Test
	void keysStandInJson() {
		JsonMapper json = JsonMapper.builder().addModule(new AsyncOrmModule()).build();
		Note note = await(this.notes.aget(kw("text", "a")));

		String text = json.writeValueAsString(note);

		assertThat(text).contains("\"line\":[" + this.one.purchase().key() + ",1]")
			.contains("\"stock\":{\"warehouse\":\"north\",\"sku\":\"ink\"}");
		assertThat(json.readValue(text, Note.class)).isEqualTo(note);
	}

	@Test
	void faultsAreToldAtStartup() {
		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> ModelRegistry.of(List.of(Stock.class, Faulty.class)))
			.withMessageContaining("its columns are 1, but the key of 'Stock' has 2; name one for each")
			.withMessageContaining("it has several columns, which @Column cannot describe")
			.withMessageContaining("it has several columns, for which there is no default");
	}

	private List<String> texts(String lookup, Object value) {
		return await(this.notes.filter(lookup, value).orderBy("text").valuesList(Note::text).alist());
	}

	interface Purchases extends AsyncRepository<Purchase, Long> {

	}

	interface Lines extends AsyncRepository<Line, List<?>> {

	}

	interface Notes extends AsyncRepository<Note, Long> {

	}

	interface Tags extends AsyncRepository<Tag, Long> {

	}

	interface Links extends AsyncRepository<Link, Long> {

	}

	interface Stocks extends AsyncRepository<Stock, StockKey> {

	}

	interface Labels extends AsyncRepository<Label, List<?>> {

	}

	interface Batches extends AsyncRepository<Batch, List<?>> {

	}

	record StockKey(@Column(length = 20) String warehouse, @Column(length = 20) String sku) {
	}

	@Model
	record Purchase(@Nullable Long id, String buyer) {
	}

	@Model
	record Line(@PrimaryKey @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Purchase> purchase, @PrimaryKey int line,
			String product, Many<Note> notes, Many<Note> later, One<Label> label, Many<Tag> tags) {

		List<Object> key() {
			return List.of(this.purchase.key(), this.line);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Line that && key().equals(that.key());
		}

		@Override
		public int hashCode() {
			return key().hashCode();
		}

	}

	@Model
	record Note(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "notes") Ref<Line> line,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "later") @Nullable Ref<Line> earlier,
			@ForeignKey(onDelete = OnDelete.PROTECT, columns = {
					"store", "Stock No" }) @Nullable Ref<Stock> stock,
			String text){
	}

	@Model
	record Label(@PrimaryKey @OneToOne(onDelete = OnDelete.CASCADE, relatedName = "label") Ref<Line> line,
			String text) {
	}

	@Model
	record Batch(@PrimaryKey @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Line> line, @PrimaryKey int number,
			String maker) {
	}

	@Model
	record Tag(@Nullable Long id, String name,
			@ManyToMany(through = Link.class, relatedName = "tags") Many<Line> lines) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Tag that && this.name.equals(that.name);
		}

		@Override
		public int hashCode() {
			return this.name.hashCode();
		}

	}

	@Model
	record Link(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Tag> tag,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref<Line> line) {
	}

	@Model
	record Stock(@PrimaryKey StockKey key, int amount) {
	}

	@Model
	record Faulty(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "a", columns = "x") @Nullable Ref<Stock> a,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "b") @Column(name = "y") Ref<Stock> b,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "c") @DefaultValue("z") Ref<Stock> c) {
	}

}
