package io.asyncorm.repository;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Functions;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.query.CursorPage;
import io.asyncorm.query.Page;
import io.asyncorm.query.Ref;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.repository.Discography.Band;
import io.asyncorm.repository.Discography.Song;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.f;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for pages by number and by the values of the row before, on real databases.
 */
class PagesIntegrationTests extends AbstractDiscographyIntegrationTests {

	private final Songs songs;

	PagesIntegrationTests(TestDatabase database) {
		super(database);
		this.songs = this.discography.repository(Songs.class);
		Ref<Band> blur = Ref.to(await(this.discography.repository(Discography.Bands.class).aget(1L)));
		Ref<Band> can = Ref.to(await(this.discography.repository(Discography.Bands.class).aget(2L)));
		// Equal but for their case, equal altogether, and nulls
		await(this.songs.abulkCreate(List.of(new Song(null, "song 2", 122, LocalDate.EPOCH, blur),
				new Song(null, "SONG 2", 122, null, blur), new Song(null, "Spoon", 183, LocalDate.EPOCH, can),
				new Song(null, "Spoon", 183, LocalDate.EPOCH, can), new Song(null, "Spoon", 183, null, can),
				new Song(null, "O'Brien; --", 1, LocalDate.of(2000, 2, 29), can))));
	}

	@Test
	void aPageKnowsHowManyRowsAndPagesThereAre() {
		Page<Song> first = await(this.songs.orderBy("seconds").apage(0, 4));
		Page<Song> last = await(this.songs.orderBy("seconds").apage(2, 4));
		Page<Song> beyond = await(this.songs.apage(3, 4));

		assertThat(first.content()).extracting(Song::seconds).containsExactly(1, 122, 122, 122);
		assertThat(first).returns(9L, Page::total).returns(3L, Page::totalPages).returns(true, Page::hasNext);
		assertThat(last.content()).extracting(Song::seconds).containsExactly(1111);
		assertThat(last).returns(false, Page::hasNext).returns(true, Page::hasPrevious);
		assertThat(beyond.content()).isEmpty();
		assertThat(beyond.total()).isEqualTo(9);
	}

	@Test
	void rowsThatAreEqualInTheOrderStandOnOnePageEach() {
		List<Long> keys = new ArrayList<>();

		for (int number = 0; number < 9; number++) {
			await(this.songs.orderBy("seconds").apage(number, 1)).content().forEach((song) -> keys.add(song.id()));
		}

		assertThat(keys).hasSize(9).doesNotHaveDuplicates();
	}

	@Test
	void pagesBehindEachOtherAreAllRowsInTheirOrder() {
		assertPaged(this.songs);
		assertPaged(this.songs.orderBy("-seconds"));
		assertPaged(this.songs.orderBy("released", "-seconds"));
		assertPaged(this.songs.orderBy("-released", "seconds", "-id"));
		assertPaged(this.songs.orderBy(f("released").asc().nullsFirst(), f("title").desc()));
		assertPaged(this.songs.orderBy(f("released").desc().nullsLast(), f("title").asc()));
		assertPaged(this.songs.orderBy("band__label__name", "-title").selectRelated("band"));
		assertPaged(this.songs.orderBy("-band__label__name", "title"));
		assertPaged(this.songs.orderBy("band", "released").reverse());
		assertPaged(this.songs.alias("less", f("seconds").minus(2)).orderBy("-less", "title"));
		assertPaged(this.songs.filter("band__name", "Can").orderBy("title"));
		assertPaged(this.songs.orderBy("-released").values("title", "seconds"));
		assertPaged(this.songs.orderBy("-title").valuesList(Song::id));
		assertPaged(this.songs.annotate("twice", f("seconds").times(2)).orderBy("-twice").rows());
		assertPaged(this.songs.orderBy("released").values(Line.class));
		assertPaged(this.songs.distinct().orderBy("seconds"));
		assertPaged(this.songs.filter("band__songs__seconds__gt", 100).distinct().orderBy("released"));
	}

	private <R extends @Nullable Object> void assertPaged(ValuesQuerySet<Song, R> rows) {
		for (int size : List.of(1, 2, 4)) {
			List<R> paged = new ArrayList<>();
			String after = null;
			do {
				CursorPage<R> page = await(rows.apageAfter(after, size));
				paged.addAll(page.content());
				after = page.next();
				assertThat(page.content()).hasSizeLessThanOrEqualTo(size);
			}
			while (after != null);

			assertThat(paged).hasSize(await(rows.acount()).intValue());
			List<R> all = await(rows.apageAfter(null, 100)).content();
			assertThat(paged).isEqualTo(all);
		}
	}

	@Test
	void theKeyAloneIsTheOrderWhereNothingElseIs() {
		List<Song> all = await(this.songs.orderBy("pk").alist());

		CursorPage<Song> first = await(this.songs.orderBy().apageAfter(null, 5));
		CursorPage<Song> second = await(this.songs.orderBy().apageAfter(first.next(), 5));

		assertThat(first.content()).isEqualTo(all.subList(0, 5));
		assertThat(second.content()).isEqualTo(all.subList(5, 9));
		assertThat(second.hasNext()).isFalse();
	}

	@Test
	void rowsThatComeAndGoShiftNothing() {
		CursorPage<Song> first = await(this.songs.orderBy("title").apageAfter(null, 3));
		await(this.songs.filter("pk", first.content().get(2).id()).adelete());
		await(this.songs.filter("title", first.content().get(0).title()).aupdate(io.asyncorm.Orm.kw("seconds", 5)));

		CursorPage<Song> second = await(this.songs.orderBy("title").apageAfter(first.next(), 100));

		assertThat(second.content()).hasSize(6).doesNotContainAnyElementsOf(first.content());
	}

	@Test
	void objectsComeWithWhatIsPrefetched() {
		CursorPage<Band> page = await(
				this.discography.repository(Discography.Bands.class).selectRelated("label").apageAfter(null, 1));

		assertThat(page.content().get(0).label()).isNotNull();
		assertThat(page.map(Band::name).content()).containsExactly("Blur");
	}

	@Test
	void tokensOfAnythingElseAreRefused() {
		String byTitle = await(this.songs.orderBy("title").apageAfter(null, 1)).next();
		String byRelease = await(this.songs.orderBy("-released").apageAfter(null, 8)).next();

		assertRefused("released", byTitle, "is of another query or order");
		assertRefused("-title", byTitle, "is of another query or order");
		assertRefused("released", byRelease, "is of another query or order");
		assertRefused("title", "", "is none that a page has given");
		assertRefused("title", "!!", "is none that a page has given");
		assertRefused("title", byTitle + "AAAA", "is none that a page has given");
		assertRefused("title", byTitle.substring(0, byTitle.length() - 4), "is none that a page has given");
		assertRefused("title", "A".repeat(20_000), "is none that a page has given");
	}

	@Test
	void forgedValuesAreCheckedAndBound() {
		String token = await(this.songs.orderBy("seconds").apageAfter(null, 1)).next();
		byte[] bytes = Base64.getUrlDecoder().decode(token);
		assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).endsWith("1" + "\1\0\0\0\1" + "9");

		bytes[10] = (byte) '\'';

		assertRefused("seconds", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
				"is none that a page has given");
	}

	private void assertRefused(String order, String token, String message) {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> await(this.songs.orderBy(order).apageAfter(token, 2)))
			.withMessageContaining(message);
	}

	@Test
	void pagesHaveSizesWithinBounds() {
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> this.songs.apage(0, 0))
			.withMessageContaining("between 1 and 10000 rows, not 0");
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> this.songs.apageAfter(null, 10_001))
			.withMessageContaining("not 10001");
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> this.songs.apage(-1, 10))
			.withMessage("Pages are counted from 0; there is no page -1");
	}

	@Test
	void whatHasNoOrderOfRowsIsNotPagedByIt() {
		assertUnpaged(this.songs.slice(0, 2), "of a slice");
		assertUnpaged(this.songs.orderBy("?"), "in a random order");
		assertUnpaged(this.songs.union(this.songs), "of combined, grouped or distinct(fields) rows");
		assertUnpaged(this.songs.values("band").annotate("songs", count("id")).orderBy("songs"),
				"of combined, grouped or distinct(fields) rows");
		assertUnpaged(this.songs.orderBy("released").values("title").distinct(), "of distinct values");
		assertUnpaged(this.songs.annotate("bytes", Functions.rawSql("null").as(byte[].class)).orderBy("bytes"),
				"by 'bytes', which holds bytes or an array");
		assertUnpaged(this.songs.orderBy(Functions.rawSql("seconds").asc()),
				"by a computed value, whose type is not known");
	}

	private void assertUnpaged(ValuesQuerySet<Song, ?> rows, String message) {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> rows.apageAfter(null, 2))
			.withMessageStartingWith("apageAfter() cannot page 'Song' " + message);
	}

	@Test
	void declaredMethodsGivePages() {
		Page<Song> page = await(this.songs.apageByBandNameOrderBySecondsDesc("Can", 0, 2));
		CursorPage<String> titles = await(this.songs.apageAfterTitle("Can", null, 3));
		CursorPage<String> more = await(this.songs.apageAfterTitle("Can", titles.next(), 3));
		Page<Line> lines = await(this.songs.apage(1000, 0, 10));

		assertThat(page.content()).extracting(Song::title).containsExactly("Halleluhwah", "Spoon");
		assertThat(page.total()).isEqualTo(5);
		assertThat(titles.content()).containsExactly("Halleluhwah", "O'Brien; --", "Spoon");
		assertThat(more.content()).containsExactly("Spoon", "Spoon");
		assertThat(lines.content()).containsExactly(new Line("Halleluhwah", null));
	}

	interface Songs extends AsyncRepository<Song, Long> {

		CompletableFuture<Page<Song>> apageByBandNameOrderBySecondsDesc(String name, int number, int size);

		CompletableFuture<CursorPage<String>> apageAfterTitle(String band__name, @Nullable String after, int size);

		CompletableFuture<Page<Line>> apage(int seconds__gt, int number, int size);

	}

	record Line(String title, @Nullable LocalDate released) {
	}

	@Test
	void valuesComeAsMaps() {
		CursorPage<Map<String, @Nullable Object>> page = await(
				this.songs.orderBy("-seconds").values("title").apageAfter(null, 1));

		assertThat(page.content()).containsExactly(Map.of("title", "Halleluhwah"));
	}

}
