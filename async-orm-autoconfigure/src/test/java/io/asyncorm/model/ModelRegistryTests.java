package io.asyncorm.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.asyncorm.model.BookshopModels.Author;
import io.asyncorm.model.BookshopModels.Book;
import io.asyncorm.model.BookshopModels.Contribution;
import io.asyncorm.model.BookshopModels.Format;
import io.asyncorm.model.BookshopModels.Profile;
import io.asyncorm.model.BookshopModels.Stock;
import io.asyncorm.model.BookshopModels.Store;
import io.asyncorm.model.BookshopModels.Tag;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ModelRegistryTests {

	private static final ModelRegistry REGISTRY = BookshopModels.REGISTRY;

	@Test
	void namesTablesAndColumnsInSnakeCaseUnlessToldOtherwise() {
		assertThat(REGISTRY.models()).extracting(ModelMetadata::table)
			.containsExactly("author", "profile", "book", "tag", "contributions", "store", "stock");
		assertThat(model(Book.class).fields()).extracting(ModelField::column)
			.containsExactly("id", "title", "format", "author_id", "editor_id", "meta", "price", "in_stock", "updated");
	}

	@Test
	void takesASharedColumnOfAJoinTableForWhatItIsCalledWhateverItsTargetWasCalled() {
		ModelRegistry registry = ModelRegistry.of(List.of(Company.class, Buyer.class));

		assertThat(registry.joinTables()).singleElement()
			.satisfies((join) -> assertThat(join.fields()).extracting(ModelField::column).contains("company_id"));
	}

	@Test
	void takesWhatIsAnnotatedAsNullableForNullableAndNothingElse() {
		assertThat(model(Author.class).fields()).filteredOn(ModelField::nullable)
			.extracting(ModelField::name)
			.containsExactly("email", "mentor");
	}

	@Test
	void letsTheDatabaseMakeNumericKeys() {
		assertThat(REGISTRY.models().stream().map(ModelMetadata::key).filter(ModelField::generated))
			.extracting(ModelField::toString)
			.containsExactly("Author.id", "Profile.id", "Book.id", "Contribution.number");
		assertThat(model(Tag.class).key().name()).isEqualTo("slug");
		assertThat(model(Author.class).key().nullable()).isFalse();
	}

	@Test
	void givesAForeignKeyTheTypeOfTheKeyThatItPointsTo() {
		ModelField store = field(Stock.class, "store");

		assertThat(store.type()).isEqualTo(String.class);
		assertThat(store.length()).isEqualTo(8);
		assertThat(store.target()).isSameAs(model(Store.class).key());
		assertThat(supplied(store)).isEqualTo("main");
	}

	@Test
	void convertsDefaultsAtStartup() {
		assertThat(supplied(field(Book.class, "format"))).isEqualTo(Format.PAPERBACK);
		assertThat(supplied(field(Book.class, "price"))).isEqualTo(new BigDecimal("3.50"));
		assertThat(supplied(field(Tag.class, "weight"))).isEqualTo(0);
		assertThat(supplied(field(Profile.class, "website"))).isEqualTo("");
		assertThat(supplied(field(Author.class, "token"))).isInstanceOf(UUID.class)
			.isNotEqualTo(supplied(field(Author.class, "token")));
		assertThat(field(Book.class, "isAvailable").databaseDefault()).isEqualTo("true");
		assertThat(field(Book.class, "title").defaultValue()).isNull();
	}

	@Test
	void findsFieldsInEitherSpellingAndForeignKeysByTheirColumnToo() {
		ModelMetadata<Book> book = model(Book.class);

		assertThat(book.findField("is_available")).isSameAs(book.findField("isAvailable")).isNotNull();
		assertThat(book.findField("author_id")).isSameAs(book.findField("authorId"))
			.isSameAs(book.findField("author"))
			.isNotNull();
		assertThat(book.findField("pk")).isSameAs(book.key());
		assertThat(book.findField("title_id")).isNull();
		assertThat(book.choices()).containsExactly("author", "contributions", "contributors", "editor", "format", "id",
				"isAvailable", "meta", "price", "tags", "title", "updated");
	}

	@Test
	void readsAnnotationsFromParameterFieldAndAccessor() {
		ModelField role = field(Contribution.class, "role");

		assertThat(role.column()).isEqualTo("part");
		assertThat(field(Contribution.class, "number").primaryKey()).isTrue();
		assertThat(model(Contribution.class).findProperty("getNumber")).isEqualTo("number");
		assertThat(model(Contribution.class).findProperty("number")).isNull();
	}

	@Test
	void linksAForeignKeyAndItsReverse() {
		assertThat(describe(Book.class, "author"))
			.isEqualTo("FOREIGN_KEY [Book.author->Author.id one must] back Author.books");
		assertThat(describe(Author.class, "mentor"))
			.isEqualTo("FOREIGN_KEY [Author.mentor->Author.id one may] back Author.mentees");
		assertThat(describe(Author.class, "books"))
			.isEqualTo("REVERSE_FOREIGN_KEY [Author.id->Book.author many may] back Book.author");
		assertThat(describe(Store.class, "stock"))
			.isEqualTo("REVERSE_FOREIGN_KEY [Store.code->Stock.store many may] back Stock.store");
		assertThat(relation(Author.class, "books").declared()).isTrue();
		assertThat(relation(Author.class, "mentees").declared()).isFalse();
	}

	@Test
	void linksAOneToOneAndItsReverse() {
		assertThat(describe(Profile.class, "author"))
			.isEqualTo("ONE_TO_ONE [Profile.author->Author.id one must] back Author.profile");
		assertThat(describe(Author.class, "profile"))
			.isEqualTo("REVERSE_ONE_TO_ONE [Author.id->Profile.author one may] back Profile.author");
		assertThat(field(Profile.class, "author").unique()).isTrue();
	}

	@Test
	void linksAManyToManyOverAJoinTableOfItsOwn() {
		assertThat(describe(Book.class, "tags")).isEqualTo("MANY_TO_MANY [Book.id->Book_tags.book many may,"
				+ " Book_tags.tag->Tag.slug one must] back Tag.books");
		assertThat(describe(Tag.class, "books")).isEqualTo("MANY_TO_MANY [Tag.slug->Book_tags.tag many may,"
				+ " Book_tags.book->Book.id one must] back Book.tags");
		ModelMetadata<?> join = relation(Book.class, "tags").hops().getFirst().target();
		assertThat(join.fields()).extracting(ModelField::column).containsExactly("id", "book_id", "tag_id");
		assertThat(join.fields()).extracting(ModelField::type).containsExactly(Long.class, Long.class, String.class);
		assertThat(join.uniqueKeys()).hasToString("[[Book_tags.book, Book_tags.tag]]");
		assertThat(relation(Book.class, "tags").hops().getLast().isForeignKey()).isTrue();
	}

	@Test
	void linksAManyToManyOverAModel() {
		assertThat(describe(Book.class, "contributors"))
			.isEqualTo("MANY_TO_MANY [Book.id->Contribution.book many may, Contribution.author->Author.id one must]"
					+ " back Author.contributed");
	}

	@Test
	void namesTheColumnsOfASelfRelationAsDjangoDoes() {
		assertThat(REGISTRY.joinTables()).extracting(ModelMetadata::table)
			.containsExactly("author_friends", "author_follows", "book_tags");
		assertThat(REGISTRY.joinTables().iterator().next().fields()).extracting(ModelField::column)
			.containsExactly("id", "from_author_id", "to_author_id");
	}

	@Test
	void givesASymmetricalRelationNoReverse() {
		assertThat(relation(Author.class, "friends").symmetrical()).isTrue();
		assertThat(relation(Author.class, "follows").symmetrical()).isFalse();
		assertThat(relation(Author.class, "follows").inverse()).isSameAs(relation(Author.class, "followed_by"));
	}

	@Test
	void hidesAReverseRelationThatIsCalledPlus() {
		assertThat(model(Author.class).relations()).noneMatch((relation) -> relation.name().contains("+"));
		assertThat(REGISTRY.pointingTo(model(Author.class))).extracting(ModelRelation::toString)
			.containsExactly("Author.mentor", "Profile.author", "Book.author", "Book.editor", "Contribution.author",
					"Author_friends.fromAuthor", "Author_friends.toAuthor", "Author_follows.fromAuthor",
					"Author_follows.toAuthor");
	}

	@Test
	void knowsUniqueKeysOrderingAndLatest() {
		assertThat(model(Book.class).uniqueKeys()).hasToString("[[Book.author, Book.title]]");
		assertThat(model(Author.class).uniqueKeys()).hasToString("[[Author.email]]");
		assertThat(model(Book.class).ordering()).containsExactly("-author__name", "title", "author__joined__year");
		assertThat(model(Author.class).latestBy()).containsExactly("joined");
	}

	@Test
	void makesObjectsAndReadsThem() {
		ModelMetadata<Tag> tag = model(Tag.class);
		Tag object = tag.construct("sql", 3);

		assertThat(object).isEqualTo(new Tag("sql", 3));
		assertThat(tag.fields()).extracting((field) -> field.get(object)).containsExactly("sql", 3);
		assertThat(tag.properties()).extracting((property) -> property.get(object)).containsExactly("sql", 3);
	}

	@Test
	void makesObjectsOfClasses() {
		Ref<Book> book = Ref.of(Book.class, 1L);

		Contribution contribution = model(Contribution.class).construct(7, book, Ref.of(Author.class, 2L), null);

		assertThat(contribution.getNumber()).isEqualTo(7);
		assertThat(field(Contribution.class, "book").get(contribution)).isSameAs(book);
		assertThat(contribution.role()).isNull();
	}

	@Test
	void letsWhatAConstructorThrowsThrough() {
		ModelRegistry registry = ModelRegistry.of(List.of(Picky.class));

		assertThatIllegalArgumentException().isThrownBy(() -> registry.require(Picky.class).construct(1L, "bad"))
			.withMessage("bad")
			.withNoCause();
	}

	@Test
	void readsTheKeyOfAnObjectByItsClassAlone() {
		assertThat(ModelKeys.keyOf(new Tag("sql", 1))).isEqualTo("sql");
		assertThat(ModelKeys.keyOf(new Picky(null, "good"))).isNull();
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> ModelKeys.keyOf("text"))
			.withMessage("'java.lang.String' is no model: annotate it with @Model");
	}

	@Test
	void knowsOnlyItsOwnModels() {
		assertThat(REGISTRY.find(Picky.class)).isNull();
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> REGISTRY.require(Picky.class))
			.withMessageContaining("is not a known model");
	}

	@Test
	void keepsTheTypeOfAJsonDocument() {
		assertThat(field(Book.class, "meta").json()).isTrue();
		assertThat(field(Book.class, "meta").genericType().getTypeName())
			.isEqualTo(Map.class.getName() + "<java.lang.String, java.lang.Integer>");
	}

	private static <M> ModelMetadata<M> model(Class<M> type) {
		return REGISTRY.require(type);
	}

	private static ModelField field(Class<?> type, String name) {
		return Objects.requireNonNull(model(type).findField(name));
	}

	private static ModelRelation relation(Class<?> type, String name) {
		return Objects.requireNonNull(model(type).findRelation(name));
	}

	private static @Nullable Object supplied(ModelField field) {
		return Objects.requireNonNull(field.defaultValue()).get();
	}

	private static String describe(Class<?> type, String name) {
		ModelRelation relation = relation(type, name);
		List<String> hops = relation.hops()
			.stream()
			.map((hop) -> hop + (hop.toMany() ? " many" : " one") + (hop.optional() ? " may" : " must"))
			.toList();
		return relation.kind() + " " + hops + " back " + relation.inverse();
	}

	@Model
	record Picky(@Nullable Long id, String name) {

		Picky {
			if (name.equals("bad")) {
				throw new IllegalArgumentException(name);
			}
		}

	}

	@Model(distributedBy = "companyId")
	@RenamedFrom("firm")
	record Company(@PrimaryKey @RenamedFrom("firm_id") Long companyId, @PrimaryKey Long number) {
	}

	@Model(distributedBy = "companyId")
	record Buyer(@PrimaryKey Long companyId, @PrimaryKey Long number,
			@ManyToMany(relatedName = "buyers") Many<Company> companies) {
	}

}
