package io.asyncorm.repository;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.Page;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.Discography.Song;
import io.asyncorm.testdatabase.TestDatabase;
import io.micrometer.context.ContextRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for declared methods that return Reactor's types, on real databases.
 */
class ReactorReturnTypesIntegrationTests extends AbstractDiscographyIntegrationTests {

	private final Songs songs;

	ReactorReturnTypesIntegrationTests(TestDatabase database) {
		super(database);
		this.songs = this.discography.repository(Songs.class);
	}

	@Test
	void resultsComeAsMonos() {
		assertThat(this.songs.aget("Song 2").block()).returns(122, Song::seconds);
		assertThat(this.songs.afirst("Song 2").block()).returns(122, Song::seconds);
		assertThat(this.songs.alast("Song 2").block()).map(Song::seconds).contains(122);
		assertThat(this.songs.alistTitleOrderByTitle().block()).containsExactly("Beetlebum", "Halleluhwah", "Song 2");
		assertThat(this.songs.acount("Blur").block()).isEqualTo(2);
		assertThat(this.songs.apageOrderByTitle(0, 1).block()).returns(3L, Page::total);
		assertThat(this.songs.anumber(2).block()).isEqualTo(2);
		assertThat(this.songs.aupdate("Song 2", 121).block()).isNull();
		assertThat(await(this.songs.filter("seconds", 121).acount())).isEqualTo(1);
	}

	@Test
	void aMonoIsEmptyWhereThereMayBeNothingAndFailsWhereThereMustBe() {
		assertThat(this.songs.afirst("None").hasElement().block()).isFalse();
		assertThat(this.songs.afirstReleased("Beetlebum").hasElement().block()).isFalse();
		assertThat(this.songs.anumber(9).hasElement().block()).isFalse();
		assertThatExceptionOfType(DoesNotExistException.class).isThrownBy(() -> this.songs.aget("None").block());
	}

	@Test
	void rowsComeAsFluxes() {
		assertThat(this.songs.alistBySecondsGt(200).map(Song::title).collectList().block()).containsExactly("Beetlebum",
				"Halleluhwah");
		assertThat(this.songs.aiteratorTitle().take(2).collectList().block()).containsExactly("Beetlebum",
				"Halleluhwah");
		assertThat(this.songs.anumbers().collectList().block()).containsExactly(1, 2);
	}

	@Test
	void nothingIsSentBeforeSomeoneSubscribesAndThenEachTime() {
		Mono<Song> created = this.songs.acreate("New", 1,
				Ref.to(await(this.discography.repository(Discography.Bands.class).aget(1L))));

		assertThat(await(this.songs.filter("title", "New").acount())).isZero();

		Song first = created.block();
		Song second = created.block();

		assertThat(first.id()).isNotEqualTo(second.id());
		assertThat(await(this.songs.filter("title", "New").acount())).isEqualTo(2);
	}

	@Test
	void wrongArgumentsFailTheMonoAndNotTheCall() {
		@SuppressWarnings("NullAway") // as a caller without null checks would
		Mono<Integer> counted = this.songs.acount(null);

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(counted::block)
			.withMessageContaining("'Songs.acount' was given null for 'band__name'");
	}

	@Test
	@Timeout(300)
	void cancellingTheSubscriptionCancelsTheStatement() {
		JdbcClient jdbc = this.discography.jdbc();

		await(this.discography.orm().transactions().atomic(() -> {
			await(this.songs.filter("title", "Song 2").aupdate(kw("seconds", 1)));
			Disposable blocked = this.songs.aupdate("Song 2", 5).subscribeOn(Schedulers.boundedElastic()).subscribe();
			while (this.database.countExecuting(jdbc, "seconds") < 1) {
				Thread.onSpinWait();
			}
			blocked.dispose();
			while (this.database.countExecuting(jdbc, "seconds") != 0) {
				Thread.onSpinWait();
			}
			return 0;
		}));

		assertThat(this.songs.aget("Song 2").block()).returns(1, Song::seconds);
	}

	@Test
	void theContextOfTheSubscriberIsThatOfTheCall() {
		ContextRegistry.getInstance().registerThreadLocalAccessor("request", request);
		try {
			this.songs.aget(122).contextWrite(Context.of("request", "42")).block();
			this.songs.alistBySeconds(304).contextWrite(Context.of("request", "43")).blockLast();

			assertThat(Line.requests).containsEntry("Song 2", "42").containsEntry("Beetlebum", "43");
			assertThat(request.get()).isEqualTo("none");
		}
		finally {
			ContextRegistry.getInstance().removeThreadLocalAccessor("request");
		}
	}

	private static final ThreadLocal<String> request = ThreadLocal.withInitial(() -> "none");

	/** Made where the row is read. */
	record Line(String title) {

		private static final Map<String, String> requests = new ConcurrentHashMap<>();

		Line {
			requests.put(title, request.get());
		}

	}

	interface Songs extends AsyncRepository<Song, Long> {

		Mono<Song> aget(String title);

		Mono<Line> aget(int seconds);

		Flux<Line> alistBySeconds(int seconds);

		Mono<Song> afirst(String title);

		Mono<Optional<Song>> alast(String title);

		Mono<LocalDate> afirstReleased(String title);

		Mono<List<String>> alistTitleOrderByTitle();

		Mono<Integer> acount(String band__name);

		Mono<Page<Song>> apageOrderByTitle(int number, int size);

		Mono<Void> aupdate(String title, @NewValue int seconds);

		Mono<Song> acreate(String title, int seconds, Ref<Discography.Band> band);

		Flux<Song> alistBySecondsGt(int seconds);

		Flux<String> aiteratorTitle();

		@Query("select n from (select 1 as n union all select 2) t where n = :number")
		Mono<Integer> anumber(int number);

		@Query("select n from (select 1 as n union all select 2) t order by n")
		Flux<Integer> anumbers();

	}

}
