package io.asyncorm.autoconfigure.check.faulty;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import reactor.core.publisher.Flux;

/** Each method with a {@code @Query} has one fault. */
public interface FaultySongs extends AsyncRepository<Song, Long> {

	@Query("""
			select title
			from song
			where titel = :title""")
	CompletableFuture<List<String>> aunknownColumn(String title);

	@Query("select title from songs")
	CompletableFuture<List<String>> aunknownTable();

	@Query("selct title from song")
	CompletableFuture<Long> amisspelled();

	@Query("select title from song where")
	CompletableFuture<List<String>> aunfinished();

	@Query("select lenght(title) from song")
	CompletableFuture<List<Integer>> aunknownFunction();

	@Query("select title from song where seconds > :seconds")
	CompletableFuture<List<String>> atextForNumber(String seconds);

	@Query("select title from song where released = :released")
	CompletableFuture<List<String>> anumberForDate(int released);

	@Query("select title from song where id = any(:ids)")
	CompletableFuture<List<String>> atextsForKeys(List<String> ids);

	@Query("select id, name as titel from singer")
	CompletableFuture<List<Line>> amissingComponent();

	@Query("select id, title, released from song")
	CompletableFuture<List<Line>> aunreadColumn();

	@Query("select title, seconds from song")
	CompletableFuture<Optional<Length>> anullForPrimitive();

	@Query("select id, seconds as title from song where false")
	CompletableFuture<List<Numbered>> anumberForText();

	@Query("select title as released from song")
	CompletableFuture<List<Release>> atextForDate();

	@Query("select title, seconds from song")
	CompletableFuture<List<String>> atwoColumns();

	@Query("select title from song")
	CompletableFuture<List<Integer>> atextAsNumber();

	@Query("select seconds from song")
	CompletableFuture<List<UUID>> anumberAsUuid();

	@Query("select id, title, seconds, released from song")
	CompletableFuture<List<Song>> aincompleteModel();

	@Query("select song.*, length(title) as letters from song")
	Flux<Song> tooManyColumns();

	@Query("select title, id as singer__name from song")
	CompletableFuture<List<Sung>> aotherTypeWithin();

	@Query("select title, id from song")
	CompletableFuture<List<Sung>> anothingWithin();

	@Query("select id from song")
	CompletableFuture<Map<Long, String>> akeyAlone();

	@Query("select title, id, seconds from song")
	CompletableFuture<Map<Long, Long>> atextAsKey();

	@Query("update song set seconds = seconds + 1, rating = 5")
	CompletableFuture<Long> aunknownColumnToSet();

	@Query("insert into singer (name) values (:name, :name)")
	CompletableFuture<Long> atooManyValues(String name);

	@Query("delete from song where singer = :singer")
	CompletableFuture<Long> adeleteOf(long singer);

	@Query("select name from song join singer on singer.id = singer_id order by id")
	CompletableFuture<List<String>> aambiguousColumn();

	@Query("select title, avg(seconds) as seconds from song")
	CompletableFuture<List<Mean>> amissingGroups();

	// what follows is right

	CompletableFuture<List<Song>> alist(String title__icontains);

	@Query("select title from song where seconds >= :seconds")
	Flux<String> right(int seconds);

	record Line(long id, String title) {
	}

	record Sung(String title, SungBy singer) {
	}

	record SungBy(LocalDate name) {
	}

	record Length(String title, int seconds) {
	}

	record Numbered(long id, LocalDate title) {
	}

	record Release(LocalDate released) {
	}

	record Mean(String title, BigDecimal seconds) {
	}

}
