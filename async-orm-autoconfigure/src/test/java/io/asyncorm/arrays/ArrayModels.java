package io.asyncorm.arrays;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.Column;
import io.asyncorm.model.Index;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.Version;
import io.asyncorm.repository.AsyncRepository;
import org.jspecify.annotations.Nullable;

/**
 * Models whose properties hold several values.
 */
final class ArrayModels {

	private ArrayModels() {
	}

	@Model
	@Index(fields = "tags", method = "gin")
	record Post(@Nullable Long id, @Column(unique = true) String title, List<String> tags,
			@Nullable Set<Integer> scores) {

		static Post of(String title, String... tags) {
			return new Post(null, title, List.of(tags), null);
		}

	}

	interface Posts extends AsyncRepository<Post, Long> {

		CompletableFuture<List<Post>> alist(List<String> tags__contains);

		CompletableFuture<Long> acount(String tags__0);

		CompletableFuture<Boolean> aexists(Set<String> tags__overlap);

		CompletableFuture<Post> acreate(String title, Collection<String> tags, int[] scores);

	}

	/** Arrays of all kinds of values. */
	@Model
	record Everything(@Nullable Long id, List<String> texts, List<Boolean> flags, List<Short> shorts,
			List<Integer> ints, List<Long> longs, List<Float> floats, List<Double> doubles,
			@Column(precision = 10, scale = 2) List<BigDecimal> decimals, List<LocalDate> days, List<LocalTime> times,
			List<LocalDateTime> dateTimes, List<Instant> instants, List<Duration> durations, List<UUID> uuids,
			List<DayOfWeek> enums, List<@Nullable String> gaps, String[] names, int[] numbers,
			@Nullable List<String> missing) {
	}

	interface Everythings extends AsyncRepository<Everything, Long> {

	}

	@Model
	record Label(@Nullable Long id, @Column(length = 5) List<String> words) {
	}

	interface Labels extends AsyncRepository<Label, Long> {

	}

	@Model
	record Note(@Nullable Long id, @Json List<String> words, List<String> tags, @Version long version) {
	}

	interface Notes extends AsyncRepository<Note, Long> {

	}

}
