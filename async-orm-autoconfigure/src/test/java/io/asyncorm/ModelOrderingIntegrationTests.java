package io.asyncorm;

import java.time.LocalDate;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.by;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Orders that say where nulls come, and parts of dates, in a model's own and in strings.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ModelOrderingIntegrationTests {

	@Parameter
	TestDatabase database;

	private HikariDataSource pool;

	private AsyncOrm orm;

	private Films films;

	private Reels reels;

	@BeforeEach
	void open() {
		this.pool = this.database.create(2);
		this.orm = AsyncOrm.builder(this.pool).models(Film.class, Reel.class).schemaAction(SchemaAction.CREATE).build();
		this.films = this.orm.repository(Films.class);
		this.reels = this.orm.repository(Reels.class);
		film("Alien", LocalDate.of(1979, 5, 25));
		film("Brazil", LocalDate.of(1985, 2, 20));
		film("Clue", null);
		film("Diva", LocalDate.of(1985, 12, 1));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void aModelSaysWhereNullsCome() {
		assertThat(titles(this.films.all())).containsExactly("Diva", "Brazil", "Alien", "Clue");
		assertThat(titles(this.films.reverse())).containsExactly("Clue", "Alien", "Brazil", "Diva");
		assertThat(await(this.films.alast()).orElseThrow().title()).isEqualTo("Clue");
		assertThat(titles(this.films.orderBy("released NULLS  first", "title"))).first().isEqualTo("Clue");
		assertThat(titles(this.films.orderBy("-released nulls first"))).containsExactly("Clue", "Diva", "Brazil",
				"Alien");
		assertThat(this.films.orderBy("-released nulls last").sql())
			.isEqualTo(this.films.orderBy(by("-released").nullsLast()).sql());
	}

	@Test
	void theOrderOverARelationIsThatOfItsModel() {
		assertThat(await(this.reels.orderBy("film").valuesList("film__title", String.class).alist()))
			.containsExactly("Diva", "Brazil", "Alien", "Clue");
		assertThat(await(this.reels.orderBy("-film").valuesList("film__title", String.class).alist()))
			.containsExactly("Clue", "Alien", "Brazil", "Diva");
		assertThat(await(this.reels.orderBy("film nulls last").valuesList("film__title", String.class).alist()))
			.containsExactly("Alien", "Brazil", "Clue", "Diva");
		Film film = await(this.films.prefetchRelated("sequels").filter("title", "Alien").aget());
		assertThat(film.sequels().list()).extracting(Film::title).containsExactly("Diva", "Brazil", "Clue");
	}

	@Test
	void theTermsAreCheckedAtStartup() {
		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> ModelRegistry.of(List.of(Wrong.class)))
			.withMessageContaining(
					"its ordering names 'titel' of 'titel nulls last', which 'Wrong' does not have. Did you"
							+ " mean 'title'?")
			.withMessageContaining("its ordering names 'title nulls' of '-title nulls'");
	}

	private static List<String> titles(QuerySet<Film> films) {
		return await(films.valuesList(Film::title).alist());
	}

	private void film(String title, @Nullable LocalDate released) {
		Film first = await(this.films.orderBy("id").afirst()).orElse(null);
		Film film = await(this.films.acreate(kw("title", title).and("released", released).and("prequel", first)));
		await(this.reels.acreate(kw("film", film)));
	}

	@Model(ordering = { "-released__year nulls last", "-title" })
	record Film(@Nullable Long id, String title, @Nullable LocalDate released,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "sequels") @Nullable Ref<Film> prequel,
			Many<Film> sequels) {
	}

	@Model
	record Reel(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Film> film) {
	}

	@Model(ordering = { "titel nulls last", "-title nulls" })
	record Wrong(@Nullable Long id, String title) {
	}

	interface Films extends AsyncRepository<Film, Long> {

	}

	interface Reels extends AsyncRepository<Reel, Long> {

	}

}
