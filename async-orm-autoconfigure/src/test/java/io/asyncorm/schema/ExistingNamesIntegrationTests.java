package io.asyncorm.schema;

import java.util.List;
import java.util.Objects;

import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DuplicateKeyException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tables and columns are found whatever the case that the database has them in, and in
 * other schemas.
 */
@ParameterizedClass
@EnumSource
class ExistingNamesIntegrationTests extends AbstractExistingDatabaseIntegrationTests {

	@Parameter
	TestDatabase database;

	@Test
	void namesWithoutQuotesAreFound() {
		useWholly("create table shop_item (id KEY primary key, item_Code varchar(10) not null unique)",
				"create table ITEM_TAG (id KEY primary key, Label varchar(10) not null)",
				"create table item_sale (ID KEY primary key, item_id bigint not null references shop_item (id))",
				"create table shop_item_tags (id KEY primary key, shop_item_id bigint not null,"
						+ " item_tag_id bigint not null)");
	}

	@Test
	void namesOfOtherCasesAreFound() {
		useWholly("create table \"Shop_Item\" (\"Id\" KEY primary key, \"ITEM_CODE\" varchar(10) not null unique)",
				"create table \"item_Tag\" (\"ID\" KEY primary key, \"Label\" varchar(10) not null)",
				"create table \"ITEM_SALE\" (\"iD\" KEY primary key, \"Item_Id\" bigint not null)",
				"create table \"Shop_Item_Tags\" (\"Id\" KEY primary key, \"Shop_item_Id\" bigint not null,"
						+ " \"ITEM_tag_id\" bigint not null)");
	}

	@Test
	void missingTablesReferToThoseOfOtherCases() {
		open(SchemaAction.CREATE, List
			.of("create table \"SHOP_ITEM\" (\"ID\" KEY primary key, \"ITEM_CODE\" varchar(10) not null unique)"),
				ShopItem.class, ItemTag.class, ItemSale.class);

		use();
	}

	@Test
	void tablesOfAnotherSchemaAreTheirs() {
		AsyncOrm orm = open(SchemaAction.NONE,
				List.of("create schema \"Depot\"",
						"create table \"Depot\".\"part\" (\"id\" KEY primary key, \"code\" varchar(10) not null unique,"
								+ " \"whole_id\" bigint)",
						"create table \"part\" (\"id\" KEY primary key, \"other\" varchar(10))"),
				Part.class);

		useParts(orm.repository(Parts.class));
		assertThat(this.existing.jdbc().queryForObject(sql("select count(*) from \"part\""), Long.class)).isZero();
	}

	@Test
	void tablesAreMadeInTheirSchema() {
		AsyncOrm orm = open(SchemaAction.CREATE, List.of("create table \"part\" (\"id\" KEY primary key)"), Part.class);

		useParts(orm.repository(Parts.class));
		this.existing.jdbc().execute(sql("drop table \"Depot\".\"part\""));
	}

	@Test
	void declaredTypesAreThoseOfTheTables() {
		TestDatabase.require(this.database == TestDatabase.H2, "no such type");
		AsyncOrm orm = open(SchemaAction.CREATE, List.of(), Word.class);
		Words words = orm.repository(Words.class);

		await(words.acreate(new Word("Dune")));

		assertThat(await(words.ainBulk(List.of("DUNE")))).hasSize(1);
	}

	@Test
	void aNameWithADotIsRefused() {
		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> ModelRegistry.of(List.of(Dotted.class)))
			.withMessageContaining("@Model(schema = \"shop\")");
	}

	private void useWholly(String... ddl) {
		open(SchemaAction.NONE, List.of(ddl), ShopItem.class, ItemTag.class, ItemSale.class);
		use();
	}

	private void use() {
		AsyncOrm orm = this.existing.orm();
		ShopItems items = orm.repository(ShopItems.class);
		ItemTags tags = orm.repository(ItemTags.class);
		ItemSales sales = orm.repository(ItemSales.class);
		ShopItem item = await(items.acreate(new ShopItem(null, "a", null, null)));
		ItemTag tag = await(tags.acreate(new ItemTag(null, "new")));
		await(sales.acreate(kw("item", item)));

		assertThat(await(tags.filter("label", "new").aget())).isEqualTo(tag);
		assertThat(await(items.filter("sales__isnull", false).exclude("tags__label", "new").aget()).id())
			.isEqualTo(item.id());
		ShopItem read = await(items.prefetchRelated("sales", "tags").orderBy("-itemCode").aget());
		assertThat(Objects.requireNonNull(read.sales()).list()).hasSize(1);
		assertThat(Objects.requireNonNull(read.tags()).list()).isEmpty();
		assertThat(await(sales.selectRelated("item").aget()).item().get().itemCode()).isEqualTo("a");
		assertThat(await(items.aupdateOrCreate(kw("itemCode", "a"), defaults("itemCode", "b"))).created()).isFalse();
		assertThat(await(items.agetOrCreate(kw("itemCode", "b"), defaults())).created()).isFalse();
		assertThat(await(items.aupdate(kw("itemCode", f("itemCode"))))).isEqualTo(1);
		assertThat(await(items.asave(read)).itemCode()).isEqualTo("a");
		assertThat(await(items.values("item_code").alist())).hasSize(1);
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> await(items.acreate(new ShopItem(null, "a", null, null))));
		assertThat(await(items.adelete()).count()).isEqualTo(2);
	}

	private static void useParts(Parts parts) {
		Part part = await(parts.acreate(new Part(null, "a", null)));
		await(parts.acreate(new Part(null, "b", Ref.to(part))));
		assertThat(await(parts.filter("whole__code", "a").selectRelated("whole").aget()).code()).isEqualTo("b");
		assertThat(await(parts.filter("code", "b").aupdate(kw("code", "c")))).isEqualTo(1);
		assertThat(await(parts.aupdateOrCreate(kw("code", "c"), defaults("code", "d"))).created()).isFalse();
		assertThat(await(parts.filter("code__in", List.of("a")).adelete()).count()).isEqualTo(2);
	}

	private AsyncOrm open(SchemaAction action, List<String> ddl, Class<?>... models) {
		this.existing.create(this.database);
		ddl.forEach((statement) -> this.existing.jdbc().execute(sql(statement)));
		return this.existing.open((orm) -> orm.models(models).schemaAction(action));
	}

	private String sql(String text) {
		String keyed = text.replace("KEY", this.existing.generatedKey());
		return (this.database == TestDatabase.MARIADB) ? keyed.replace("create schema", "create or replace schema")
				: keyed;
	}

	/**
	 * Is sold.
	 */
	@Model
	public record ShopItem(@Nullable Long id, @Column(unique = true, length = 10) String itemCode,
			@Nullable Many<ItemSale> sales, @ManyToMany(relatedName = "items") @Nullable Many<ItemTag> tags) {
	}

	/**
	 * Marks items.
	 */
	@Model
	public record ItemTag(@Nullable Long id, String label) {
	}

	/**
	 * Sold an item.
	 */
	@Model
	public record ItemSale(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "sales") Ref<ShopItem> item) {
	}

	/**
	 * Stands in a schema of its own.
	 */
	@Model(schema = "Depot")
	public record Part(@Nullable Long id, @Column(unique = true, length = 10) String code,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Part> whole) {
	}

	/**
	 * Has a type of the database's own.
	 */
	@Model
	public record Word(@PrimaryKey @Column(type = "varchar_ignorecase(10)") String text) {
	}

	/**
	 * Has a name that is two.
	 */
	@Model(table = "shop.item")
	public record Dotted(@Nullable Long id) {
	}

	interface ShopItems extends AsyncRepository<ShopItem, Long> {

	}

	interface ItemTags extends AsyncRepository<ItemTag, Long> {

	}

	interface ItemSales extends AsyncRepository<ItemSale, Long> {

	}

	interface Parts extends AsyncRepository<Part, Long> {

	}

	interface Words extends AsyncRepository<Word, String> {

	}

}
