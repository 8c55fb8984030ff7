package io.asyncorm.repository;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.Discography.Song;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for records within records, and maps, of methods with {@link Query}, on real
 * databases.
 */
class QueryResultsIntegrationTests extends AbstractDiscographyIntegrationTests {

	private static final String ROWS = " from (select 'Halleluhwah' as song, 1111 as seconds, 'Can' as band,"
			+ " cast(null as char(10)) as label, cast(null as integer) as founded union all"
			+ " select 'Song 2', 122, 'Blur', 'Food', 1984 union all"
			+ " select 'Silence', 0, cast(null as char(10)), null, null) t order by song";

	private final Credits credits;

	QueryResultsIntegrationTests(TestDatabase database) {
		super(database);
		this.credits = this.discography.repository(Credits.class);
	}

	@Test
	void recordsWithinRecordsAreMadeOfColumnsThatBeginWithTheirNames() {
		assertThat(await(this.credits.acredits())).containsExactly(
				new Credit("Halleluhwah", new Artist("Can", null), 1111), new Credit("Silence", null, 0),
				new Credit("Song 2", new Artist("Blur", new Company("Food", 1984)), 122));
	}

	@Test
	void theirColumnsMayBeSpelledAsOthersMay() {
		assertThat(await(this.credits.aspelled())).extracting(Credit::band)
			.containsExactly(new Artist("Can", null), null, new Artist("Blur", new Company("Food", 1984)));
	}

	@Test
	void whatIsMissingIsNamedWithBothWaysToGiveIt() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> await(this.credits.anameless()))
			.withMessageContaining("the query gives no column 'band' or 'band__name'. It gives: ");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> await(this.credits.ahalf()))
			.withMessageContaining("the query gives no column 'band__label' or 'band__label__name'. It gives: ");
	}

	@Test
	void valuesComeByTheFirstColumn() {
		assertThat(await(this.credits.aseconds())).containsExactly(Map.entry("Halleluhwah", 1111),
				Map.entry("Silence", 0), Map.entry("Song 2", 122));
		assertThat(await(this.credits.aartists())).containsEntry("Silence", new Artist(null, null))
			.containsEntry("Song 2", new Artist("Blur", new Company("Food", 1984)));
	}

	@Test
	void objectsComeByTheirKeys() {
		Map<Long, Song> songs = await(this.credits.asongs());

		assertThat(songs).containsOnlyKeys(7L, 9L)
			.allSatisfy((key, song) -> assertThat(song.id()).isEqualTo(key))
			.extractingByKey(9L)
			.extracting(Song::title)
			.isEqualTo("Song 2");
	}

	@Test
	void aMapHoldsNoRowTwiceAndNoneWithoutAKey() {
		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> await(this.credits.atwice()))
			.withMessage(
					"'Credits.atwice' read two rows with the same key, which a Map cannot hold: leave such rows out,"
							+ " or declare a List");
		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> await(this.credits.abands()))
			.withMessageStartingWith("'Credits.abands' read a row without a key");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> await(this.credits.aalone()))
			.withMessageContaining("the query gives one column, and a Map needs a key and, behind it, its value");
	}

	interface Credits extends AsyncRepository<Song, Long> {

		@Query("select song, seconds, band as band__name, label as band__label__name,"
				+ " founded as band__label__founded" + ROWS)
		CompletableFuture<List<Credit>> acredits();

		@Query("select song, seconds, band as band_name, label as bandLabelName, founded as band_label_founded" + ROWS)
		CompletableFuture<List<Credit>> aspelled();

		@Query("select song, seconds" + ROWS)
		CompletableFuture<List<Credit>> anameless();

		@Query("select song, seconds, band as band__name" + ROWS)
		CompletableFuture<List<Credit>> ahalf();

		@Query("select song, seconds" + ROWS)
		CompletableFuture<Map<String, Integer>> aseconds();

		@Query("select song, band as name, label as label__name, founded as label__founded" + ROWS)
		CompletableFuture<Map<String, Artist>> aartists();

		@Query("select 7 as id, 'Beetlebum' as title, 304 as seconds, cast(null as date) as released, 1 as band_id"
				+ " union all select 9, 'Song 2', 122, null, 1")
		CompletableFuture<Map<Long, Song>> asongs();

		@Query("select 1, song" + ROWS)
		CompletableFuture<Map<Integer, String>> atwice();

		@Query("select band, song" + ROWS)
		CompletableFuture<Map<String, String>> abands();

		@Query("select song" + ROWS)
		CompletableFuture<Map<String, String>> aalone();

	}

	record Credit(String song, @Nullable Artist band, int seconds) {
	}

	record Artist(@Nullable String name, @Nullable Company label) {
	}

	record Company(String name, int founded) {
	}

}
