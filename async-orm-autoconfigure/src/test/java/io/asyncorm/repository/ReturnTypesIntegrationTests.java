package io.asyncorm.repository;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.repository.Discography.Song;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.adapter.JdkFlowAdapter;

import org.springframework.dao.DataRetrievalFailureException;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for everything that declared methods can return, on real databases.
 */
class ReturnTypesIntegrationTests extends AbstractDiscographyIntegrationTests {

	private final Songs songs;

	ReturnTypesIntegrationTests(TestDatabase database) {
		super(database);
		this.songs = this.discography.repository(Songs.class);
	}

	@Test
	void objectsComeInListsAndSetsThatKeepTheOrder() {
		Set<Song> set = await(this.songs.alist(100));
		CompletionStage<List<Song>> stage = this.songs.alistOrderByTitleDesc();

		assertThat(set).extracting(Song::title).containsExactly("Beetlebum", "Halleluhwah", "Song 2");
		assertThat(await(stage.toCompletableFuture())).extracting(Song::title)
			.containsExactly("Song 2", "Halleluhwah", "Beetlebum");
	}

	@Test
	void objectsComeByTheirKeys() {
		Map<Long, Song> songs = await(this.songs.ainBulkByBandName("Blur"));

		assertThat(songs.values()).extracting(Song::title).containsExactly("Beetlebum", "Song 2");
		assertThat(songs).allSatisfy((key, song) -> assertThat(song.id()).isEqualTo(key));
	}

	@Test
	void numbersAreOfTheDeclaredSize() {
		assertThat(await(this.songs.acount("Blur"))).isEqualTo(2);
		assertThat(await(this.songs.aupdate("Song 2", 121))).isEqualTo(1);
		assertThat(await(this.songs.aupdate(1000, LocalDate.EPOCH))).isNull();
		assertThat(await(this.songs.adelete("Song 2"))).isEqualTo(1);
		assertThat(await(this.songs.adeleteByReleased(LocalDate.EPOCH))).isNull();
		assertThat(await(this.songs.alist())).extracting(Song::title).containsExactly("Beetlebum");
	}

	@Test
	void valuesOfOnePropertyAreNamedByTheMethod() {
		assertThat(await(this.songs.alistTitle())).containsExactly("Beetlebum", "Halleluhwah", "Song 2");
		assertThat(await(this.songs.alistTitle("Can"))).containsExactly("Halleluhwah");
		assertThat(await(this.songs.alistBandNameBySecondsGteOrderByBandNameDesc(0))).containsExactly("Can", "Blur");
		assertThat(await(this.songs.afirstReleasedByTitle("Song 2"))).contains(LocalDate.of(1997, 4, 7));
		assertThat(await(this.songs.afirstReleasedByTitle("Beetlebum"))).isEmpty();
		assertThat(await(this.songs.alatestTitleOrderBySeconds())).isEqualTo("Halleluhwah");
	}

	@Test
	void aSingleValueIsNullOnlyWhereThatIsDeclared() {
		assertThat(await(this.songs.agetReleased("Beetlebum"))).isNull();
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> await(this.songs.agetReleasedByTitle("Beetlebum")))
			.withMessage("'Songs.agetReleasedByTitle' read a null: declare the value as @Nullable where there may be"
					+ " none");
	}

	@Test
	void recordsAreMadeOfTheirValues() {
		assertThat(await(this.songs.alistBySecondsLt(1000))).containsExactly(new Line("Beetlebum", 304),
				new Line("Song 2", 122));
		assertThat(await(this.songs.aget("Beetlebum"))).isEqualTo(new Line("Beetlebum", 304));
	}

	@Test
	void recordsInRecordsAreMadeOfRelatedObjectsOverNullableRelationsToo() {
		List<Credit> credits = await(this.songs.alistByTitleIcontains("e"));

		assertThat(credits).containsExactly(new Credit("Beetlebum", new Artist("Blur", new Company("Food"))),
				new Credit("Halleluhwah", new Artist("Can", null)));
	}

	@Test
	void recordsInRecordsAreSelectedByQuerySetsToo() {
		List<Credit> credits = await(
				this.discography.repository(Discography.AllSongs.class).values(Credit.class).slice(0, 1).alist());

		assertThat(credits).containsExactly(new Credit("Beetlebum", new Artist("Blur", new Company("Food"))));
	}

	@Test
	void queriesAreReturnedUnsent() {
		QuerySet<Song> ofBand = this.songs.filterByBandName("Blur");
		ValuesQuerySet<Song, Line> lines = this.songs.afilter("Can");

		assertThat(await(ofBand.filter("seconds__gt", 200).alist())).extracting(Song::title)
			.containsExactly("Beetlebum");
		assertThat(await(lines.alist())).containsExactly(new Line("Halleluhwah", 1111));
	}

	@Test
	void rowsAreHandedOverOneByOne() {
		List<String> titles = new ArrayList<>();

		await(this.songs.aiteratorTitleBySecondsLt(1000).forEach(titles::add));

		assertThat(titles).containsExactly("Beetlebum", "Song 2");
		assertThat(JdkFlowAdapter.flowPublisherToFlux(this.songs.alistBySecondsGt(200)).collectList().block())
			.extracting(Song::title)
			.containsExactly("Beetlebum", "Halleluhwah");
		assertThat(JdkFlowAdapter.flowPublisherToFlux(this.songs.astream(2)).limitRate(1).collectList().block())
			.containsExactly(2, 2);
	}

	@Test
	void sqlGivesSetsAndStages() {
		assertThat(await(this.songs.anumbers().toCompletableFuture())).containsExactly(2, 1);
	}

	interface Songs extends AsyncRepository<Song, Long> {

		CompletableFuture<Set<Song>> alist(int seconds__gte);

		CompletionStage<List<Song>> alistOrderByTitleDesc();

		CompletableFuture<Map<Long, Song>> ainBulkByBandName(String name);

		CompletableFuture<Integer> acount(String band__name);

		CompletableFuture<Integer> aupdate(String title, @NewValue int seconds);

		CompletableFuture<Void> aupdate(int seconds__gt, @NewValue LocalDate released);

		CompletableFuture<Long> adelete(String title);

		CompletableFuture<Void> adeleteByReleased(LocalDate released);

		CompletableFuture<List<String>> alistTitle();

		CompletableFuture<List<String>> alistTitle(String band__name);

		CompletableFuture<Set<String>> alistBandNameBySecondsGteOrderByBandNameDesc(int seconds);

		CompletableFuture<Optional<LocalDate>> afirstReleasedByTitle(String title);

		CompletableFuture<String> alatestTitleOrderBySeconds();

		CompletableFuture<@Nullable LocalDate> agetReleased(String title);

		CompletableFuture<LocalDate> agetReleasedByTitle(String title);

		CompletableFuture<List<Line>> alistBySecondsLt(int seconds);

		CompletableFuture<Line> aget(String title);

		CompletableFuture<List<Credit>> alistByTitleIcontains(String text);

		QuerySet<Song> filterByBandName(String name);

		ValuesQuerySet<Song, Line> afilter(String band__name);

		AsyncIterable<String> aiteratorTitleBySecondsLt(int seconds);

		Flow.Publisher<Song> alistBySecondsGt(int seconds);

		@Query("select n from (select 1 as n union all select 2 union all select 2) t where n >= :least order by n desc")
		Flow.Publisher<Integer> astream(int least);

		@Query("select n from (select 1 as n union all select 2 union all select 2) t order by n desc")
		CompletionStage<Set<Integer>> anumbers();

	}

	record Line(String title, int seconds) {
	}

	record Credit(String title, Artist band) {
	}

	record Artist(String name, @Nullable Company label) {
	}

	record Company(String name) {
	}

}
