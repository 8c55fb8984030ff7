package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.asyncorm.model.AutoNow;
import io.asyncorm.model.AutoNowAdd;
import io.asyncorm.model.Column;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * Models that are written many at once.
 */
final class BulkModels {

	private BulkModels() {
	}

	/** Two keys besides its own. */
	@Model(uniqueTogether = @UniqueTogether({ "store", "sku" }))
	record Item(@Nullable Long id, String store, @Nullable String sku, @Column(length = 10) String label, int amount) {

		Item {
			if (label.equals("cursed")) {
				throw new IllegalArgumentException("a cursed item");
			}
		}

		static Item of(String sku, int amount) {
			return new Item(null, "north", sku, "A", amount);
		}

	}

	/** A column of each type. */
	@Model
	record Everything(@Nullable Long id, @Nullable String text, @Nullable Boolean truth, @Nullable Short small,
			@Nullable Integer number, @Nullable Float real, @Nullable Double real2,
			@Nullable @Column(precision = 12, scale = 2) BigDecimal decimal, @Nullable LocalDate date,
			@Nullable LocalTime time, @Nullable Instant instant, @Nullable LocalDateTime dateTime,
			@Nullable Duration duration, @Nullable UUID uuid, @Nullable Kind kind,
			@Nullable @Json Map<String, Object> json, @Nullable @Json List<String> list) {
	}

	/** Bytes, which records compare by identity. */
	@Model
	record Blob(@Nullable Long id, byte[] bytes) {
	}

	enum Kind {

		ONE, TWO

	}

	/** Automatic times, a default of the database, and a reference. */
	@Model
	record Note(@Nullable Long id, String text, @ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Item> item,
			@DatabaseDefault("7") @Nullable Integer stars, @AutoNowAdd @Nullable Instant created,
			@AutoNow @Nullable Instant updated) {
	}

	/** A key of the user's. */
	@Model
	record Place(@PrimaryKey String code, String name) {
	}

	/** Refers to others of its kind, by something else than the key. */
	@Model
	record Member(@Nullable Long id, @Column(unique = true) String name, @ForeignKey(toField = "name",
			onDelete = OnDelete.CASCADE, relatedName = "members") @Nullable Ref<Member> chief) {
	}

	/** Nothing but a key. */
	@Model
	record Ticket(@Nullable Long id) {
	}

}
