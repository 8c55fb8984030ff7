package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.asyncorm.model.InvalidValueException;
import io.asyncorm.repository.Discography.Song;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for declared methods with Spring Data's parameters and results, on real
 * databases.
 */
class SpringDataReturnTypesIntegrationTests extends AbstractDiscographyIntegrationTests {

	private final Songs songs;

	SpringDataReturnTypesIntegrationTests(TestDatabase database) {
		super(database);
		this.songs = this.discography.repository(Songs.class);
	}

	@Test
	void pagesKnowHowManyRowsThereAre() {
		Page<Song> page = await(this.songs.apageBySecondsGt(0,
				PageRequest.of(1, 2, Sort.by("band.name").descending().and(Sort.by("title")))));
		Page<String> everything = await(this.songs.apageTitle(Pageable.unpaged()));

		assertThat(page.getContent()).extracting(Song::title).containsExactly("Song 2");
		assertThat(page.getTotalElements()).isEqualTo(3);
		assertThat(page.getSort().getOrderFor("title")).isNotNull();
		assertThat(everything).containsExactly("Beetlebum", "Halleluhwah", "Song 2");
		assertThat(this.songs.apage("Blur", PageRequest.of(0, 1)).map(Page::getTotalElements).block()).isEqualTo(2);
	}

	@Test
	void pagesBeginAtTheOffsetThatIsAskedFor() {
		Page<Song> page = await(this.songs.apageBySecondsGt(0, new OffsetPageable(1, PageRequest.of(0, 2))));

		assertThat(page).extracting(Song::title).containsExactly("Halleluhwah", "Song 2");
		assertThat(page.getTotalElements()).isEqualTo(3);
	}

	@Test
	void slicesKnowWhetherMoreFollows() {
		Slice<Song> first = await(this.songs.apage(0, PageRequest.of(0, 2)));
		Slice<Song> second = await(this.songs.apage(0, first.nextPageable()));

		assertThat(first).extracting(Song::title).containsExactly("Beetlebum", "Halleluhwah");
		assertThat(first.hasNext()).isTrue();
		assertThat(second).extracting(Song::title).containsExactly("Song 2");
		assertThat(second.hasNext()).isFalse();
		assertThat(await(this.songs.apage(0, PageRequest.of(0, 3))).hasNext()).isFalse();
	}

	@Test
	void windowsGoOnByKeysAndByOffset() {
		for (ScrollPosition start : List.of(ScrollPosition.keyset(), ScrollPosition.offset())) {
			List<String> titles = new ArrayList<>();
			Window<Song> window = await(this.songs.apage(start, Limit.of(2), Sort.by("released").descending()));
			titles.addAll(window.map(Song::title).toList());
			assertThat(window.hasNext()).isTrue();
			Window<Song> next = await(this.songs.apage(window.positionAt(window.size() - 1), Limit.of(2),
					Sort.by("released").descending()));
			titles.addAll(next.map(Song::title).toList());

			assertThat(next.hasNext()).isFalse();
			assertThat(titles).containsExactlyInAnyOrder("Beetlebum", "Halleluhwah", "Song 2");
		}
	}

	@Test
	void windowsAreReadBackwardInTheSameOrder() {
		Sort sort = Sort.by("released").descending();
		List<Song> all = await(this.songs.apage(ScrollPosition.keyset(), Limit.of(3), sort)).getContent();

		Window<Song> last = await(this.songs.apage(ScrollPosition.keyset().backward(), Limit.of(2), sort));
		Window<Song> first = await(this.songs.apage(last.positionAt(0), Limit.of(2), sort));
		KeysetScrollPosition middle = (KeysetScrollPosition) last.positionAt(0);

		assertThat(last.getContent()).isEqualTo(all.subList(1, 3));
		assertThat(last.hasNext()).isTrue();
		assertThat(first.getContent()).isEqualTo(all.subList(0, 1));
		assertThat(first.hasNext()).isFalse();
		assertThat(await(this.songs.apage(middle.forward(), Limit.of(2), sort)).getContent())
			.isEqualTo(all.subList(2, 3));
	}

	@Test
	void positionsOfOthersAreRefused() {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.songs.apage(ScrollPosition.forward(Map.of("id", 1)), Limit.of(1), Sort.unsorted()))
			.withMessageContaining("none that a Window has given");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.songs.apage(ScrollPosition.keyset(), Limit.unlimited(), Sort.unsorted()))
			.withMessageContaining("A Window needs a Limit");
	}

	@Test
	void listsAreSortedAndLimited() {
		assertThat(await(this.songs.alist(Sort.by(Sort.Order.desc("seconds")), Limit.of(2)))).extracting(Song::title)
			.containsExactly("Halleluhwah", "Beetlebum");
		assertThat(await(this.songs.alistTitle(PageRequest.of(1, 1, Sort.by("title"))))).containsExactly("Halleluhwah");
		assertThat(await(
				this.songs.alist(Sort.by(Sort.Order.asc("released").nullsLast(), Sort.Order.desc("title").ignoreCase()),
						Limit.unlimited())))
			.extracting(Song::title)
			.containsExactly("Song 2", "Halleluhwah", "Beetlebum");
	}

	@Test
	void recordsOfJoinsComeInPagesSlicesAndWindows() {
		Credit beetlebum = new Credit("Beetlebum", new Artist("Blur", new Company("Food")));
		Credit halleluhwah = new Credit("Halleluhwah", new Artist("Can", null));

		Page<Credit> page = await(this.songs.apageBySecondsGte(200, PageRequest.of(0, 5, Sort.by("band.name"))));
		Slice<Credit> slice = await(
				this.songs.apageBySecondsIn(List.of(304, 1111), PageRequest.of(0, 1, Sort.by("title"))));
		List<Credit> scrolled = new ArrayList<>();
		Window<Credit> window = await(this.songs.apageBySecondsGt(200, ScrollPosition.keyset(), Limit.of(1)));
		scrolled.addAll(window.getContent());
		window = await(this.songs.apageBySecondsGt(200, window.positionAt(0), Limit.of(1)));
		scrolled.addAll(window.getContent());

		assertThat(page.getContent()).containsExactly(beetlebum, halleluhwah);
		assertThat(slice.getContent()).containsExactly(beetlebum);
		assertThat(slice.hasNext()).isTrue();
		assertThat(scrolled).containsExactly(beetlebum, halleluhwah);
		assertThat(await(this.songs.afirstByTitle("Halleluhwah").toCompletableFuture())).contains(halleluhwah);
	}

	@Test
	void valuesComeInWindowsAndByStages() {
		Window<String> first = await(this.songs.apageTitle(ScrollPosition.offset(), Limit.of(2)));
		Window<String> second = await(this.songs.apageTitle(first.positionAt(1), Limit.of(2)));

		assertThat(first.getContent()).containsExactly("Beetlebum", "Halleluhwah");
		assertThat(second.getContent()).containsExactly("Song 2");
		assertThat(await(this.songs.afirstSecondsByTitle("Song 2").toCompletableFuture())).contains(122);
	}

	@Test
	void unknownPropertiesAndOtherTextsAreRefused() {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.songs.alist(Sort.by("title", "titel"), Limit.unlimited()))
			.withMessage("'titel' is no property to sort by")
			.havingCause()
			.withMessageContaining("Did you mean 'title'?");
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.songs.alist(Sort.by("-title"), Limit.unlimited()))
			.withMessage("'-title' is no property to sort by");
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.songs.alist(Sort.by("title nulls last; drop"), Limit.unlimited()));
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.songs.alist(Sort.by("band" + ".songs.band".repeat(500)), Limit.unlimited()))
			.havingCause()
			.withMessageContaining("more than 100 names");
	}

	@Test
	void pagesOfAnySizeAreRefused() {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.songs.apage(100, PageRequest.of(0, Integer.MAX_VALUE)))
			.withMessageContaining("not 2147483647");
	}

	@Test
	void whatDoesNotFitIsAFaultAtStartup() {
		RepositoryDefinitionException report = RepositoryFaults.catchReport(Misfits.class, Discography.MODELS);

		assertThat(report.faults()).hasSize(4);
		assertThat(String.join("\n", report.faults())).contains(
				"Misfits.acount(Sort): a parameter of Spring Data means nothing in 'acount' with this return type; remove it",
				"Misfits.alist(Pageable, Sort): a Pageable holds a Sort and a limit already; remove the other parameter",
				"Misfits.apage(Sort): it needs a Pageable, and nothing else of Spring Data, for a Page",
				"Misfits.apage(ScrollPosition): it needs a ScrollPosition and a Limit, and perhaps a Sort, for a Window");
	}

	record OffsetPageable(long offset, Pageable page) implements Pageable {

		@Override
		public int getPageNumber() {
			return 0;
		}

		@Override
		public int getPageSize() {
			return this.page.getPageSize();
		}

		@Override
		public long getOffset() {
			return this.offset;
		}

		@Override
		public Sort getSort() {
			return this.page.getSort();
		}

		@Override
		public Pageable next() {
			return this.page.next();
		}

		@Override
		public Pageable previousOrFirst() {
			return this.page.previousOrFirst();
		}

		@Override
		public Pageable first() {
			return this.page.first();
		}

		@Override
		public Pageable withPage(int pageNumber) {
			return this.page.withPage(pageNumber);
		}

		@Override
		public boolean hasPrevious() {
			return this.offset > 0;
		}

	}

	interface Misfits extends AsyncRepository<Song, Long> {

		CompletableFuture<Long> acount(Sort sort);

		CompletableFuture<List<Song>> alist(Pageable pageable, Sort sort);

		CompletableFuture<Page<Song>> apage(Sort sort);

		CompletableFuture<Window<Song>> apage(ScrollPosition position);

	}

	interface Songs extends AsyncRepository<Song, Long> {

		CompletableFuture<Page<Song>> apageBySecondsGt(int seconds, Pageable pageable);

		CompletableFuture<Page<String>> apageTitle(Pageable pageable);

		Mono<Page<Song>> apage(String band__name, Pageable pageable);

		CompletableFuture<Slice<Song>> apage(int seconds__gt, Pageable pageable);

		CompletableFuture<Window<Song>> apage(ScrollPosition position, Limit limit, Sort sort);

		CompletableFuture<List<Song>> alist(Sort sort, Limit limit);

		CompletableFuture<List<String>> alistTitle(Pageable pageable);

		Mono<Page<Song>> apageBySecondsLt(int seconds, Pageable pageable);

		CompletableFuture<Page<Credit>> apageBySecondsGte(int seconds, Pageable pageable);

		CompletableFuture<Slice<Credit>> apageBySecondsIn(List<Integer> seconds, Pageable pageable);

		CompletableFuture<Window<Credit>> apageBySecondsGt(int seconds, ScrollPosition position, Limit limit);

		CompletableFuture<Window<String>> apageTitle(ScrollPosition position, Limit limit);

		CompletionStage<Optional<Credit>> afirstByTitle(String title);

		CompletionStage<Optional<Integer>> afirstSecondsByTitle(String title);

		default CompletableFuture<Long> atotal() {
			return apageBySecondsGt(0, PageRequest.of(0, 2)).thenApply(Page::getTotalElements);
		}

		@Query("select * from \"song\" order by title")
		CompletableFuture<Page<Song>> aofSql(Pageable pageable);

		default CompletableFuture<Long> atotalOfSql() {
			return aofSql(PageRequest.of(0, 2)).thenApply(Page::getTotalElements);
		}

		default CompletableFuture<Long> atotalOfReactor() {
			return apageBySecondsLt(10_000, PageRequest.of(0, 2)).map(Page::getTotalElements).toFuture();
		}

	}

	record Credit(String title, Artist band) {
	}

	record Artist(String name, @Nullable Company label) {
	}

	record Company(String name) {
	}

}
