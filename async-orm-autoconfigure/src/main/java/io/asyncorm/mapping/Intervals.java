package io.asyncorm.mapping;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads intervals as lengths of time, without needing a driver to compile. PostgreSQL's
 * driver gives an object that prints all units; others have a {@link Duration} to give.
 */
final class Intervals {

	private static final Pattern UNITS = Pattern.compile("(-?\\d+) years? (-?\\d+) mons? (-?\\d+) days?"
			+ " (-?\\d+) hours? (-?\\d+) mins? (-?\\d+(?:\\.\\d+)?) secs?");

	private static final int NANO_DIGITS = 9;

	private Intervals() {
	}

	static @Nullable Object read(ResultSet row, int column) throws SQLException {
		Object value = row.getObject(column);
		if (value == null || value instanceof Duration) {
			return value;
		}
		Matcher units = UNITS.matcher(value.toString());
		return units.matches() ? duration(units) : row.getObject(column, Duration.class);
	}

	/** Months have 30 days and years 365, as for Django's driver. */
	private static Duration duration(Matcher units) {
		long days = 365 * number(units, 1) + 30 * number(units, 2) + number(units, 3);
		return Duration.ofDays(days)
			.plusHours(number(units, 4))
			.plusMinutes(number(units, 5))
			.plusNanos(new BigDecimal(units.group(6)).movePointRight(NANO_DIGITS).longValueExact());
	}

	private static long number(Matcher units, int group) {
		return Long.parseLong(units.group(group));
	}

}
