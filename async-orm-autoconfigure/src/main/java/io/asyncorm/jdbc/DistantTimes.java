package io.asyncorm.jdbc;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Writes times in arrays as PostgreSQL reads them: its driver sends these as Java prints
 * them, which is something else before the year 1 and after 9999.
 */
final class DistantTimes {

	private static final int LAST_YEAR = 9999;

	private DistantTimes() {
	}

	/** The same elements, or all as text if one of them is a distant time. */
	static @Nullable Object[] inArray(@Nullable Object[] elements) {
		Class<?> type = elements.getClass().getComponentType();
		if (type != null && type != Object.class && !Temporal.class.isAssignableFrom(type)) {
			return elements;
		}
		for (Object element : elements) {
			if (element != null && isDistant(element)) {
				return Arrays.stream(elements).map((each) -> (each != null) ? text(each) : null).toArray(String[]::new);
			}
		}
		return elements;
	}

	private static boolean isDistant(Object element) {
		return switch (element) {
			case LocalDate date -> isDistant(date.getYear());
			case LocalDateTime dateTime -> isDistant(dateTime.getYear());
			case OffsetDateTime dateTime -> isDistant(dateTime.getYear());
			default -> false;
		};
	}

	private static boolean isDistant(int year) {
		return year < 1 || year > LAST_YEAR;
	}

	private static String text(Object element) {
		if (element.equals(LocalDate.MAX) || element.equals(LocalDateTime.MAX) || element.equals(OffsetDateTime.MAX)) {
			return "infinity";
		}
		if (element.equals(LocalDate.MIN) || element.equals(LocalDateTime.MIN) || element.equals(OffsetDateTime.MIN)) {
			return "-infinity";
		}
		return switch (element) {
			case LocalDate date -> text(date, "");
			case LocalDateTime local -> text(local.toLocalDate(), " " + local.toLocalTime());
			case OffsetDateTime point -> {
				LocalDateTime utc = point.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
				yield text(utc.toLocalDate(), " " + utc.toLocalTime() + "+00");
			}
			default -> element.toString();
		};
	}

	private static String text(LocalDate date, String time) {
		int year = date.getYear();
		return String.format(Locale.ROOT, "%04d-%02d-%02d%s%s", (year < 1) ? 1 - year : year, date.getMonthValue(),
				date.getDayOfMonth(), time, (year < 1) ? " BC" : "");
	}

}
