package io.asyncorm.arrays;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.arrays.SearchModels.Entries;
import io.asyncorm.arrays.SearchModels.Entry;
import io.asyncorm.arrays.SearchModels.Page;
import io.asyncorm.arrays.SearchModels.Pages;
import io.asyncorm.expression.SearchFunctions;
import io.asyncorm.expression.SearchHeadline;
import io.asyncorm.expression.SearchQuery;
import io.asyncorm.expression.SearchType;
import io.asyncorm.expression.SearchVector;
import io.asyncorm.expression.SearchWeight;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Row;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.where;
import static io.asyncorm.expression.SearchFunctions.searchHeadline;
import static io.asyncorm.expression.SearchFunctions.searchQuery;
import static io.asyncorm.expression.SearchFunctions.searchRank;
import static io.asyncorm.expression.SearchFunctions.searchVector;
import static io.asyncorm.expression.SearchFunctions.trigramDistance;
import static io.asyncorm.expression.SearchFunctions.trigramSimilarity;
import static io.asyncorm.expression.SearchFunctions.trigramWordSimilarity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Full text search and the similarity of texts, with the meaning that
 * {@code django.contrib.postgres.search} gives them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextSearchIntegrationTests {

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(3);

	private final AsyncOrm orm = AsyncOrm.builder(this.pool)
		.models(Entry.class, Page.class)
		.schemaAction(SchemaAction.CREATE)
		.build();

	private final Entries entries = this.orm.repository(Entries.class);

	private final Pages pages = this.orm.repository(Pages.class);

	@BeforeAll
	void fill() {
		JdbcClient.create(this.pool).sql("create extension if not exists pg_trgm").update();
		await(this.entries.abulkCreate(List.of(new Entry(null, "Cheese on Toast recipes", "The quick brown foxes"),
				new Entry(null, "Pizza Recipes", null), new Entry(null, "Toast", "with cheese, cheese and cheese"))));
		await(this.pages.abulkCreate(List.of(new Page(null, "Running foxes", null), new Page(null, "A dog", null))));
	}

	@AfterAll
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void searchFindsAllWordsOfATextInAField() {
		assertThat(titles(this.entries.filter("title__search", "recipe"))).containsExactly("Cheese on Toast recipes",
				"Pizza Recipes");
		assertThat(titles(this.entries.filter("title__search", "toast & cheese |")))
			.containsExactly("Cheese on Toast recipes");
		assertThat(titles(this.entries.exclude("body__search", "fox"))).containsExactly("Pizza Recipes", "Toast");
		assertThat(titles(this.entries.filter(where(Entry::title).lookup("search", "pizza"))))
			.containsExactly("Pizza Recipes");
	}

	@Test
	void aVectorOfSeveralFieldsIsSearchedByItsName() {
		QuerySet<Entry> searched = this.entries.annotate("words", searchVector("title", "body"));

		assertThat(titles(searched.filter("words", "cheese"))).containsExactly("Cheese on Toast recipes", "Toast");
		assertThat(titles(searched.filter("words__search", "fox"))).containsExactly("Cheese on Toast recipes");
		assertThat(titles(searched.filter("words", "pizza"))).containsExactly("Pizza Recipes");
	}

	@Test
	void aConfigurationDecidesWhatWordsAre() {
		QuerySet<Entry> searched = this.entries.annotate("words", searchVector(f(Entry::title)).config("simple"));

		assertThat(titles(searched.filter("words", searchQuery("recipe").config("simple")))).isEmpty();
		assertThat(titles(searched.filter("words", searchQuery("recipes").config("simple")))).hasSize(2);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> searchQuery("x").config("english'"))
			.withMessageContaining("pg_ts_config");
	}

	@Test
	void searchesAreWrittenInFourLanguages() {
		assertThat(found(searchQuery("cheese on", SearchType.PLAIN))).containsExactly("Cheese on Toast recipes",
				"Toast");
		assertThat(found(searchQuery("brown fox", SearchType.PHRASE))).containsExactly("Cheese on Toast recipes");
		assertThat(found(searchQuery("fox brown", SearchType.PHRASE))).isEmpty();
		assertThat(found(searchQuery("pizza | (cheese & !fox)", SearchType.RAW))).containsExactly("Pizza Recipes",
				"Toast");
		assertThat(found(searchQuery("\"brown fox\" or pizza -toast", SearchType.WEBSEARCH)))
			.containsExactly("Cheese on Toast recipes", "Pizza Recipes");
	}

	@Test
	void searchesAreCombined() {
		SearchQuery<Entry> cheese = searchQuery("cheese");
		SearchQuery<Entry> fox = searchQuery("fox");
		SearchQuery<Entry> pizza = searchQuery("pizza");

		assertThat(found(cheese.and(fox))).containsExactly("Cheese on Toast recipes");
		assertThat(found(fox.or(pizza))).containsExactly("Cheese on Toast recipes", "Pizza Recipes");
		assertThat(found(cheese.and(fox.inverted()))).containsExactly("Toast");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> cheese.and(fox).config("english"));
	}

	@Test
	void rankSaysHowWellATextFits() {
		SearchVector<Entry> words = searchVector("title", "body");

		List<Row<Entry>> ranked = await(this.entries.annotate("rank", searchRank(words, searchQuery("cheese")))
			.orderBy("-rank")
			.rows()
			.alist());

		assertThat(ranked).extracting((row) -> row.object().title())
			.containsExactly("Toast", "Cheese on Toast recipes", "Pizza Recipes");
		assertThat(ranked.get(2).get("rank", Float.class)).isZero();
		assertThat(titles(this.entries.annotate("rank", searchRank("title", "pizza")).filter("rank__gt", 0)))
			.containsExactly("Pizza Recipes");
	}

	@Test
	void aHeadlineMarksWhatWasFound() {
		assertThat(headline(searchHeadline("body", "cheese")))
			.isEqualTo("with <b>cheese</b>, <b>cheese</b> and <b>cheese</b>");
		assertThat(headline(searchHeadline(f(Entry::body), searchQuery("cheeses")).config("english")
			.marks("[\"", "' -- ]")
			.highlightAll())).isEqualTo("with [\"cheese' -- ], [\"cheese' -- ] and [\"cheese' -- ]");
		assertThat(headline(SearchFunctions.<Entry>searchHeadline("body", "cheese")
			.marks("<", ">")
			.words(1, 2)
			.shortWord(0)
			.fragments(2, " | "))).isEqualTo("<cheese>, <cheese> | <cheese>");
		assertThat(headline(searchHeadline("title", "cheese"))).isEqualTo("Toast");
	}

	private String headline(SearchHeadline<Entry> headline) {
		return await(this.entries.filter("title", "Toast")
			.annotate("headline", headline)
			.valuesList("headline", String.class)
			.aget());
	}

	@Test
	void weightsMakeSomeWordsCountMore() {
		SearchVector<Entry> words = searchVector(f(Entry::title)).weight(SearchWeight.A)
			.and(searchVector(f(Entry::body)).weight(SearchWeight.D));
		SearchQuery<Entry> cheese = searchQuery("cheese");

		List<Float> ranks = await(this.entries.annotate("rank", searchRank(words, cheese).weights(0, 0, 0, 1))
			.orderBy("id")
			.valuesList("rank", Float.class)
			.alist());
		List<Float> dense = await(
				this.entries.annotate("rank", searchRank(words, cheese).coverDensity().normalization(2))
					.orderBy("id")
					.valuesList("rank", Float.class)
					.alist());

		assertThat(ranks.get(0)).isPositive();
		assertThat(ranks.get(2)).isZero();
		assertThat(dense.get(0)).isPositive();
		assertThat(dense.get(1)).isZero();
	}

	@Test
	void aPropertyHoldsWordsThatTheDatabaseComputes() {
		Page fox = await(this.pages.filter("title", "Running foxes").aget());

		assertThat(fox.words()).isNotNull();
		assertThat(fox.words().text()).isEqualTo("'fox':2 'run':1");
		assertThat(await(this.pages.filter("words", "running").alist())).containsExactly(fox);
		assertThat(await(this.pages.filter("words__search", searchQuery("fox | wolf", SearchType.RAW)).alist()))
			.containsExactly(fox);
		assertThat(await(
				this.pages.annotate("rank", searchRank(f("words"), searchQuery("fox"))).filter("rank__gt", 0).acount()))
			.isEqualTo(1);
	}

	@Test
	void textsAreSimilarThatHaveTrigramsInCommon() {
		assertThat(titles(this.entries.filter("title__trigram_similar", "Tost"))).containsExactly("Toast");
		assertThat(titles(this.entries.filter("title__trigram_word_similar", "Pizz"))).containsExactly("Pizza Recipes");
		assertThat(await(this.entries.annotate("similarity", trigramSimilarity(f("title"), "Pizza Recipe"))
			.filter("similarity__gt", 0.5)
			.valuesList("title", String.class)
			.alist())).containsExactly("Pizza Recipes");
		assertThat(await(this.entries.annotate("distance", trigramDistance(f("title"), "toast"))
			.orderBy("distance")
			.valuesList("distance", Double.class)
			.alist()).get(0)).isCloseTo(0, within(0.01));
		assertThat(await(this.entries.filter("title", "Pizza Recipes")
			.annotate("words", trigramWordSimilarity("pizza", f("title")))
			.valuesList("words", Float.class)
			.alist()).get(0)).isCloseTo(1f, within(0.01f));
	}

	@Test
	void aMissingExtensionIsNamed() {
		try (HikariDataSource bare = TestDatabase.POSTGRESQL.create(1);
				AsyncOrm other = AsyncOrm.builder(bare).models(Entry.class).schemaAction(SchemaAction.CREATE).build()) {
			Entries unprepared = other.repository(Entries.class);

			assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
				.isThrownBy(() -> await(unprepared.filter("title__trigram_similar", "x").alist()))
				.withMessageContaining("create extension pg_trgm");
			assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
				.isThrownBy(() -> await(unprepared.annotate("s", trigramSimilarity(f("title"), "x")).rows().alist()))
				.withMessageContaining("create extension pg_trgm");
		}
	}

	private List<String> found(SearchQuery<Entry> query) {
		return titles(this.entries.annotate("words", searchVector("title", "body")).filter("words", query));
	}

	private static List<String> titles(QuerySet<Entry> entries) {
		return await(entries.orderBy("title").valuesList(Entry::title).alist());
	}

}
