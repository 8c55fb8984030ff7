package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.InvalidValueException;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.repository.Discography.Song;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for methods with a {@link Query} and Spring Data's parameters and results, on
 * real databases.
 */
class SpringDataQueriesIntegrationTests extends AbstractDiscographyIntegrationTests {

	private final Pieces pieces;

	SpringDataQueriesIntegrationTests(TestDatabase database) {
		super(database);
		// whose columns are called TITLE, ... on H2
		String view = "create view piece as select [s].[id] as id, [s].[title] as title, [s].[seconds] as seconds,"
				+ " [s].[released] as released, [s].[band_id] as band_id, [b].[name] as band_name"
				+ " from [song] [s] join [band] [b] on [b].[id] = [s].[band_id]";
		String quote = (database == TestDatabase.MARIADB) ? "`" : "\"";
		this.discography.jdbc().sql(view.replaceAll("[\\[\\]]", quote)).update();
		this.pieces = this.discography.repository(Pieces.class);
	}

	@Test
	void aPageHasTheRowsOfTheQueryInItsOrderAndTheirNumber() {
		Page<Song> first = await(this.pieces.alonger(100, PageRequest.of(0, 2)));
		Page<Song> second = await(this.pieces.alonger(100, first.nextPageable()));

		assertThat(first).extracting(Song::title).containsExactly("Song 2", "Halleluhwah");
		assertThat(first.getTotalElements()).isEqualTo(3);
		assertThat(second).extracting(Song::title).containsExactly("Beetlebum");
		assertThat(second.hasNext()).isFalse();
		assertThat(await(this.pieces.alonger(200, Pageable.unpaged())).getTotalElements()).isEqualTo(2);
	}

	@Test
	void aSortTakesThePlaceOfTheOrderOfTheQuery() {
		Sort byBand = Sort.by("band.name").descending().and(Sort.by("seconds"));

		Page<Piece> sorted = await(this.pieces.apieces(PageRequest.of(0, 2, byBand)));

		assertThat(sorted).containsExactly(new Piece("Halleluhwah", 1111, new Artist("Can")),
				new Piece("Song 2", 122, new Artist("Blur")));
		assertThat(sorted.getTotalElements()).isEqualTo(3);
		assertThat(await(this.pieces.alonger(100, PageRequest.of(0, 1, Sort.by("band", "title")))))
			.extracting(Song::title)
			.containsExactly("Beetlebum");
		assertThat(await(this.pieces.atitles(Sort.by(Sort.Order.desc("title").ignoreCase()), Limit.unlimited())))
			.containsExactly("Song 2", "Halleluhwah", "Beetlebum");
	}

	@Test
	void nullsStandWhereTheSortWantsThem() {
		Sort.Order released = Sort.Order.asc("released");

		assertThat(await(this.pieces.alist(Sort.by(released.nullsFirst(), Sort.Order.asc("title")))))
			.extracting(Song::title)
			.containsExactly("Beetlebum", "Halleluhwah", "Song 2");
		assertThat(await(this.pieces.alist(Sort.by(released.nullsLast(), Sort.Order.desc("title")))))
			.extracting(Song::title)
			.containsExactly("Song 2", "Halleluhwah", "Beetlebum");
	}

	@Test
	void aSliceKnowsWhetherMoreFollows() {
		Slice<String> slice = await(this.pieces.aslice(PageRequest.of(0, 2)));
		Slice<String> rest = await(this.pieces.aslice(slice.nextPageable()));

		assertThat(slice).containsExactly("Beetlebum", "Halleluhwah");
		assertThat(slice.hasNext()).isTrue();
		assertThat(rest).containsExactly("Song 2");
		assertThat(rest.hasNext()).isFalse();
	}

	@Test
	void rowsOfAnyFormAreLimited() {
		List<String> streamed = new ArrayList<>();
		await(this.pieces.astream(Limit.of(2)).forEach(streamed::add));

		assertThat(streamed).containsExactly("Beetlebum", "Halleluhwah");
		assertThat(await(this.pieces.atitles(Sort.unsorted(), Limit.of(1)))).containsExactly("Song 2");
		assertThat(await(this.pieces.alongest(Sort.by("seconds").descending(), Limit.of(1)))).contains("Halleluhwah");
		assertThat(await(this.pieces.aseconds(PageRequest.of(1, 1)))).isEqualTo(Map.of("Halleluhwah", 1111));
	}

	@Test
	void acountQueryCountsInPlaceOfTheQuery() {
		Page<Integer> page = await(this.pieces.apairs(304, PageRequest.of(0, 1)));

		assertThat(page).containsExactly(122);
		assertThat(page.getTotalElements()).isEqualTo(42);
	}

	@Test
	void queriesOfAnyFormCanBePaged() {
		assertThat(this.pieces.aunion(PageRequest.of(0, 1)).block()).containsExactly(1);
		assertThat(await(this.pieces.awith(PageRequest.of(1, 1))).getTotalElements()).isEqualTo(2);
		assertThat(await(this.pieces.aparenthesised(PageRequest.of(0, 5, Sort.by("title")))))
			.containsExactly("Halleluhwah", "Song 2");
	}

	@Test
	void aPageJoinsTheTransactionOfItsCaller() {
		long total = await(this.discography.orm().transactions().atomic(() -> {
			await(this.pieces.filter("title", "Song 2").adelete());
			return await(this.pieces.alonger(0, PageRequest.of(0, 1, Sort.by("title")))).getTotalElements();
		}));

		assertThat(total).isEqualTo(2);
	}

	@Test
	void aSortThatNamesNoColumnIsRefused() {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> await(this.pieces.alonger(1, PageRequest.of(0, 1, Sort.by("titel")))))
			.withMessageContaining("'titel' is no property to sort by")
			.havingCause()
			.withMessageContaining("Pieces.alonger gives no column 'titel'. Did you mean");
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.pieces.alist(Sort.by("title desc; drop table song")))
			.withMessageContaining("is no property to sort by");
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> await(this.pieces.alist(Sort.by("(select 1)"))));
	}

	@Test
	void pagesOfAnySizeAreRefused() {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.pieces.alonger(1, PageRequest.of(0, Integer.MAX_VALUE)))
			.withMessageContaining("not 2147483647");
	}

	@Test
	void columnsOfOneNameCannotBeSortedBy() {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> await(this.pieces.apairs(304, PageRequest.of(0, 1, Sort.by("title")))))
			.satisfies((refused) -> assertThat(refused.getMessage()).containsIgnoringCase("title")
				.matches((text) -> this.database != TestDatabase.POSTGRESQL
						|| text.contains("Give each another one, by 'as'")));
	}

	interface Pieces extends AsyncRepository<Song, Long> {

		@Query("select id, title, seconds, released, band_id from piece where seconds > :seconds order by title desc")
		CompletableFuture<Page<Song>> alonger(int seconds, Pageable pageable);

		@Query("select title, seconds, band_name as band__name from piece order by title")
		CompletableFuture<Page<Piece>> apieces(Pageable pageable);

		@Query("select id, title, seconds, released, band_id from piece")
		CompletableFuture<List<Song>> alist(Sort sort);

		@Query("select title from piece order by title; -- all of them")
		CompletableFuture<Slice<String>> aslice(Pageable pageable);

		@Query("select title from piece order by title desc -- all of them")
		CompletableFuture<List<String>> atitles(Sort sort, Limit limit);

		@Query("select title, seconds from piece")
		CompletableFuture<Optional<String>> alongest(Sort sort, Limit limit);

		@Query("select title, seconds from piece order by title")
		CompletableFuture<Map<String, Integer>> aseconds(Pageable pageable);

		@Query("select title from piece order by title")
		AsyncIterable<String> astream(Limit limit);

		@Query(value = "select p.seconds, p.title, q.title from piece p join piece q on p.id = q.id order by p.seconds",
				countQuery = "select 42 from piece where seconds = :seconds")
		CompletableFuture<Page<Integer>> apairs(int seconds, Pageable pageable);

		@Query("select 2 as n union all select 1 as n order by n")
		Mono<Page<Integer>> aunion(Pageable pageable);

		@Query("with longer as (select title from piece where seconds > 200) select title from longer order by title")
		CompletableFuture<Page<String>> awith(Pageable pageable);

		@Query("select * from (select title from piece order by title desc limit 2) as part")
		CompletableFuture<Page<String>> aparenthesised(Pageable pageable);

	}

	record Piece(String title, int seconds, @Nullable Artist band) {
	}

	record Artist(String name) {
	}

}
