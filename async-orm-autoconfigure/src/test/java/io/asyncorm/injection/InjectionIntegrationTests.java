package io.asyncorm.injection;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.Orm;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.oracle.OracleShop;
import io.asyncorm.oracle.Tag;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.repository.RepositoryProxyFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No text changes what a statement does, wherever it stands: values are bound, and names
 * are known, or quoted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InjectionIntegrationTests {

	private static final String HARMLESS = "harmless";

	private static final List<String> hostileTexts = List.of("'", "''", "'; drop table book; --",
			"\"; drop table book; --", "\"", "\"\"", "\\", "\\'; drop table book; --", "\\\\'", "\\\"", "%", "_", "\\%",
			"$1", "$$; drop table book; $$", "$a$", "?", "??", "?|", ":x", "::int", "--", "/*", "*/", "/* ' */", "#",
			";", "`", "e'\\x27'", "U&'\\0027'", "\\u0027", "&#39;", "%27", "\uFF07", "\u02BC", "' or '1'='1",
			"1) or (1=1", "{fn now()}", "{d '2020-01-01'}", "{call x}", "null", "a b", "a\nb", "a\tb", "select", "*",
			"a.b", "(", ")", "[1]", "{a,b}", "{\"a\": 1}", "\u202E", "\uD83E\uDD89", "x".repeat(200));

	/** Without two names that Django has: any order, and all rows. */
	private static final List<String> hostileNames = hostileTexts.stream()
		.filter((text) -> !text.equals("?") && !text.equals("*"))
		.toList();

	private static final List<Place> valuePlaces = Place.ofValues();

	private static final List<Place> namePlaces = Place.ofNames();

	private static final List<Place> functionPlaces = Place.ofFunctions();

	private OracleShop shop;

	private Tags tags;

	private Map<String, Long> rows;

	@BeforeAll
	void fillTheBookshop() {
		this.shop = new OracleShop();
		this.tags = new RepositoryProxyFactory(this.shop.querySets()).create(Tags.class);
		this.rows = countRows();
	}

	@AfterAll
	void tablesAreUnharmed() {
		Map<String, Long> left = countRows();
		this.shop.close();
		assertThat(left).isEqualTo(this.rows);
	}

	@ParameterizedTest
	@FieldSource("valuePlaces")
	void valueLeavesTheStatementAsItIs(Place place) {
		List<String> harmless = run(place, HARMLESS).statements();
		assertThat(harmless).isNotEmpty();

		for (String hostile : hostileTexts) {
			Outcome outcome = run(place, hostile);

			if (outcome.failure() instanceof InvalidValueException refused) {
				assertThat(refused).as(hostile).hasMessageContaining("regular expression");
				assertThat(outcome.statements()).as(hostile).isEmpty();
				continue;
			}
			assertThat(outcome.statements()).as(hostile).isEqualTo(harmless);
			assertThat(outcome.failure()).as(hostile)
				.satisfiesAnyOf((failure) -> assertThat(failure).isNull(),
						// Not every text is a regular expression, or fits into every
						// column
						(failure) -> assertThat(failure).isInstanceOf(DataAccessException.class)
							.rootCause()
							.hasMessageMatching("(?s)ERROR: (invalid regular expression|value too long).*"));
		}
	}

	@ParameterizedTest
	@FieldSource("valuePlaces")
	void valueWithANulCharacterIsRefusedByTheServerAtMost(Place place) {
		List<String> harmless = run(place, HARMLESS).statements();

		Outcome outcome = run(place, "a\0b");

		assertThat(outcome.failure()).isInstanceOf(DataAccessException.class);
		assertThat(harmless).containsAll(outcome.statements());
	}

	@ParameterizedTest
	@FieldSource("namePlaces")
	void nameIsKnownOrQuotedOrRefused(Place place) {
		Outcome harmless = run(place, HARMLESS);
		List<String> structures = structures(harmless);

		for (String hostile : hostileNames) {
			Outcome outcome = run(place, hostile);

			if (outcome.failure() == null && harmless.failure() == null) {
				assertThat(structures(outcome)).as(hostile).isEqualTo(structures);
			}
			else {
				assertThat(outcome.failure()).as(hostile).isInstanceOf(InvalidDataAccessApiUsageException.class);
				assertThat(outcome.statements()).as(hostile).isEmpty();
			}
		}
	}

	@ParameterizedTest
	@FieldSource("namePlaces")
	void nameWithANulCharacterIsRefused(Place place) {
		Outcome outcome = run(place, "a\0b");

		assertThat(outcome.failure()).isInstanceOf(InvalidDataAccessApiUsageException.class);
		assertThat(outcome.statements()).isEmpty();
	}

	@ParameterizedTest
	@FieldSource("functionPlaces")
	void nameOfAFunctionIsAPlainWordOrRefused(Place place) {
		for (String hostile : hostileTexts) {
			Outcome outcome = run(place, hostile);

			assertThat(outcome.failure()).as(hostile).isNotNull();
			if (!hostile.matches("[a-z_]+(\\.[a-z_]+)?")) {
				assertThat(outcome.statements()).as(hostile).isEmpty();
			}
		}
	}

	@Test
	void nameOfACollationIsQuotedOrRefused() {
		Place place = Place.ofCollation();
		List<String> structures = structures(run(place, HARMLESS));
		assertThat(structures).isNotEmpty();

		for (String hostile : hostileTexts) {
			Outcome outcome = run(place, hostile);

			if (outcome.failure() instanceof InvalidDataAccessApiUsageException) {
				assertThat(outcome.statements()).as(hostile).isEmpty();
			}
			else {
				assertThat(structures(outcome)).as(hostile).isEqualTo(structures);
			}
		}
	}

	@Test
	void parametersOfDeclaredMethodsLeaveTheStatementAsItIs() {
		Place written = new Place("parameter of a query", (any, text) -> this.tags.acountNamed(text));
		Place several = new Place("parameters of a query", (any, text) -> this.tags.acountAmong(List.of("a", text)));
		Place keyword = new Place("keyword parameter", (any, text) -> this.tags.alist(text));

		for (Place place : List.of(written, several, keyword)) {
			valueLeavesTheStatementAsItIs(place);
		}
	}

	@Test
	void hostileTextIsStoredAndFoundAsItIs() {
		this.shop.rolledBack(() -> {
			for (String hostile : hostileTexts) {
				String name = hostile.substring(0, Math.min(40, hostile.length()));
				Orm.await(this.shop.querySets().writes(Tag.class).create(Orm.kw("name", name)));

				assertThat(Orm.await(this.shop.querySets().of(Tag.class).filter("name", name).aget()).name())
					.isEqualTo(name);
				assertThat(Orm.await(this.shop.querySets().of(Tag.class).filter("name__contains", name).alist()))
					.allSatisfy((tag) -> assertThat(tag.name()).contains(name));
			}
			return true;
		});
	}

	private Outcome run(Place place, String text) {
		return this.shop.rolledBack(() -> {
			this.shop.takeStatements();
			RuntimeException failure = null;
			try {
				Orm.await(place.call().apply(this.shop, text));
			}
			catch (RuntimeException ex) {
				failure = ex;
			}
			return new Outcome(this.shop.takeStatements(), failure);
		});
	}

	private static List<String> structures(Outcome outcome) {
		return outcome.statements().stream().map(Structure::of).toList();
	}

	private Map<String, Long> countRows() {
		Map<String, Long> rows = new TreeMap<>();
		for (String table : this.shop.tables()) {
			rows.put(table, this.shop.jdbc().queryForObject("select count(*) from " + table, Long.class));
		}
		return rows;
	}

	/** What became of a call. */
	private record Outcome(List<String> statements, @Nullable RuntimeException failure) {
	}

	interface Tags extends AsyncRepository<Tag, Long> {

		@Query("select count(*) from tag where name = :name or ':name' = name")
		CompletableFuture<Long> acountNamed(String name);

		@Query("select count(*) from tag where name = any(:names)")
		CompletableFuture<Long> acountAmong(List<String> names);

		CompletableFuture<List<Tag>> alist(String name__icontains);

	}

}
