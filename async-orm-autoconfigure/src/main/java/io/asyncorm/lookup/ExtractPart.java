package io.asyncorm.lookup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.asyncorm.model.FieldException;
import org.jspecify.annotations.Nullable;

/**
 * A part of a date or time that is a number, such as {@code year} in
 * {@code published__year}.
 *
 * @since 0.1.0
 */
public enum ExtractPart {

	/** Year. */
	YEAR(false),

	/** Year that the week of ISO 8601 belongs to. */
	ISO_YEAR(false),

	/** Quarter, from 1 to 4. */
	QUARTER(false),

	/** Month, from 1 to 12. */
	MONTH(false),

	/** Week of ISO 8601. */
	WEEK(false),

	/** Day of the week, from Sunday as 1. */
	WEEK_DAY(false),

	/** Day of the week, from Monday as 1. */
	ISO_WEEK_DAY(false),

	/** Day of the month. */
	DAY(false),

	/** Hour. */
	HOUR(true),

	/** Minute. */
	MINUTE(true),

	/** Second, without its fraction. */
	SECOND(true);

	private final boolean ofTime;

	ExtractPart(boolean ofTime) {
		this.ofTime = ofTime;
	}

	/** The part of a name; null if there is none. */
	public static @Nullable ExtractPart find(String name) {
		return Arrays.stream(values()).filter((part) -> part.toString().equals(name)).findFirst().orElse(null);
	}

	/** The names of all parts. */
	public static List<String> names() {
		return Arrays.stream(values()).map(ExtractPart::toString).toList();
	}

	/**
	 * The part of a name.
	 * @throws FieldException if there is none
	 */
	public static ExtractPart of(String name) {
		ExtractPart part = find(name);
		if (part == null) {
			throw FieldException.unknown("part", name, "of dates and times", names());
		}
		return part;
	}

	/** Whether values of a type have such a part. */
	public boolean isPartOf(Class<?> type) {
		boolean point = type == Instant.class || type == LocalDateTime.class;
		return point || type == (this.ofTime ? LocalTime.class : LocalDate.class);
	}

	/** Whether a length of time has such a part. */
	public boolean isPartOfDuration() {
		return this.ofTime || this == DAY;
	}

	/** As Django calls it. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
