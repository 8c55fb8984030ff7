package io.asyncorm.arrays;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.Model;
import io.asyncorm.model.Range;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import org.jspecify.annotations.Nullable;

/**
 * A model whose ranges and arrays are in SQL of one's own.
 */
final class OwnSqlModels {

	private OwnSqlModels() {
	}

	@Model
	record Stay(@Nullable Long id, String room, Range<Instant> during, @Nullable Range<Integer> guests,
			List<String> tags, List<LocalDate> cleaned) {
	}

	record Line(String room, Range<Instant> during, @Nullable Range<Integer> guests, List<String> tags,
			LocalDate[] cleaned) {
	}

	record Document(List<String> tags) {
	}

	record Inner(Line line) {
	}

	interface Stays extends AsyncRepository<Stay, Long> {

		@Query("select room from stay where during && :during order by id")
		CompletableFuture<List<String>> aroomsIn(Range<Instant> during);

		@Query("select room from stay where :during @> cast(:at as timestamptz) order by id")
		CompletableFuture<List<String>> aroomsIf(Range<Instant> during, Instant at);

		@Query("select room from stay where guests is not distinct from :guests order by id")
		CompletableFuture<List<String>> aroomsFor(@Nullable Range<Integer> guests);

		@Query("select room from stay where during = any(:all) order by id")
		CompletableFuture<List<String>> aroomsOf(List<Range<Instant>> all);

		@Query("select room from stay where tags && :tags order by id")
		CompletableFuture<List<String>> aroomsTagged(List<String> tags);

		@Query("select room from stay where tags = :tags and cleaned = cast(:cleaned as date[]) order by id")
		CompletableFuture<List<String>> aroomsWith(String[] tags, LocalDate[] cleaned);

		@Query("select room from stay where id = any(:ids) order by id")
		CompletableFuture<List<String>> aroomsById(long[] ids);

		@Query("update stay set during = :during, tags = :tags where room = :room")
		CompletableFuture<Integer> amove(String room, Range<Instant> during, List<String> tags);

		@Query("select during from stay order by id")
		CompletableFuture<List<Range<Instant>>> atimes();

		@Query("select room, during from stay order by id")
		CompletableFuture<Map<String, Range<Instant>>> atimesByRoom();

		@Query("select guests from stay where room = :room")
		CompletableFuture<Optional<Range<Integer>>> aguests(String room);

		@Query("select tags from stay order by id")
		CompletableFuture<List<List<String>>> atags();

		@Query("select cleaned from stay order by id")
		CompletableFuture<List<LocalDate[]>> acleaned();

		@Query("select * from stay order by id")
		CompletableFuture<List<Stay>> aall();

		@Query("select room, during, guests, tags, cleaned from stay order by id")
		CompletableFuture<List<Line>> alines();

		@Query("select room as line__room, during as line__during, guests as line__guests, tags as line__tags,"
				+ " cleaned as line__cleaned from stay order by id")
		CompletableFuture<List<Inner>> ainner();

		@Query("select to_jsonb(tags) as tags from stay order by id")
		CompletableFuture<List<Document>> adocuments();

	}

	@Model
	record Plain(@Nullable Long id, String name) {
	}

	interface Plains extends AsyncRepository<Plain, Long> {

	}

	interface Named extends AsyncRepository<Stay, Long> {

		CompletableFuture<List<Range<Instant>>> alistDuringOrderById();

		CompletableFuture<List<List<String>>> alistTagsOrderById();

		CompletableFuture<Optional<Range<Integer>>> afirstGuestsByRoom(String room);

		CompletableFuture<List<String>> agetTagsByRoom(String room);

	}

	interface WrongNames extends AsyncRepository<Stay, Long> {

		CompletableFuture<List<Range<String>>> alistDuring();

	}

	interface WrongStays extends AsyncRepository<Stay, Long> {

		@Query("select room from stay where during && :during")
		CompletableFuture<List<String>> aof(Range<String> during);

		@Query("select during from stay")
		CompletableFuture<List<Range<String>>> aread();

	}

}
