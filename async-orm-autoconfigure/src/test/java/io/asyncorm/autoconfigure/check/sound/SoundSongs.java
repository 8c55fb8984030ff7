package io.asyncorm.autoconfigure.check.sound;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.Deleted;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Defaults;
import io.asyncorm.repository.NewValue;
import io.asyncorm.repository.Query;
import reactor.core.publisher.Flux;

public interface SoundSongs extends AsyncRepository<Song, Long> {

	CompletableFuture<List<Song>> alist(String title__icontains, int seconds__gte);

	CompletableFuture<Optional<Song>> afirst(List<Long> id__in, int released__year);

	CompletableFuture<List<String>> alistTitleBySingerNameOrderByReleased(String name);

	CompletableFuture<Long> acount(Ref<Singer> singer);

	CompletableFuture<Song> acreate(String title, int seconds, LocalDate released, Ref<Singer> singer);

	CompletableFuture<Long> aupdate(String title, @NewValue int seconds);

	CompletableFuture<Deleted> adelete(int seconds__lt);

	CompletableFuture<UpdateOrCreate<Song>> aupdateOrCreate(String title, @Defaults int seconds,
			@Defaults Ref<Singer> singer);

	@Query("select * from song where released > :after")
	Flux<Song> after(LocalDate after);

	@Query("select title, name as singer_name, released from song join singer on singer.id = singer_id")
	CompletableFuture<List<Line>> alines();

	@Query("select title, seconds, name as singer__name from song join singer on singer.id = singer_id")
	CompletableFuture<List<Sung>> asung();

	@Query("select id, title from song")
	CompletableFuture<Map<Long, String>> atitles();

	@Query("select singer.id, title, seconds, name as singer__name from song join singer on singer.id = singer_id")
	CompletableFuture<Map<Long, Sung>> asungBySinger();

	@Query("select avg(seconds) from song")
	CompletableFuture<BigDecimal> aaverage();

	@Query("insert into singer (name) values (:name)")
	CompletableFuture<Long> aadd(String name);

	@Query("update song set seconds = :seconds where id = :id")
	CompletableFuture<Void> aset(long id, int seconds);

	@Query("select title, seconds from long_song")
	CompletableFuture<List<Length>> alengthsOfAView();

	@Query("with counted as (select title, count(*) as seconds from song group by title) select * from counted")
	CompletableFuture<List<Length>> alengthsOfAQuery();

	@Query("select title, seconds from song where seconds is not null")
	CompletableFuture<List<Length>> alengthsWithoutNull();

	@Query("select null as rating from song")
	CompletableFuture<List<Integer>> anothing();

	@Query("delete from song")
	CompletableFuture<Long> aclear();

	default QuerySet<Song> longOnes() {
		throw new IllegalStateException("It is called by nobody");
	}

	record Length(String title, int seconds) {
	}

	record Sung(String title, SungBy singer, Integer seconds) {
	}

	record SungBy(String name) {
	}

	record Line(String title, String singerName, LocalDate released) {
	}

}
