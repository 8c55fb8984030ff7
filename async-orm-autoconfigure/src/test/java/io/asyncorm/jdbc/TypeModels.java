package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;

import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.Column;
import io.asyncorm.model.Convert;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * Models with a property of every type that columns hold in all databases.
 */
final class TypeModels {

	private TypeModels() {
	}

	enum Plain {

		ALPHA, BETA, GAMMA

	}

	/** By letters, whose order is not that of the names. */
	enum Coded {

		ZERO("a"), ONE("b"), MANY("c");

		final String code;

		Coded(String code) {
			this.code = code;
		}

	}

	static final class CodedConverter implements AttributeConverter<Coded, String> {

		@Override
		public String toColumn(Coded value) {
			return value.code;
		}

		@Override
		public Coded fromColumn(String code) {
			return Arrays.stream(Coded.values()).filter((value) -> value.code.equals(code)).findFirst().orElseThrow();
		}

	}

	/** By numbers. */
	enum Numbered {

		LOW(10), MIDDLE(20), HIGH(30);

		final int code;

		Numbered(int code) {
			this.code = code;
		}

	}

	static final class NumberedConverter implements AttributeConverter<Numbered, Integer> {

		@Override
		public Integer toColumn(Numbered value) {
			return value.code;
		}

		@Override
		public Numbered fromColumn(Integer code) {
			return Arrays.stream(Numbered.values()).filter((value) -> value.code == code).findFirst().orElseThrow();
		}

	}

	record Mail(String address) {
	}

	record Stamp(OffsetDateTime at) {
	}

	@Model
	record Scalars(@Nullable Long id, @Nullable String text, @Nullable Boolean truth, @Nullable Short shortNumber,
			@Nullable Integer integer, @Nullable Long longNumber, @Nullable Float real, @Nullable Double floating,
			@Column(precision = 10, scale = 2) @Nullable BigDecimal decimal, @Nullable BigDecimal number,
			@Nullable BigInteger big, @Nullable LocalDate date, @Nullable LocalTime time, @Nullable LocalDateTime local,
			@Nullable Instant instant, @Nullable Duration length, @Nullable UUID uuid, @Nullable Plain plain,
			byte @Nullable [] bytes, @Nullable Byte tiny, @Nullable Character letter, @Nullable OffsetDateTime offset,
			@Nullable ZonedDateTime zoned, @Nullable Year year, @Nullable YearMonth month, @Nullable URI link,
			@Nullable Locale language, @Nullable Currency money, @Nullable @Convert(CodedConverter.class) Coded coded,
			@Nullable @Convert(NumberedConverter.class) Numbered numbered, @Nullable Mail mail, @Nullable Stamp stamp) {
	}

	/** The components of {@link Scalars}, selected. */
	record Selected(@Nullable String text, @Nullable Boolean truth, @Nullable Short shortNumber,
			@Nullable Integer integer, @Nullable Long longNumber, @Nullable Float real, @Nullable Double floating,
			@Nullable BigDecimal decimal, @Nullable BigDecimal number, @Nullable BigInteger big,
			@Nullable LocalDate date, @Nullable LocalTime time, @Nullable LocalDateTime local,
			@Nullable Instant instant, @Nullable Duration length, @Nullable UUID uuid, @Nullable Plain plain,
			byte @Nullable [] bytes, @Nullable Byte tiny, @Nullable Character letter, @Nullable OffsetDateTime offset,
			@Nullable ZonedDateTime zoned, @Nullable Year year, @Nullable YearMonth month, @Nullable URI link,
			@Nullable Locale language, @Nullable Currency money, @Nullable Coded coded, @Nullable Numbered numbered,
			@Nullable Mail mail, @Nullable Stamp stamp) {
	}

	@Model
	record Defaulted(@Nullable Long id, @DefaultValue("b") String text, @DefaultValue("true") boolean truth,
			@DefaultValue("2") short shortNumber, @DefaultValue("2") int integer, @DefaultValue("2") long longNumber,
			@DefaultValue("2.5") float real, @DefaultValue("2.5") double floating,
			@DefaultValue("2.5") @Column(precision = 10, scale = 2) BigDecimal decimal,
			@DefaultValue("2.5") BigDecimal number, @DefaultValue("2") BigInteger big,
			@DefaultValue("2026-02-28") LocalDate date, @DefaultValue("12:30") LocalTime time,
			@DefaultValue("2026-02-28T12:30") LocalDateTime local,
			@DefaultValue("2026-02-28T12:30:00+01:00") Instant instant, @DefaultValue("PT2H") Duration length,
			@DefaultValue("20000000-0000-4000-8000-000000000000") UUID uuid, @DefaultValue("BETA") Plain plain,
			@DefaultValue("-2") byte tiny, @DefaultValue("m") char letter,
			@DefaultValue("2026-02-28T12:30:00+01:00") OffsetDateTime offset,
			@DefaultValue("2026-02-28T12:30:00+01:00") ZonedDateTime zoned, @DefaultValue("2026") Year year,
			@DefaultValue("2026-02") YearMonth month, @DefaultValue("https://example.org/b") URI link,
			@DefaultValue("en_us") Locale language, @DefaultValue("EUR") Currency money,
			@DefaultValue("ONE") @Convert(CodedConverter.class) Coded coded,
			@DefaultValue("MIDDLE") @Convert(NumberedConverter.class) Numbered numbered,
			@DefaultValue("b@example.org") Mail mail, @DefaultValue("2026-02-28T12:30:00+01:00") Stamp stamp) {
	}

	@Model
	record DatabaseDefaulted(@Nullable Long id, String note,
			@DatabaseDefault("'b'") @Column(length = 9) @Nullable String text,
			@DatabaseDefault("true") @Nullable Boolean truth, @DatabaseDefault("2") @Nullable Short shortNumber,
			@DatabaseDefault("2") @Nullable Integer integer, @DatabaseDefault("2") @Nullable Long longNumber,
			@DatabaseDefault("2.5") @Nullable Float real, @DatabaseDefault("2.5") @Nullable Double floating,
			@DatabaseDefault("2.5") @Column(precision = 10, scale = 2) @Nullable BigDecimal decimal,
			@DatabaseDefault("2.5") @Nullable BigDecimal number, @DatabaseDefault("2") @Nullable BigInteger big,
			@DatabaseDefault("'2026-02-28'") @Nullable LocalDate date,
			@DatabaseDefault("'12:30:00'") @Nullable LocalTime time,
			@DatabaseDefault("'2026-02-28 12:30:00'") @Nullable LocalDateTime local,
			@DatabaseDefault("'2026-02-28 11:30:00'") @Nullable Instant instant,
			@DatabaseDefault("'20000000-0000-4000-8000-000000000000'") @Nullable UUID uuid,
			@DatabaseDefault("'BETA'") @Column(length = 9) @Nullable Plain plain,
			@DatabaseDefault("-2") @Nullable Byte tiny, @DatabaseDefault("'m'") @Nullable Character letter,
			@DatabaseDefault("'2026-02-28 11:30:00'") @Nullable OffsetDateTime offset,
			@DatabaseDefault("'2026-02-28 11:30:00'") @Nullable ZonedDateTime zoned,
			@DatabaseDefault("2026") @Nullable Year year, @DatabaseDefault("'2026-02-01'") @Nullable YearMonth month,
			@DatabaseDefault("'https://example.org/b'") @Nullable URI link,
			@DatabaseDefault("'en-US'") @Nullable Locale language, @DatabaseDefault("'EUR'") @Nullable Currency money,
			@DatabaseDefault("'b'") @Nullable @Convert(CodedConverter.class) Coded coded,
			@DatabaseDefault("20") @Nullable @Convert(NumberedConverter.class) Numbered numbered,
			@DatabaseDefault("'b@example.org'") @Nullable Mail mail,
			@DatabaseDefault("'2026-02-28 11:30:00'") @Nullable Stamp stamp) {
	}

}
