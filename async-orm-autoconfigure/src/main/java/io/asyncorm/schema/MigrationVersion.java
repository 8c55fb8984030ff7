package io.asyncorm.schema;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The version of a migration, such as {@code 7}, {@code 1.2}, {@code 20261130.1} or
 * {@code 20261130101500}. They are in the order of Flyway: part by part, as numbers.
 *
 * @param text as it is written
 */
record MigrationVersion(String text) implements Comparable<MigrationVersion> {

	/** What a version looks like. */
	static final String FORM = "\\d+(?:[._]\\d+)*";

	private static final Pattern VERSION = Pattern.compile(FORM);

	private static final List<DateTimeFormatter> TIMES = List.of(format("uuuuMMddHHmmss"), format("uuuuMMddHHmm"));

	private static final DateTimeFormatter DATE = format("uuuuMMdd");

	private static DateTimeFormatter format(String pattern) {
		return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
	}

	/** The version that a text is; empty if it is none. */
	static Optional<MigrationVersion> of(String text) {
		return VERSION.matcher(text).matches() ? Optional.of(new MigrationVersion(text)) : Optional.empty();
	}

	/**
	 * The next one, in the same manner: another time if it is one, so that those of
	 * several people differ; the first of another day if it begins with one; otherwise
	 * its last number is counted on.
	 */
	MigrationVersion next(LocalDateTime now) {
		for (DateTimeFormatter time : TIMES) {
			LocalDateTime told = time(time);
			if (told != null) {
				String next = time.format(now);
				return (time.format(told).compareTo(next) < 0) ? new MigrationVersion(next) : counted();
			}
		}
		int end = firstEnd();
		LocalDate day = date(this.text.substring(0, end));
		if (day == null) {
			return counted();
		}
		boolean alone = end == this.text.length();
		if (day.isBefore(now.toLocalDate())) {
			String rest = this.text.substring(end).replaceAll("\\d", "0");
			MigrationVersion next = new MigrationVersion(DATE.format(now) + rest);
			return alone ? next : next.counted();
		}
		return alone ? new MigrationVersion(this.text + ".1") : counted();
	}

	private @Nullable LocalDateTime time(DateTimeFormatter format) {
		try {
			LocalDateTime time = LocalDateTime.parse(this.text, format);
			return isPlausible(time.toLocalDate()) ? time : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable LocalDate date(String text) {
		try {
			LocalDate date = LocalDate.parse(text, DATE);
			return isPlausible(date) ? date : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/** A number may look like a date of another age. */
	private static boolean isPlausible(LocalDate date) {
		return date.isAfter(LocalDate.EPOCH) && date.getYear() < 2200;
	}

	private int firstEnd() {
		int end = 0;
		while (end < this.text.length() && Character.isDigit(this.text.charAt(end))) {
			end++;
		}
		return end;
	}

	/** With as many digits. */
	private MigrationVersion counted() {
		int begin = this.text.length();
		while (begin > 0 && Character.isDigit(this.text.charAt(begin - 1))) {
			begin--;
		}
		String last = this.text.substring(begin);
		String next = new BigInteger(last).add(BigInteger.ONE).toString();
		return new MigrationVersion(
				this.text.substring(0, begin) + "0".repeat(Math.max(0, last.length() - next.length())) + next);
	}

	private List<BigInteger> parts() {
		return Stream.of(this.text.split("[._]")).map(BigInteger::new).toList();
	}

	/** Whether it is run after another one, and is no other spelling of it. */
	boolean isBehind(MigrationVersion other) {
		return compareNumbers(other) > 0;
	}

	/** Of two spellings of one, the longer is the last. */
	@Override
	public int compareTo(MigrationVersion other) {
		int compared = compareNumbers(other);
		return (compared != 0) ? compared : Integer.compare(this.text.length(), other.text.length());
	}

	/** Parts that are missing are 0. */
	private int compareNumbers(MigrationVersion other) {
		List<BigInteger> parts = parts();
		List<BigInteger> others = other.parts();
		for (int i = 0; i < Math.max(parts.size(), others.size()); i++) {
			int compared = part(parts, i).compareTo(part(others, i));
			if (compared != 0) {
				return compared;
			}
		}
		return 0;
	}

	private static BigInteger part(List<BigInteger> parts, int place) {
		return (place < parts.size()) ? parts.get(place) : BigInteger.ZERO;
	}

}
