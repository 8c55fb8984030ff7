package io.asyncorm.jdbc;

import java.lang.reflect.RecordComponent;
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
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.Column;
import io.asyncorm.model.Convert;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * Models with a property, and with keys, of every type that columns can hold.
 */
final class ScalarModels {

	static final List<Class<?>> ALL = List.of(Scalars.class, Defaulted.class, DatabaseDefaulted.class, TextKey.class,
			TruthKey.class, ShortKey.class, IntKey.class, LongKey.class, DecimalKey.class, BigKey.class, DateKey.class,
			TimeKey.class, LocalKey.class, InstantKey.class, LengthKey.class, UuidKey.class, PlainKey.class,
			ByteKey.class, LetterKey.class, OffsetKey.class, ZonedKey.class, YearKey.class, MonthKey.class,
			LinkKey.class, LanguageKey.class, MoneyKey.class, CodedKey.class, NumberedKey.class, MailKey.class,
			StampKey.class, Links.class);

	private ScalarModels() {
	}

	/** A new row that has no other value than this one. */
	static Scalars holding(ScalarType type, @Nullable Object value) {
		return holding(null, type, value);
	}

	static Scalars holding(@Nullable Long id, ScalarType type, @Nullable Object value) {
		return holding(Scalars.class, id, type, value);
	}

	static <M> M holding(Class<M> model, @Nullable Long id, ScalarType type, @Nullable Object value) {
		RecordComponent[] components = model.getRecordComponents();
		@Nullable Object[] arguments = new Object[components.length];
		arguments[0] = id;
		for (int i = 0; i < components.length; i++) {
			if (components[i].getName().equals(type.property())) {
				arguments[i] = value;
			}
		}
		try {
			return model.cast(model.getDeclaredConstructors()[0].newInstance(arguments));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The component of a record. */
	static @Nullable Object component(Object row, String name) {
		try {
			return row.getClass().getDeclaredMethod(name).invoke(row);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
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
			@Column(precision = 10, scale = 2) @Nullable BigDecimal decimal, @Nullable BigInteger big,
			@Nullable LocalDate date, @Nullable LocalTime time, @Nullable LocalDateTime local,
			@Nullable Instant instant, @Nullable Duration length, @Nullable UUID uuid, @Nullable Plain plain,
			byte @Nullable [] bytes, @Nullable Byte tiny, @Nullable Character letter, @Nullable OffsetDateTime offset,
			@Nullable ZonedDateTime zoned, @Nullable Year year, @Nullable YearMonth month, @Nullable URI link,
			@Nullable Locale language, @Nullable Currency money, @Nullable @Convert(CodedConverter.class) Coded coded,
			@Nullable @Convert(NumberedConverter.class) Numbered numbered, @Nullable Mail mail, @Nullable Stamp stamp) {
	}

	/** The components of {@link Scalars}, selected. */
	record Selected(@Nullable String text, @Nullable Boolean truth, @Nullable Short shortNumber,
			@Nullable Integer integer, @Nullable Long longNumber, @Nullable Float real, @Nullable Double floating,
			@Nullable BigDecimal decimal, @Nullable BigInteger big, @Nullable LocalDate date, @Nullable LocalTime time,
			@Nullable LocalDateTime local, @Nullable Instant instant, @Nullable Duration length, @Nullable UUID uuid,
			@Nullable Plain plain, byte @Nullable [] bytes, @Nullable Byte tiny, @Nullable Character letter,
			@Nullable OffsetDateTime offset, @Nullable ZonedDateTime zoned, @Nullable Year year,
			@Nullable YearMonth month, @Nullable URI link, @Nullable Locale language, @Nullable Currency money,
			@Nullable Coded coded, @Nullable Numbered numbered, @Nullable Mail mail, @Nullable Stamp stamp) {
	}

	@Model
	record Defaulted(@Nullable Long id, @DefaultValue("b") String text, @DefaultValue("true") boolean truth,
			@DefaultValue("2") short shortNumber, @DefaultValue("2") int integer, @DefaultValue("2") long longNumber,
			@DefaultValue("2.5") float real, @DefaultValue("2.5") double floating,
			@DefaultValue("2.5") @Column(precision = 10, scale = 2) BigDecimal decimal,
			@DefaultValue("2") BigInteger big, @DefaultValue("2026-02-28") LocalDate date,
			@DefaultValue("12:30") LocalTime time, @DefaultValue("2026-02-28T12:30") LocalDateTime local,
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
			@DatabaseDefault("2") @Nullable BigInteger big, @DatabaseDefault("'2026-02-28'") @Nullable LocalDate date,
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

	/** Lists of what columns hold. */
	@Model
	record Lists(@Nullable Long id, @Nullable List<@Nullable String> text, @Nullable List<@Nullable Boolean> truth,
			@Nullable List<@Nullable Short> shortNumber, @Nullable List<@Nullable Integer> integer,
			@Nullable List<@Nullable Long> longNumber, @Nullable List<@Nullable Float> real,
			@Nullable List<@Nullable Double> floating,
			@Column(precision = 10, scale = 2) @Nullable List<@Nullable BigDecimal> decimal,
			@Nullable List<@Nullable BigInteger> big, @Nullable List<@Nullable LocalDate> date,
			@Nullable List<@Nullable LocalTime> time, @Nullable List<@Nullable LocalDateTime> local,
			@Nullable List<@Nullable Instant> instant, @Nullable List<@Nullable Duration> length,
			@Nullable List<@Nullable UUID> uuid, @Nullable List<@Nullable Plain> plain,
			@Nullable List<@Nullable Byte> tiny, @Nullable List<@Nullable Character> letter,
			@Nullable List<@Nullable OffsetDateTime> offset, @Nullable List<@Nullable ZonedDateTime> zoned,
			@Nullable List<@Nullable Year> year, @Nullable List<@Nullable YearMonth> month,
			@Nullable List<@Nullable URI> link, @Nullable List<@Nullable Locale> language,
			@Nullable List<@Nullable Currency> money) {
	}

	/** Lists of what an array cannot hold. */
	@Model
	record NoLists(@Nullable Long id, List<byte[]> bytes, @Convert(CodedConverter.class) List<Coded> coded,
			@Convert(NumberedConverter.class) List<Numbered> numbered, List<Mail> mail, List<Stamp> stamp) {
	}

	@Model
	record TextKey(@PrimaryKey String id, String name) {
	}

	@Model
	record TruthKey(@PrimaryKey Boolean id, String name) {
	}

	@Model
	record ShortKey(@PrimaryKey Short id, String name) {
	}

	@Model
	record IntKey(@PrimaryKey Integer id, String name) {
	}

	@Model
	record LongKey(@PrimaryKey Long id, String name) {
	}

	@Model
	record DecimalKey(@PrimaryKey @Column(precision = 10, scale = 2) BigDecimal id, String name) {
	}

	@Model
	record BigKey(@PrimaryKey BigInteger id, String name) {
	}

	@Model
	record DateKey(@PrimaryKey LocalDate id, String name) {
	}

	@Model
	record TimeKey(@PrimaryKey LocalTime id, String name) {
	}

	@Model
	record LocalKey(@PrimaryKey LocalDateTime id, String name) {
	}

	@Model
	record InstantKey(@PrimaryKey Instant id, String name) {
	}

	@Model
	record LengthKey(@PrimaryKey Duration id, String name) {
	}

	@Model
	record UuidKey(@PrimaryKey UUID id, String name) {
	}

	@Model
	record PlainKey(@PrimaryKey Plain id, String name) {
	}

	@Model
	record ByteKey(@PrimaryKey Byte id, String name) {
	}

	@Model
	record LetterKey(@PrimaryKey Character id, String name) {
	}

	@Model
	record OffsetKey(@PrimaryKey OffsetDateTime id, String name) {
	}

	@Model
	record ZonedKey(@PrimaryKey ZonedDateTime id, String name) {
	}

	@Model
	record YearKey(@PrimaryKey Year id, String name) {
	}

	@Model
	record MonthKey(@PrimaryKey YearMonth id, String name) {
	}

	@Model
	record LinkKey(@PrimaryKey URI id, String name) {
	}

	@Model
	record LanguageKey(@PrimaryKey Locale id, String name) {
	}

	@Model
	record MoneyKey(@PrimaryKey Currency id, String name) {
	}

	@Model
	record CodedKey(@PrimaryKey @Convert(CodedConverter.class) Coded id, String name) {
	}

	@Model
	record NumberedKey(@PrimaryKey @Convert(NumberedConverter.class) Numbered id, String name) {
	}

	@Model
	record MailKey(@PrimaryKey Mail id, String name) {
	}

	@Model
	record StampKey(@PrimaryKey Stamp id, String name) {
	}

	/** A foreign key to each of the models above. */
	@Model
	record Links(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<TextKey> text,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<TruthKey> truth,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<ShortKey> shortNumber,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<IntKey> integer,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<LongKey> longNumber,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<DecimalKey> decimal,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<BigKey> big,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<DateKey> date,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<TimeKey> time,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<LocalKey> local,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<InstantKey> instant,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<LengthKey> length,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<UuidKey> uuid,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<PlainKey> plain,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<ByteKey> tiny,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<LetterKey> letter,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<OffsetKey> offset,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<ZonedKey> zoned,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<YearKey> year,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<MonthKey> month,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<LinkKey> link,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<LanguageKey> language,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<MoneyKey> money,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<CodedKey> coded,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<NumberedKey> numbered,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<MailKey> mail,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<StampKey> stamp) {
	}

}
