package io.asyncorm.badinput;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Json;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import org.jspecify.annotations.Nullable;

/**
 * The models that bad input is meant for.
 */
final class Catalogue {

	static final Class<?>[] MODELS = { Author.class, Book.class, Tag.class };

	private Catalogue() {
	}

	@Model
	record Author(@Nullable Long id, @Column(length = 30) String name) {
	}

	@Model
	record Book(@Nullable Long id, @Column(length = 20, unique = true) String title, @DefaultValue("0") int pages,
			@Column(precision = 8, scale = 2) @Nullable BigDecimal price, @Nullable Double ratio,
			@Nullable LocalDate published, @Nullable Instant soldAt, @Nullable Duration length,
			@Json @Nullable Map<String, Object> meta,
			@ForeignKey(onDelete = OnDelete.PROTECT, relatedName = "books") Ref<Author> author,
			@ManyToMany(relatedName = "books") Many<Tag> tags) {

		static Book of(@Nullable String title, @Nullable Ref<Author> author) {
			return new Book(null, unchecked(title), 1, null, null, null, null, null, null, unchecked(author),
					Many.of());
		}

		/** What callers that are not checked for nulls may pass. */
		@SuppressWarnings("NullAway")
		private static <T> T unchecked(@Nullable T value) {
			return value;
		}
	}

	@Model
	record Tag(@Nullable Long id, @Column(length = 10, unique = true) String name) {
	}

	interface Authors extends AsyncRepository<Author, Long> {

	}

	interface Books extends AsyncRepository<Book, Long> {

	}

	interface Tags extends AsyncRepository<Tag, Long> {

	}

}
