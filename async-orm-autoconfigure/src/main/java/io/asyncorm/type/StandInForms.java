package io.asyncorm.type;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Locale;

/**
 * How values of {@link StandIn} classes become what stands in columns, and the reverse.
 * What would not come back as it was is refused.
 */
final class StandInForms {

	private StandInForms() {
	}

	static Byte toByte(Short stored) {
		if (stored < Byte.MIN_VALUE || stored > Byte.MAX_VALUE) {
			throw new UnfitValueException("the number is beyond those of a byte");
		}
		return stored.byteValue();
	}

	static String ofCharacter(Character value) {
		if (value == 0 || Character.isSurrogate(value)) {
			throw new UnfitValueException("the character is "
					+ ((value == 0) ? "NUL (U+0000)" : "half of a surrogate pair") + ", which no database can store");
		}
		return value.toString();
	}

	static Character toCharacter(String stored) {
		if (stored.length() != 1) {
			throw new UnfitValueException("the text is not one character (char) long");
		}
		ofCharacter(stored.charAt(0));
		return stored.charAt(0);
	}

	static Instant ofOffset(OffsetDateTime value) {
		return StorableTimes.toInstant(value);
	}

	/** Only the point in time is stored, and not the offset. */
	static OffsetDateTime toOffset(Instant stored) {
		return StorableTimes.toOffset(stored);
	}

	static Instant ofZoned(ZonedDateTime value) {
		return StorableTimes.toInstant(value.toOffsetDateTime());
	}

	/** Likewise. */
	static ZonedDateTime toZoned(Instant stored) {
		return StorableTimes.toOffset(stored).toZonedDateTime();
	}

	/** A month is stored as its first day. */
	static YearMonth toMonth(LocalDate stored) {
		if (stored.getDayOfMonth() != 1) {
			throw new UnfitValueException("the date is not the first day of a month, as which a month is stored");
		}
		return YearMonth.from(stored);
	}

	static String firstDay(String text) {
		try {
			return YearMonth.parse(text).atDay(1).toString();
		}
		catch (DateTimeException ex) {
			return text;
		}
	}

	static URI toUri(String stored) {
		try {
			return new URI(stored);
		}
		catch (URISyntaxException ex) {
			throw new UnfitValueException("the text is no URI");
		}
	}

	static String ofLocale(Locale value) {
		String tag = value.toLanguageTag();
		if (!Locale.forLanguageTag(tag).equals(value)) {
			throw new UnfitValueException("the locale has no language tag of BCP 47 that says all of it");
		}
		return tag;
	}

	static Locale toLocale(String stored) {
		Locale locale = Locale.forLanguageTag(stored);
		if (!locale.toLanguageTag().equals(stored)) {
			throw new UnfitValueException("the text is no language tag of BCP 47 as it is usually written");
		}
		return locale;
	}

	/** A tag in any case, and what {@link Locale#toString()} makes of a short one. */
	static String languageTag(String text) {
		String tag = Locale.forLanguageTag(text.replace('_', '-')).toLanguageTag();
		return tag.equalsIgnoreCase(text.replace('_', '-')) ? tag : text;
	}

	static Currency toCurrency(String stored) {
		try {
			return Currency.getInstance(stored);
		}
		catch (IllegalArgumentException ex) {
			throw new UnfitValueException("the text is no currency code of ISO 4217");
		}
	}

}
