package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.asyncorm.query.QuerySet;
import io.asyncorm.repository.Discography.Band;
import io.asyncorm.repository.Discography.Song;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

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

/**
 * Tests for methods that repositories inherit from generic interfaces and from interfaces
 * that are none of repositories, and for overloads of them, on real databases.
 */
class InheritedMethodsIntegrationTests extends AbstractDiscographyIntegrationTests {

	private final Songs songs;

	private final Bands bands;

	InheritedMethodsIntegrationTests(TestDatabase database) {
		super(database);
		this.songs = this.discography.repository(Songs.class);
		this.bands = this.discography.repository(Bands.class);
	}

	@Test
	void oneInterfaceDeclaresForTwoModels() {
		assertThat(await(this.songs.alistByIdIn(List.of(1L, 2L)))).extracting(Song::title)
			.containsExactly("Halleluhwah", "Song 2");
		assertThat(await(this.bands.alistByIdIn(List.of(1L, 2L)))).extracting(Band::name)
			.containsExactly("Blur", "Can");
		assertThat(await(this.songs.afirst(1L).toCompletableFuture())).map(Song::title).contains("Song 2");
		assertThat(await(this.bands.afirst(9L).toCompletableFuture())).isEmpty();
		assertThat(await(this.songs.ainBulkByIdLt(3L).toCompletableFuture())).containsOnlyKeys(1L, 2L);
		assertThat(await(this.bands.ainBulkByIdLt(2L).toCompletableFuture())).containsOnlyKeys(1L);
		assertThat(await(this.bands.filterByIdGt(1L).acount())).isEqualTo(1);
		assertThat(await(this.bands.apage(PageRequest.of(0, 1))).getTotalElements()).isEqualTo(2);
		assertThat(this.songs.alistByIdGte(2L).collectList().block()).extracting(Song::title)
			.containsExactly("Beetlebum", "Halleluhwah");
	}

	@Test
	void bodiesAreInheritedAndCallWhatIsDeclaredBelow() {
		assertThat(await(this.songs.ahas(3L))).isTrue();
		assertThat(await(this.bands.ahas(3L))).isFalse();
		assertThat(await(this.songs.ashorterThan(200))).isEqualTo(1);
		assertThat(this.songs.described()).isEqualTo("songs in Songs");
		assertThat(this.bands.described()).isEqualTo("bands");
	}

	@Test
	void overloadsAreToldApartByTheirParameters() {
		assertThat(await(this.songs.acount(200))).isEqualTo(1);
		assertThat(await(this.songs.acount(200, "Blur"))).isEqualTo(1);
		assertThat(await(this.songs.acount("Blur"))).isEqualTo(2);
		assertThat(await(this.songs.acount())).isEqualTo(3);
	}

	@Test
	void recordsOfJoinsComeInPagesSlicesAndWindows() {
		Credit beetlebum = new Credit("Beetlebum", new Artist("Blur", new Company("Food")));
		Credit halleluhwah = new Credit("Halleluhwah", new Artist("Can", null));

		Page<Credit> page = await(this.songs.apageBySecondsGt(200, PageRequest.of(0, 5, Sort.by("band.name"))));
		Slice<Credit> slice = await(this.songs.apageBySecondsGte(304, PageRequest.of(0, 1, Sort.by("title"))));
		List<Credit> scrolled = new ArrayList<>();
		Window<Credit> window = await(this.songs.apage(ScrollPosition.keyset(), Limit.of(1), Sort.by("title")));
		scrolled.addAll(window.getContent());
		window = await(this.songs.apage(window.positionAt(0), Limit.of(1), Sort.by("title")));
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

	/**
	 * What each repository has.
	 *
	 * @param <T> the model
	 */
	interface Numbered<T> extends AsyncRepository<T, Long> {

		CompletableFuture<List<T>> alistByIdIn(List<Long> ids);

		CompletionStage<Optional<T>> afirst(Long id);

		CompletionStage<Map<Long, T>> ainBulkByIdLt(long id);

		QuerySet<T> filterByIdGt(long id);

		CompletableFuture<Page<T>> apage(Pageable pageable);

		Flux<T> alistByIdGte(long id);

		default CompletableFuture<Boolean> ahas(long id) {
			return afirst(id).toCompletableFuture().thenApply(Optional::isPresent);
		}

		default String described() {
			return described("bands");
		}

		private String described(String what) {
			return what;
		}

	}

	interface Counting {

		CompletableFuture<Integer> acount(int seconds__lt);

		CompletableFuture<Long> acount(Integer seconds__gt, String band__name);

		default CompletableFuture<Integer> ashorterThan(int seconds) {
			return acount(seconds);
		}

	}

	interface Bands extends Numbered<Band> {

	}

	interface Songs extends Numbered<Song>, Counting {

		CompletableFuture<Long> acount(String band__name);

		@Override
		CompletableFuture<Integer> acount(int seconds__lt);

		@Override
		default String described() {
			return "songs in " + named(Songs.class);
		}

		static String named(Class<?> type) {
			return type.getSimpleName();
		}

		CompletableFuture<Page<Credit>> apageBySecondsGt(int seconds, Pageable pageable);

		CompletableFuture<Slice<Credit>> apageBySecondsGte(int seconds, Pageable pageable);

		CompletableFuture<Window<Credit>> apage(ScrollPosition position, Limit limit, Sort sort);

		CompletionStage<Optional<Credit>> afirstByTitle(String title);

		CompletableFuture<Window<String>> apageTitle(ScrollPosition position, Limit limit);

		CompletionStage<Optional<Integer>> afirstSecondsByTitle(String title);

	}

	record Credit(String title, Artist band) {
	}

	record Artist(String name, @Nullable Company label) {
	}

	record Company(String name) {
	}

}
