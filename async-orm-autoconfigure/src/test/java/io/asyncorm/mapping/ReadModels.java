package io.asyncorm.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * A model with every type of column, and some with every kind of relation.
 */
final class ReadModels {

	static final ModelRegistry REGISTRY = ModelRegistry
		.of(List.of(Everything.class, Author.class, Profile.class, Award.class, Book.class));

	private ReadModels() {
	}

	@Model
	record Everything(@Nullable Long id, @Nullable String text, @Nullable Boolean truth, @Nullable Short shorter,
			@Nullable Integer number, @Nullable Long longer, @Nullable Float single, @Nullable Double twice,
			@Nullable BigDecimal decimal, @Nullable BigInteger whole, @Nullable LocalDate date,
			@Nullable LocalTime time, @Nullable LocalDateTime dateTime, @Nullable Instant instant,
			@Nullable Duration duration, @Nullable UUID uuid, byte @Nullable [] bytes, @Nullable Level level,
			@Json @Nullable Map<String, Integer> json) {
	}

	enum Level {

		LOW, HIGH

	}

	@Model
	record Author(@Nullable Long id, String name,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "mentees") @Nullable Ref<Author> mentor,
			Many<Book> books, One<Profile> profile) {
	}

	@Model
	record Profile(@Nullable Long id,
			@OneToOne(onDelete = OnDelete.CASCADE, relatedName = "profile") Ref<Author> author) {
	}

	/** Its reverse relation is no property of the author. */
	@Model
	record Award(@Nullable Long id, @OneToOne(onDelete = OnDelete.CASCADE) Ref<Author> author) {
	}

	@Model
	record Book(@Nullable Long id, String title, int pages,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author) {
	}

}
