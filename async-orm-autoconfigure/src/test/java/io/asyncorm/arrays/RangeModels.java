package io.asyncorm.arrays;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.Column;
import io.asyncorm.model.Index;
import io.asyncorm.model.Model;
import io.asyncorm.model.Range;
import io.asyncorm.repository.AsyncRepository;
import org.jspecify.annotations.Nullable;

/**
 * Models whose properties are ranges.
 */
final class RangeModels {

	private RangeModels() {
	}

	@Model
	@Index(fields = "ages", method = "gist")
	record Event(@Nullable Long id, @Column(unique = true) String name, Range<Integer> ages,
			@Nullable Range<Instant> during, int age) {

		static Event of(String name, Range<Integer> ages) {
			return new Event(null, name, ages, null, 0);
		}

	}

	interface Events extends AsyncRepository<Event, Long> {

		CompletableFuture<List<Event>> alistByAgesContains(int age);

		CompletableFuture<List<Event>> alist(Range<Integer> ages__overlap);

	}

	@Model
	record Ranges(@Nullable Long id, Range<Integer> ints, Range<Long> longs, Range<BigDecimal> decimals,
			Range<LocalDate> days, Range<LocalDateTime> dateTimes, Range<Instant> instants) {
	}

	interface AllRanges extends AsyncRepository<Ranges, Long> {

	}

	@Model
	record Wrong(@Nullable Long id, Range<String> texts) {
	}

}
