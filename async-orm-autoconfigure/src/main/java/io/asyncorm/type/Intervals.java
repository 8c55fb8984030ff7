package io.asyncorm.type;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads columns of SQL's type INTERVAL as {@link Duration}s, without needing a driver to
 * compile. PostgreSQL's driver returns an object that prints all units; others can return
 * a {@link Duration}.
 */
final class Intervals {

	private static final String AMOUNT = "(-?\\d+(?:\\.\\d+)?) (year|mon|day|hour|min|sec)s?";

	private static final Pattern UNIT = Pattern.compile(AMOUNT);

	private static final Pattern UNITS = Pattern.compile(AMOUNT + "(?: " + AMOUNT + ")*");

	/** Months have 30 days and years 365, as for Django's driver. */
	private static final Map<String, Duration> LENGTHS = Map.of("year", Duration.ofDays(365), "mon",
			Duration.ofDays(30), "day", Duration.ofDays(1), "hour", Duration.ofHours(1), "min", Duration.ofMinutes(1));

	private static final int NANO_DIGITS = 9;

	private static final int NANOS_PER_MICRO = 1000;

	private Intervals() {
	}

	static @Nullable Object read(ResultSet row, int column) throws SQLException {
		Object value = row.getObject(column);
		if (value == null || value instanceof Duration) {
			return value;
		}
		Duration duration = parse(value.toString());
		return (duration != null) ? duration : rounded(row.getObject(column, Duration.class));
	}

	/** Rounds to microseconds, as PostgreSQL has nothing finer. */
	private static Duration rounded(Duration duration) {
		long micros = (duration.getNano() + NANOS_PER_MICRO / 2) / NANOS_PER_MICRO;
		return Duration.ofSeconds(duration.getSeconds(), micros * NANOS_PER_MICRO);
	}

	/**
	 * Parses what PostgreSQL's driver prints, with or without the units that are zero;
	 * null for anything else.
	 */
	static @Nullable Duration parse(String text) {
		if (!UNITS.matcher(text).matches()) {
			return null;
		}
		Duration duration = Duration.ZERO;
		for (Matcher unit = UNIT.matcher(text); unit.find();) {
			Duration length = LENGTHS.get(unit.group(2));
			duration = (length != null) ? duration.plus(length.multipliedBy(Long.parseLong(unit.group(1))))
					: duration.plusNanos(new BigDecimal(unit.group(1)).movePointRight(NANO_DIGITS).longValueExact());
		}
		return duration;
	}

}
