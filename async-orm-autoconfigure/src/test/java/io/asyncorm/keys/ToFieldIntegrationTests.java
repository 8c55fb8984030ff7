package io.asyncorm.keys;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.jackson.AsyncOrmModule;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Foreign keys to another unique field than the key ({@code toField}).
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ToFieldIntegrationTests {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Books books;

	private final Reviews reviews;

	private final Shelves shelves;

	private Book emma;

	private Book dune;

	ToFieldIntegrationTests(TestDatabase database) {
		this.pool = database.create(3);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Book.class, Review.class, Cover.class, Shelf.class, Place.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.books = this.orm.repository(Books.class);
		this.reviews = this.orm.repository(Reviews.class);
		this.shelves = this.orm.repository(Shelves.class);
		this.emma = await(this.books.acreate(kw("isbn", "978-1", "title", "Emma")));
		this.dune = await(this.books.acreate(kw("isbn", "978-2", "title", "Dune")));
	}

	@BeforeEach
	void review() {
		await(this.reviews.acreate(kw("book", this.emma, "stars", 5)));
		await(this.reviews.acreate(new Review(null, Ref.to(this.emma), null, 3)));
		await(this.reviews.acreate(kw("book", "978-2", "earlier", this.emma, "stars", 1)));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void theColumnHoldsTheFieldAndSoDoesTheReference() {
		Review review = await(this.reviews.aget(kw("stars", 5)));

		assertThat(review.book().key()).isEqualTo("978-1");
		assertThat(review.book()).isEqualTo(Ref.of(Book.class, "isbn", "978-1")).hasToString("Book(978-1)");
		assertThat(await(review.book().aget())).isEqualTo(this.emma);
		assertThat(await(this.books.aget(review.book()))).isEqualTo(this.emma);
		assertThat(await(this.reviews.valuesList(Review::book).alist())).hasSize(3);
		assertThat(await(this.reviews.orderBy("stars").valuesList("book", String.class).alist()))
			.containsExactly("978-2", "978-1", "978-1");
		assertThat(await(this.reviews.filter("stars", 5).values("book_id").aget()))
			.isEqualTo(Map.of("book_id", "978-1"));
	}

	@Test
	void lookupsTakeValuesObjectsAndReferences() {
		assertThat(stars("book", "978-1")).containsExactly(3, 5);
		assertThat(stars("book_id", "978-1")).containsExactly(3, 5);
		assertThat(stars("book", this.emma)).containsExactly(3, 5);
		assertThat(stars("book", Ref.to(this.emma))).containsExactly(3, 5);
		assertThat(stars("book", Ref.of(Book.class, "isbn", "978-2"))).containsExactly(1);
		assertThat(stars("book__in", List.of(this.dune, "978-1"))).containsExactly(1, 3, 5);
		assertThat(stars("book__in", this.books.filter("title", "Emma"))).containsExactly(3, 5);
		assertThat(stars("book__isbn", "978-2")).containsExactly(1);
		assertThat(stars("book__pk", this.emma.id())).containsExactly(3, 5);
		assertThat(stars("book__title", "Emma")).containsExactly(3, 5);
		assertThat(stars("earlier__isnull", true)).containsExactly(3, 5);
		assertThat(await(this.reviews.exclude("book", this.emma).acount())).isEqualTo(1);
		assertThat(await(this.reviews.filter(where(Review::book).is(this.dune)).acount())).isEqualTo(1);
		assertThat(await(this.reviews.alist("978-1"))).hasSize(2);
	}

	@Test
	void aReferenceByTheKeyAloneIsRefusedSinceItDoesNotSayTheField() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.reviews.filter("book", Ref.of(Book.class, 1)))
			.withMessage(
					"The reference Book(1) holds the key of a 'Book', but 'isbn' is needed: refer to a loaded object,"
							+ " or by Ref.of(Book.class, \"isbn\", value)");
	}

	@Test
	void theReverseRelationIsFollowedByTheField() {
		assertThat(await(this.books.filter("reviews__stars", 3).alist())).containsExactly(this.emma);
		assertThat(await(this.books.exclude("reviews__stars__gte", 2).alist())).containsExactly(this.dune);
		assertThat(await(await(this.books.aget("978-1")).reviews().acount())).isEqualTo(2);
		Review added = await(await(this.books.aget("978-2")).reviews().agetOrCreate(kw("stars", 4), defaults()))
			.object();
		assertThat(added.book().key()).isEqualTo("978-2");
		assertThat(await(this.books.annotate("reviews_count", count("reviews")).orderBy("isbn").rows().alist()))
			.extracting((row) -> row.get("reviews_count", Long.class))
			.containsExactly(2L, 2L);
	}

	@Test
	void relatedObjectsAreLoadedEagerly() {
		assertThat(await(this.reviews.selectRelated("book").orderBy("stars").alist()))
			.extracting((review) -> review.book().get().title())
			.containsExactly("Dune", "Emma", "Emma");
		assertThat(await(this.reviews.prefetchRelated("book", "earlier").orderBy("stars").alist()))
			.extracting((review) -> review.book().get().title())
			.containsExactly("Dune", "Emma", "Emma");
		List<Book> prefetched = await(this.books.prefetchRelated("reviews").orderBy("isbn").alist());
		assertThat(prefetched).extracting((book) -> book.reviews().list().size()).containsExactly(2, 1);
		assertThat(prefetched.get(0).reviews().list().get(0).book().get()).isEqualTo(this.emma);
	}

	@Test
	void theOtherSideOfAOneToOneIsFoundByTheField() {
		await(this.orm.repository(Covers.class).acreate(new Cover(null, Ref.to(this.emma), "blue")));

		assertThat(await(await(this.books.aget("978-1")).cover().aget())).map(Cover::color).contains("blue");
		assertThat(await(await(this.books.aget("978-2")).cover().aget())).isEmpty();
		assertThat(await(this.books.selectRelated("cover").orderBy("isbn").alist()))
			.extracting((book) -> book.cover().get().map(Cover::color).orElse("none"))
			.containsExactly("blue", "none");
		assertThat(await(this.books.prefetchRelated("cover").orderBy("isbn").alist()))
			.extracting((book) -> book.cover().get().map(Cover::color).orElse("none"))
			.containsExactly("blue", "none");
	}

	@Test
	void writesTakeObjectsReferencesAndValues() {
		Review review = await(this.reviews.aget(kw("stars", 5)));

		assertThat(await(this.reviews.asave(review)).book().key()).isEqualTo("978-1");
		assertThat(await(this.reviews.asave(review, set(Review::book).to(Ref.to(this.dune)))).book().key())
			.isEqualTo("978-2");
		assertThat(this.reviews.with(review, set(Review::book).to(Ref.to(this.dune))).book().get())
			.isEqualTo(this.dune);
		assertThat(await(this.reviews.filter("stars", 5).aupdate(kw("book", this.emma)))).isEqualTo(1);
		assertThat(
				await(this.reviews.aupdateOrCreate(kw("book", this.emma, "stars", 5), defaults("earlier", this.dune)))
					.created())
			.isFalse();
		assertThat(stars("earlier", "978-2")).containsExactly(5);
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> await(this.reviews.acreate(kw("book", "978-9", "stars", 1))));
	}

	@Test
	void objectsAreReadAgain() {
		Review review = await(this.reviews.aget(kw("stars", 5)));
		await(this.reviews.filter("stars", 5).aupdate(kw("book", this.dune)));

		assertThat(await(this.reviews.arefreshFromDb(review)).book().key()).isEqualTo("978-2");
		assertThat(await(this.reviews.arefreshFromDb(review, "book")).book().key()).isEqualTo("978-2");
		assertThat(await(await(this.books.arefreshFromDb(this.dune, "reviews")).reviews().acount())).isEqualTo(2);
	}

	@Test
	void deletesFollowTheField() {
		Deleted deleted = await(this.books.filter("title", "Emma").adelete());

		assertThat(deleted.perModel()).isEqualTo(Map.of("Book", 1L, "Review", 2L));
		assertThat(await(this.reviews.aget(kw("stars", 1))).earlier()).isNull();
	}

	@Test
	void joinTablesMayReferToTheField() {
		Shelf north = await(this.shelves.acreate(kw("name", "north")));
		await(this.orm.repository(Places.class).acreate(kw("shelf", north, "book", this.emma)));

		assertThat(await(this.shelves.filter("books__title", "Emma").acount())).isEqualTo(1);
		assertThat(await(this.shelves.filter("books", this.emma).acount())).isEqualTo(1);
		assertThat(await(this.shelves.filter("books", "978-2").acount())).isZero();
		assertThat(await(this.books.filter("shelves", north).alist())).containsExactly(this.emma);
		assertThat(await(north.books().alist())).containsExactly(this.emma);
		assertThat(await(this.shelves.prefetchRelated("books").filter("pk", north.id()).aget()).books().list())
			.containsExactly(this.emma);
		assertThat(await(this.books.prefetchRelated("shelves").filter("isbn", "978-1").aget()).shelves().list())
			.containsExactly(north);
	}

	@Test
	void theFieldStandsInJson() {
		JsonMapper json = JsonMapper.builder().addModule(new AsyncOrmModule()).build();
		Review review = await(this.reviews.aget(kw("stars", 1)));

		String text = json.writeValueAsString(review);

		assertThat(text).contains("\"book\":\"978-2\"", "\"earlier\":\"978-1\"");
		assertThat(json.readValue(text, Review.class)).isEqualTo(review);
		assertThat(json.writeValueAsString(await(this.reviews.only("book").orderBy("stars").alist()).get(0)))
			.contains("\"book\":\"978-2\"");
	}

	private List<Integer> stars(String lookup, Object value) {
		return await(this.reviews.filter(lookup, value).orderBy("stars").valuesList(Review::stars).alist());
	}

	interface Books extends AsyncRepository<Book, Long> {

		default CompletableFuture<Book> aget(String isbn) {
			return aget(kw("isbn", isbn));
		}

	}

	interface Reviews extends AsyncRepository<Review, Long> {

		CompletableFuture<List<Review>> alist(String book);

	}

	interface Covers extends AsyncRepository<Cover, Long> {

	}

	interface Shelves extends AsyncRepository<Shelf, Long> {

	}

	interface Places extends AsyncRepository<Place, Long> {

	}

	@Model
	record Book(@Nullable Long id, @Column(length = 20, unique = true) String isbn, String title, Many<Review> reviews,
			One<Cover> cover, Many<Shelf> shelves) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Book that && this.isbn.equals(that.isbn);
		}

		@Override
		public int hashCode() {
			return this.isbn.hashCode();
		}

	}

	@Model
	record Review(@Nullable Long id,
			@ForeignKey(toField = "isbn", onDelete = OnDelete.CASCADE, relatedName = "reviews") Ref<Book> book,
			@ForeignKey(toField = "isbn", onDelete = OnDelete.SET_NULL,
					relatedName = "later+") @Nullable Ref<Book> earlier,
			int stars) {
	}

	@Model
	record Cover(@Nullable Long id,
			@OneToOne(toField = "isbn", onDelete = OnDelete.CASCADE, relatedName = "cover") Ref<Book> book,
			String color) {
	}

	@Model
	record Shelf(@Nullable Long id, String name,
			@ManyToMany(through = Place.class, relatedName = "shelves") Many<Book> books) {
	}

	@Model
	record Place(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Shelf> shelf,
			@ForeignKey(toField = "isbn", onDelete = OnDelete.CASCADE) Ref<Book> book) {
	}

}
