package io.asyncorm.repository;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.asyncorm.query.Page;
import io.asyncorm.query.QuerySet;
import io.asyncorm.repository.Discography.Band;
import io.asyncorm.repository.Discography.Song;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

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
		assertThat(await(this.bands.apageByIdGt(0L, 0, 1)).total()).isEqualTo(2);
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

		CompletableFuture<Page<T>> apageByIdGt(long id, int number, int size);

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

	}

}
