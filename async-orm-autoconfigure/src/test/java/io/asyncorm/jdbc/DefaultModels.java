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
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.asyncorm.jdbc.OwnTypeModels.Facts;
import io.asyncorm.jdbc.TypeModels.Coded;
import io.asyncorm.jdbc.TypeModels.CodedConverter;
import io.asyncorm.jdbc.TypeModels.Mail;
import io.asyncorm.jdbc.TypeModels.Numbered;
import io.asyncorm.jdbc.TypeModels.NumberedConverter;
import io.asyncorm.jdbc.TypeModels.Plain;
import io.asyncorm.jdbc.TypeModels.Stamp;
import io.asyncorm.model.Column;
import io.asyncorm.model.Convert;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Embedded;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.Range;
import io.asyncorm.model.TsVector;
import org.jspecify.annotations.Nullable;

/**
 * Models with defaults of what holds several values, and of what the databases spell in
 * different ways. Those of types that all spell alike are in {@link TypeModels}.
 */
final class DefaultModels {

	private DefaultModels() {
	}

	/** The parts of what is embedded, which has no default by itself. */
	interface Parts {

		String street();

		int number();

	}

	record Supplied(@DefaultValue("b") String street, @DefaultValue("1") int number) implements Parts {
	}

	record Filled(@DatabaseDefault("'b'") @Column(length = 9) String street,
			@DatabaseDefault("1") int number) implements Parts {
	}

	@Model
	record WholesDefaulted(@Nullable Long id, @DefaultValue(supplier = DefaultSuppliers.SomeBytes.class) byte[] bytes,
			@DefaultValue(supplier = DefaultSuppliers.SomeFacts.class) @Json Facts facts,
			@DefaultValue(supplier = DefaultSuppliers.SomeProperties.class) @Json Map<String, Object> properties,
			@DefaultValue(supplier = DefaultSuppliers.SomeWords.class) @Json List<String> words,
			@Embedded Supplied place) {
	}

	/** What PostgreSQL only has. */
	@Model
	record OwnDefaulted(@Nullable Long id,
			@DefaultValue(supplier = DefaultSuppliers.ListOfText.class) List<String> text,
			@DefaultValue(supplier = DefaultSuppliers.ListOfTruth.class) List<Boolean> truth,
			@DefaultValue(supplier = DefaultSuppliers.ListOfShortNumber.class) List<Short> shortNumber,
			@DefaultValue(supplier = DefaultSuppliers.ListOfInteger.class) List<Integer> integer,
			@DefaultValue(supplier = DefaultSuppliers.ListOfLongNumber.class) List<Long> longNumber,
			@DefaultValue(supplier = DefaultSuppliers.ListOfReal.class) List<Float> real,
			@DefaultValue(supplier = DefaultSuppliers.ListOfFloating.class) List<Double> floating,
			@DefaultValue(supplier = DefaultSuppliers.ListOfDecimal.class) @Column(precision = 10,
					scale = 2) List<BigDecimal> decimal,
			@DefaultValue(supplier = DefaultSuppliers.ListOfNumber.class) List<BigDecimal> number,
			@DefaultValue(supplier = DefaultSuppliers.ListOfBig.class) List<BigInteger> big,
			@DefaultValue(supplier = DefaultSuppliers.ListOfDate.class) List<LocalDate> date,
			@DefaultValue(supplier = DefaultSuppliers.ListOfTime.class) List<LocalTime> time,
			@DefaultValue(supplier = DefaultSuppliers.ListOfLocal.class) List<LocalDateTime> local,
			@DefaultValue(supplier = DefaultSuppliers.ListOfInstant.class) List<Instant> instant,
			@DefaultValue(supplier = DefaultSuppliers.ListOfLength.class) List<Duration> length,
			@DefaultValue(supplier = DefaultSuppliers.ListOfUuid.class) List<UUID> uuid,
			@DefaultValue(supplier = DefaultSuppliers.ListOfPlain.class) List<Plain> plain,
			@DefaultValue(supplier = DefaultSuppliers.ListOfTiny.class) List<Byte> tiny,
			@DefaultValue(supplier = DefaultSuppliers.ListOfLetter.class) List<Character> letter,
			@DefaultValue(supplier = DefaultSuppliers.ListOfOffset.class) List<OffsetDateTime> offset,
			@DefaultValue(supplier = DefaultSuppliers.ListOfZoned.class) List<ZonedDateTime> zoned,
			@DefaultValue(supplier = DefaultSuppliers.ListOfYear.class) List<Year> year,
			@DefaultValue(supplier = DefaultSuppliers.ListOfMonth.class) List<YearMonth> month,
			@DefaultValue(supplier = DefaultSuppliers.ListOfLink.class) List<URI> link,
			@DefaultValue(supplier = DefaultSuppliers.ListOfLanguage.class) List<Locale> language,
			@DefaultValue(supplier = DefaultSuppliers.ListOfMoney.class) List<Currency> money,
			@DefaultValue(
					supplier = DefaultSuppliers.ListOfCoded.class) @Convert(CodedConverter.class) List<Coded> coded,
			@DefaultValue(
					supplier = DefaultSuppliers.ListOfNumbered.class) @Convert(NumberedConverter.class) List<Numbered> numbered,
			@DefaultValue(supplier = DefaultSuppliers.ListOfMail.class) List<Mail> mail,
			@DefaultValue(supplier = DefaultSuppliers.ListOfStamp.class) List<Stamp> stamp,
			@DefaultValue(supplier = DefaultSuppliers.SomeNumberSet.class) Set<Integer> numberSet,
			@DefaultValue(supplier = DefaultSuppliers.SomeTextSet.class) Set<String> textSet,
			@DefaultValue(supplier = DefaultSuppliers.SomeTextArray.class) String[] textArray,
			@DefaultValue(supplier = DefaultSuppliers.SomeNumberArray.class) int[] numberArray,
			@DefaultValue(supplier = DefaultSuppliers.SomeCollection.class) Collection<String> collection,
			@DefaultValue("[2,9)") Range<Integer> integerRange, @DefaultValue("[2,9)") Range<Long> longRange,
			@DefaultValue("[1.5,10]") Range<BigDecimal> decimalRange,
			@DefaultValue("[2026-02-01,2026-03-01)") Range<LocalDate> dateRange,
			@DefaultValue("[2026-03-29 02:30,2026-03-29 03:30]") Range<LocalDateTime> localRange,
			@DefaultValue("[2026-03-29 01:00Z,2026-03-29 01:30Z]") Range<Instant> instantRange,
			@DefaultValue("'b':1A") TsVector vector) {
	}

	/** What PostgreSQL only has. */
	@Model
	record OwnDatabaseDefaulted(@Nullable Long id, String note,
			@DatabaseDefault("'{a,b,c}'") @Nullable List<String> text,
			@DatabaseDefault("'{f,t}'") @Nullable List<Boolean> truth,
			@DatabaseDefault("'{1,2,3}'") @Nullable List<Short> shortNumber,
			@DatabaseDefault("'{1,2,3}'") @Nullable List<Integer> integer,
			@DatabaseDefault("'{1,2,3}'") @Nullable List<Long> longNumber,
			@DatabaseDefault("'{1.5,2.5,3.5}'") @Nullable List<Float> real,
			@DatabaseDefault("'{1.5,2.5,3.5}'") @Nullable List<Double> floating,
			@DatabaseDefault("'{1.5,2.5,3.5}'") @Column(precision = 10, scale = 2) @Nullable List<BigDecimal> decimal,
			@DatabaseDefault("'{1.5,2.5,100000000000000000000.5}'") @Nullable List<BigDecimal> number,
			@DatabaseDefault("'{1,2,100000000000000000000}'") @Nullable List<BigInteger> big,
			@DatabaseDefault("'{2026-01-31,2026-02-28,2026-03-01}'") @Nullable List<LocalDate> date,
			@DatabaseDefault("'{08:00,12:30,12:30:00.000001}'") @Nullable List<LocalTime> time,
			@DatabaseDefault("'{2026-01-31 08:00,2026-02-28 12:30,2026-02-28 12:30:00.000001}'") @Nullable List<LocalDateTime> local,
			@DatabaseDefault("'{2026-01-31 08:00Z,2026-02-28 11:30Z,2026-02-28 11:30:00.000001Z}'") @Nullable List<Instant> instant,
			@DatabaseDefault("'{PT1H30M,PT2H,PT48H}'") @Nullable List<Duration> length,
			@DatabaseDefault("'{10000000-0000-4000-8000-000000000000,20000000-0000-4000-8000-000000000000,30000000-0000-4000-8000-000000000000}'") @Nullable List<UUID> uuid,
			@DatabaseDefault("'{ALPHA,BETA,GAMMA}'") @Nullable List<Plain> plain,
			@DatabaseDefault("'{-128,-2,127}'") @Nullable List<Byte> tiny,
			@DatabaseDefault("'{b,m,\u6f22}'") @Nullable List<Character> letter,
			@DatabaseDefault("'{2026-01-31 23:00-05,2026-02-28 12:30+01,2026-02-28 11:30:00.000001Z}'") @Nullable List<OffsetDateTime> offset,
			@DatabaseDefault("'{2026-01-31 23:00-05,2026-02-28 12:30+01,2026-02-28 11:30:00.000001Z}'") @Nullable List<ZonedDateTime> zoned,
			@DatabaseDefault("'{-44,2026,10000}'") @Nullable List<Year> year,
			@DatabaseDefault("'{2025-12-01,2026-02-01,2026-11-01}'") @Nullable List<YearMonth> month,
			@DatabaseDefault("'{https://example.org/a,https://example.org/b,https://example.org/c?d=%20e#f}'") @Nullable List<URI> link,
			@DatabaseDefault("'{de,en-US,zh-Hant-TW}'") @Nullable List<Locale> language,
			@DatabaseDefault("'{CHF,EUR,USD}'") @Nullable List<Currency> money,
			@DatabaseDefault("'{a,b,c}'") @Convert(CodedConverter.class) @Nullable List<Coded> coded,
			@DatabaseDefault("'{10,20,30}'") @Convert(NumberedConverter.class) @Nullable List<Numbered> numbered,
			@DatabaseDefault("'{a@example.org,b@example.org,c@example.org}'") @Nullable List<Mail> mail,
			@DatabaseDefault("'{2026-01-31 23:00-05,2026-02-28 12:30+01,2026-02-28 11:30:00.000001Z}'") @Nullable List<Stamp> stamp,
			@DatabaseDefault("'{3,2}'") @Nullable Set<Integer> numberSet,
			@DatabaseDefault("'{c,b}'") @Nullable Set<String> textSet,
			@DatabaseDefault("'{a,b}'") String @Nullable [] textArray,
			@DatabaseDefault("'{1,2}'") int @Nullable [] numberArray,
			@DatabaseDefault("'{a,b}'") @Nullable Collection<String> collection,
			@DatabaseDefault("'[2,9)'") @Nullable Range<Integer> integerRange,
			@DatabaseDefault("'[2,9)'") @Nullable Range<Long> longRange,
			@DatabaseDefault("'[1.5,10]'") @Nullable Range<BigDecimal> decimalRange,
			@DatabaseDefault("'[2026-02-01,2026-03-01)'") @Nullable Range<LocalDate> dateRange,
			@DatabaseDefault("'[2026-03-29 02:30,2026-03-29 03:30]'") @Nullable Range<LocalDateTime> localRange,
			@DatabaseDefault("'[2026-03-29 01:00Z,2026-03-29 01:30Z]'") @Nullable Range<Instant> instantRange,
			@DatabaseDefault("$$'b':1A$$") @Nullable TsVector vector) {
	}

	@Model
	record PostgresDefaulted(@Nullable Long id, String note, @DatabaseDefault("'PT2H'") @Nullable Duration length,
			@DatabaseDefault("'\\x0102'") byte @Nullable [] bytes,
			@DatabaseDefault("'{\"times\": [\"1970-01-01T00:00:00Z\"]}'") @Json @Nullable Facts facts,
			@DatabaseDefault("'{\"b\": [\"c\", 1.5, true]}'") @Json @Nullable Map<String, Object> properties,
			@DatabaseDefault("'[\"b\", \"c\"]'") @Json @Nullable List<String> words, @Embedded Filled place) {
	}

	@Model
	record H2Defaulted(@Nullable Long id, String note, @DatabaseDefault("INTERVAL '2' HOUR") @Nullable Duration length,
			@DatabaseDefault("X'0102'") byte @Nullable [] bytes,
			@DatabaseDefault("JSON '{\"times\": [\"1970-01-01T00:00:00Z\"]}'") @Json @Nullable Facts facts,
			@DatabaseDefault("JSON '{\"b\": [\"c\", 1.5, true]}'") @Json @Nullable Map<String, Object> properties,
			@DatabaseDefault("JSON '[\"b\", \"c\"]'") @Json @Nullable List<String> words, @Embedded Filled place) {
	}

	@Model
	record MariaDbDefaulted(@Nullable Long id, String note, @DatabaseDefault("7200000000") @Nullable Duration length,
			@DatabaseDefault("X'0102'") byte @Nullable [] bytes,
			@DatabaseDefault("'{\"times\": [\"1970-01-01T00:00:00Z\"]}'") @Json @Nullable Facts facts,
			@DatabaseDefault("'{\"b\": [\"c\", 1.5, true]}'") @Json @Nullable Map<String, Object> properties,
			@DatabaseDefault("'[\"b\", \"c\"]'") @Json @Nullable List<String> words, @Embedded Filled place) {
	}

}
