package io.asyncorm.queryset;

import java.util.List;

import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.CreatedBy;
import io.asyncorm.model.CurrentUser;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModifiedBy;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.createDefaults;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.supplied;
import static io.asyncorm.Orm.updateFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What {@link CreatedBy} and {@link ModifiedBy} are set to.
 */
@ParameterizedClass
@EnumSource
class CurrentUserIntegrationTests {

	/** As a security context is: known in the caller's thread alone. */
	private final ThreadLocal<@Nullable String> acting = new ThreadLocal<>();

	private final WritingShop shop;

	private final Notes notes;

	private final TestDatabase database;

	CurrentUserIntegrationTests(TestDatabase database) {
		this.database = database;
		this.shop = new WritingShop(database,
				(builder) -> builder.models(Note.class, Person.class, Grade.class).currentUser(this.acting::get));
		this.notes = this.shop.repository(Notes.class);
	}

	@BeforeEach
	void act() {
		this.acting.set("ann");
	}

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void whoInsertsAndWhoSavesIsStored() {
		Note created = await(this.notes.acreate(new Note(null, "a", "eve", "eve")));
		this.acting.set("bob");
		Note saved = await(this.notes.asave(new Note(created.id(), "b", created.createdBy(), "eve")));
		this.acting.set("cid");
		Note changed = await(this.notes.asave(saved, set(Note::text).to("c")));

		assertThat(List.of(created, saved, changed)).containsExactly(new Note(1L, "a", "ann", "ann"),
				new Note(1L, "b", "ann", "bob"), new Note(1L, "c", "ann", "cid"));
	}

	@Test
	void keywordsUpsertsAndManyObjectsHaveTheUserToo() {
		assertThat(await(this.notes.acreate(kw("text", "a"))).createdBy()).isEqualTo("ann");
		assertThat(await(this.notes.abulkCreate(List.of(new Note(null, "b", null, null)))))
			.containsExactly(new Note(2L, "b", "ann", "ann"));
		this.acting.set("bob");
		assertThat(await(this.notes.aupdateOrCreate(kw("id", 1), defaults("text", "c"))).object())
			.isEqualTo(new Note(1L, "c", "ann", "bob"));
		assertThat(await(this.notes.aupdateOrCreate(kw("text", "d"), defaults(),
				createDefaults("createdBy", supplied(() -> "somebody"))))
			.object()).isEqualTo(new Note(3L, "d", "bob", "bob"));
	}

	@Test
	void asTimesTheUserIsNotSetByUpdatesOfRowsOrOfOtherFields() {
		await(this.notes.acreate(new Note(null, "a", null, null)));
		this.acting.set("bob");

		await(this.notes.aupdate(kw("text", "b")));
		Note saved = await(this.notes.asave(new Note(1L, "c", null, null), updateFields("text")));

		assertThat(saved).isEqualTo(new Note(1L, "c", "ann", "ann"));
	}

	@Test
	void whereNobodyIsActingAPropertyHoldsWhatItIsGiven() {
		this.acting.remove();

		assertThat(await(this.notes.acreate(new Note(null, "a", "import", null))))
			.isEqualTo(new Note(1L, "a", "import", null));
		assertThat(await(this.notes.asave(new Note(1L, "a", "import", "kept"))))
			.isEqualTo(new Note(1L, "a", "import", "kept"));
	}

	@Test
	void aUserMayBeARowOfItsOwn() {
		Ref<Person> ann = Ref.to(await(this.shop.repository(People.class).acreate(new Person(null, "Ann"))));
		try (WritingShop other = new WritingShop(this.database,
				(builder) -> builder.models(Person.class, Grade.class).currentUser(ann::key))) {
			await(other.repository(People.class).acreate(new Person(null, "Ann")));

			assertThat(await(other.repository(Grades.class).acreate(new Grade(null, 5, Ref.of(Person.class, 9L))))
				.teacher()).isEqualTo(ann);
		}
	}

	@Test
	void nobodyWhoTellsTheUserIsAFaultAtStartup() {
		assertThatIllegalStateException()
			.isThrownBy(() -> AsyncOrm.builder(this.shop.dataSource()).models(Note.class).build())
			.withMessageContaining("'Note.createdBy'")
			.withMessageContaining(CurrentUser.class.getSimpleName());
	}

	@Model
	record Note(@Nullable Long id, @Column(length = 50) String text, @CreatedBy @Nullable String createdBy,
			@ModifiedBy @Nullable String modifiedBy) {
	}

	@Model
	record Person(@Nullable Long id, String name) {
	}

	@Model
	record Grade(@Nullable Long id, int grade,
			@CreatedBy @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "grades") Ref<Person> teacher) {
	}

	interface Notes extends AsyncRepository<Note, Long> {

	}

	interface People extends AsyncRepository<Person, Long> {

	}

	interface Grades extends AsyncRepository<Grade, Long> {

	}

}
