package io.asyncorm.type;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;

/**
 * Makes of dates and times what columns can hold, before they are stored or compared:
 * digits beyond microseconds are cut off, as in Django, so that what was stored is found
 * by the same value. The greatest and the least value of a type stand for infinity, as in
 * PostgreSQL's driver; whatever else is beyond PostgreSQL's range is refused.
 *
 * @since 0.1.0
 */
public final class StorableTimes {

	/** 4713 BC. */
	private static final int FIRST_YEAR = -4712;

	private static final int LAST_YEAR = 294_276;

	private static final Instant FIRST = LocalDateTime.of(FIRST_YEAR, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);

	private static final Instant END = LocalDateTime.of(LAST_YEAR + 1, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);

	private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000 - 1;

	private static final int NANOS_PER_MICRO = 1_000;

	private static final int NANO_DIGITS = 9;

	private StorableTimes() {
	}

	static Object instant(Object value) {
		Instant instant = (Instant) value;
		if (instant.equals(Instant.MAX) || instant.equals(Instant.MIN)) {
			return instant;
		}
		require(!instant.isBefore(FIRST) && instant.isBefore(END));
		return isFiner(instant.getNano()) ? instant.truncatedTo(ChronoUnit.MICROS) : instant;
	}

	static Object dateTime(Object value) {
		LocalDateTime dateTime = (LocalDateTime) value;
		if (dateTime.equals(LocalDateTime.MAX) || dateTime.equals(LocalDateTime.MIN)) {
			return dateTime;
		}
		requireYear(dateTime.getYear());
		return isFiner(dateTime.getNano()) ? dateTime.truncatedTo(ChronoUnit.MICROS) : dateTime;
	}

	static Object date(Object value) {
		LocalDate date = (LocalDate) value;
		if (!date.equals(LocalDate.MAX) && !date.equals(LocalDate.MIN)) {
			requireYear(date.getYear());
		}
		return date;
	}

	static Object time(Object value) {
		LocalTime time = (LocalTime) value;
		return isFiner(time.getNano()) ? time.truncatedTo(ChronoUnit.MICROS) : time;
	}

	/** Cut off towards zero. */
	static Object duration(Object value) {
		Duration duration = (Duration) value;
		require(Math.abs(Math.max(duration.getSeconds(), -Long.MAX_VALUE)) < MOST_SECONDS);
		if (!isFiner(duration.getNano())) {
			return duration;
		}
		return duration.isNegative() ? duration.negated().truncatedTo(ChronoUnit.MICROS).negated()
				: duration.truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * A time or a length of time with no more digits of seconds than these, cut off
	 * towards zero; anything else as it is.
	 */
	static Object cut(Object value, int digits) {
		return switch (value) {
			case Instant time when !time.equals(Instant.MAX) && !time.equals(Instant.MIN) ->
				cut(time, time.getNano(), digits);
			case LocalDateTime time when !time.equals(LocalDateTime.MAX) && !time.equals(LocalDateTime.MIN) ->
				cut(time, time.getNano(), digits);
			case LocalTime time -> cut(time, time.getNano(), digits);
			case Duration duration ->
				duration.isNegative() ? cut(duration.negated(), digits).negated() : cut(duration, digits);
			default -> value;
		};
	}

	private static Temporal cut(Temporal time, int nanos, int digits) {
		int rest = rest(nanos, digits);
		return (rest != 0) ? time.minus(rest, ChronoUnit.NANOS) : time;
	}

	private static Duration cut(Duration duration, int digits) {
		return duration.minusNanos(rest(duration.getNano(), digits));
	}

	private static int rest(int nanos, int digits) {
		return (digits < NANO_DIGITS) ? nanos % (int) Math.pow(10, NANO_DIGITS - digits) : 0;
	}

	/** A point in time as drivers take it, which have infinity in this form only. */
	static OffsetDateTime toOffset(Instant instant) {
		if (instant.equals(Instant.MAX)) {
			return OffsetDateTime.MAX;
		}
		return instant.equals(Instant.MIN) ? OffsetDateTime.MIN : instant.atOffset(ZoneOffset.UTC);
	}

	/**
	 * What stands for infinity has lost its nanoseconds where it is a time like others.
	 */
	static LocalDateTime toDateTime(LocalDateTime read) {
		return (read.getYear() == LocalDateTime.MAX.getYear()) ? LocalDateTime.MAX : read;
	}

	static Instant toInstant(OffsetDateTime dateTime) {
		if (dateTime.getYear() == OffsetDateTime.MAX.getYear()) {
			return Instant.MAX;
		}
		return (dateTime.getYear() == OffsetDateTime.MIN.getYear()) ? Instant.MIN : dateTime.toInstant();
	}

	/** The point in time of a local date and time that was read. */
	public static Instant toInstant(LocalDateTime local, ZoneId zone) {
		return toInstant(toOffset(local, zone));
	}

	/** The local date and time of a point in time that was read. */
	public static LocalDateTime toLocal(OffsetDateTime point, ZoneId zone) {
		Instant instant = toInstant(point);
		if (instant.equals(Instant.MAX)) {
			return LocalDateTime.MAX;
		}
		return instant.equals(Instant.MIN) ? LocalDateTime.MIN : LocalDateTime.ofInstant(instant, zone);
	}

	/** The local date and time of a point in time. */
	static LocalDateTime toLocal(Instant instant, ZoneId zone) {
		return toLocal(toOffset((Instant) instant(instant)), zone);
	}

	/** The point in time at which a day begins. */
	static OffsetDateTime toOffset(LocalDate day, ZoneId zone) {
		if (day.equals(LocalDate.MAX)) {
			return OffsetDateTime.MAX;
		}
		return day.equals(LocalDate.MIN) ? OffsetDateTime.MIN : day.atStartOfDay(zone).toOffsetDateTime();
	}

	/** The point in time of a local date and time. */
	static OffsetDateTime toOffset(LocalDateTime local, ZoneId zone) {
		if (local.equals(LocalDateTime.MAX)) {
			return OffsetDateTime.MAX;
		}
		return local.equals(LocalDateTime.MIN) ? OffsetDateTime.MIN : local.atZone(zone).toOffsetDateTime();
	}

	private static boolean isFiner(int nanos) {
		return nanos % NANOS_PER_MICRO != 0;
	}

	private static void requireYear(int year) {
		require(year >= FIRST_YEAR && year <= LAST_YEAR);
	}

	private static void require(boolean storable) {
		if (!storable) {
			throw new UnfitValueException("The date or time is beyond those that columns can hold");
		}
	}

}
