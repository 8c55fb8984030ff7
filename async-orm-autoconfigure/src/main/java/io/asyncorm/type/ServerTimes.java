package io.asyncorm.type;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Dates and times as PostgreSQL writes them: with no sign before a long year, and with
 * {@code BC} behind all.
 *
 * @since 0.1.0
 */
public final class ServerTimes {

	private static final int LAST_YEAR = 9999;

	private static final String BEFORE_YEAR_1 = " BC";

	private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
		.append(DateTimeFormatter.ISO_LOCAL_DATE)
		.appendLiteral(' ')
		.append(DateTimeFormatter.ISO_LOCAL_TIME)
		.toFormatter(Locale.ROOT);

	/**
	 * With an offset that has minutes and seconds, if any: {@code +00:53:28} was that of
	 * Berlin.
	 */
	private static final DateTimeFormatter POINT = new DateTimeFormatterBuilder().append(LOCAL)
		.appendOffset("+HH:mm:ss", "Z")
		.toFormatter(Locale.ROOT);

	private ServerTimes() {
	}

	/** Parses a day. */
	public static LocalDate date(String text) {
		return LocalDate.parse(iso(text));
	}

	/** Parses a local date and time. */
	public static LocalDateTime dateTime(String text) {
		return LocalDateTime.parse(iso(text), LOCAL);
	}

	/** Parses a point in time. */
	public static Instant instant(String text) {
		return OffsetDateTime.parse(iso(text), POINT).toInstant();
	}

	/** A day or time, of any year, as those methods parse it and the server does. */
	public static String text(Temporal time) {
		int year = (time instanceof Instant instant) ? instant.atOffset(ZoneOffset.UTC).getYear()
				: time.get(ChronoField.YEAR);
		String iso = time.toString().replace('T', ' ');
		String rest = iso.substring(iso.indexOf('-', 1));
		return (year < 1) ? String.format(Locale.ROOT, "%04d", 1 - year) + rest + BEFORE_YEAR_1
				: String.format(Locale.ROOT, "%04d", year) + rest;
	}

	/**
	 * The year as ISO 8601 has it. In the session's zone, even a time of the years that
	 * are written may have another year.
	 */
	private static String iso(String text) {
		int dash = text.indexOf('-');
		boolean before = text.endsWith(BEFORE_YEAR_1);
		int year = Integer.parseInt(text.substring(0, dash));
		String rest = text.substring(dash, text.length() - (before ? BEFORE_YEAR_1.length() : 0));
		if (before) {
			year = 1 - year;
		}
		return ((year > LAST_YEAR) ? "+" : (year < 0) ? "-" : "") + String.format(Locale.ROOT, "%04d", Math.abs(year))
				+ rest;
	}

	/**
	 * Reads a column by its text where the driver fails to: it takes the leap day of the
	 * first year before Christ for one of the year 1, which has none.
	 */
	static ColumnReader reader(ColumnReader reader, Function<String, Object> parser) {
		return (row, column) -> {
			try {
				return reader.read(row, column);
			}
			catch (DateTimeException ex) {
				return parsed(row, column, parser, ex);
			}
		};
	}

	private static Object parsed(ResultSet row, int column, Function<String, Object> parser, DateTimeException failure)
			throws SQLException {
		@Nullable String text = row.getString(column);
		if (text == null || !text.endsWith(BEFORE_YEAR_1)) {
			throw failure;
		}
		return parser.apply(text);
	}

}
