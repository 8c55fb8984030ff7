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

import io.asyncorm.model.Column;
import io.asyncorm.model.Convert;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.jdbc.TypeModels.Coded;
import io.asyncorm.jdbc.TypeModels.CodedConverter;
import io.asyncorm.jdbc.TypeModels.Mail;
import io.asyncorm.jdbc.TypeModels.Numbered;
import io.asyncorm.jdbc.TypeModels.NumberedConverter;
import io.asyncorm.jdbc.TypeModels.Plain;
import io.asyncorm.jdbc.TypeModels.Stamp;
import io.asyncorm.model.Embedded;
import io.asyncorm.model.Json;
import io.asyncorm.model.Range;
import io.asyncorm.model.ReadOnly;
import io.asyncorm.model.TsVector;
import org.jspecify.annotations.Nullable;

/**
 * Models with properties of every type that columns hold in PostgreSQL only, and of what
 * is several values in one.
 */
final class OwnTypeModels {

	private OwnTypeModels() {
	}

	/** Lists of what columns hold. */
	@Model
	record Lists(@Nullable Long id, @Nullable List<@Nullable String> text, @Nullable List<@Nullable Boolean> truth,
			@Nullable List<@Nullable Short> shortNumber, @Nullable List<@Nullable Integer> integer,
			@Nullable List<@Nullable Long> longNumber, @Nullable List<@Nullable Float> real,
			@Nullable List<@Nullable Double> floating,
			@Column(precision = 10, scale = 2) @Nullable List<@Nullable BigDecimal> decimal,
			@Nullable List<@Nullable BigDecimal> number, @Nullable List<@Nullable BigInteger> big,
			@Nullable List<@Nullable LocalDate> date, @Nullable List<@Nullable LocalTime> time,
			@Nullable List<@Nullable LocalDateTime> local, @Nullable List<@Nullable Instant> instant,
			@Nullable List<@Nullable Duration> length, @Nullable List<@Nullable UUID> uuid,
			@Nullable List<@Nullable Plain> plain, @Nullable List<@Nullable Byte> tiny,
			@Nullable List<@Nullable Character> letter, @Nullable List<@Nullable OffsetDateTime> offset,
			@Nullable List<@Nullable ZonedDateTime> zoned, @Nullable List<@Nullable Year> year,
			@Nullable List<@Nullable YearMonth> month, @Nullable List<@Nullable URI> link,
			@Nullable List<@Nullable Locale> language, @Nullable List<@Nullable Currency> money,
			@Convert(CodedConverter.class) @Nullable List<@Nullable Coded> coded,
			@Convert(NumberedConverter.class) @Nullable List<@Nullable Numbered> numbered,
			@Nullable List<@Nullable Mail> mail, @Nullable List<@Nullable Stamp> stamp) {
	}

	/** Lists of what an array cannot hold. */
	@Model
	record NoLists(@Nullable Long id, List<byte[]> bytes) {
	}

	/** What holds several values, by its containers. */
	@Model
	record Containers(@Nullable Long id, @Nullable Set<Integer> numberSet, @Nullable Set<String> textSet,
			String @Nullable [] textArray, int @Nullable [] numberArray, @Nullable Collection<String> collection) {
	}

	@Model
	record Ranges(@Nullable Long id, @Nullable Range<Integer> integerRange, @Nullable Range<Long> longRange,
			@Nullable Range<BigDecimal> decimalRange, @Nullable Range<LocalDate> dateRange,
			@Nullable Range<LocalDateTime> localRange, @Nullable Range<Instant> instantRange) {
	}

	record Facts(List<Instant> times) {
	}

	record Place(String street, int number) {
	}

	/** What is several values in all databases. */
	@Model
	record Wholes(@Nullable Long id, @Json @Nullable Facts facts, @Json @Nullable Map<String, Object> properties,
			@Json @Nullable List<String> words, @Embedded @Nullable Place place) {
	}

	/** What is searched, written by hand. */
	@Model
	record Vectors(@Nullable Long id, @Nullable TsVector vector) {
	}

	/** What is searched, as the database computes it. */
	@Model
	record Searched(@Nullable Long id, @Nullable String text,
			@ReadOnly("to_tsvector('simple', text)") @Nullable TsVector vector) {
	}

	@Model
	record VectorLists(@Nullable Long id, List<TsVector> vector) {
	}

	/** Defaults of what no text spells. */
	@Model
	record TextDefaults(@Nullable Long id, @DefaultValue("{a,b}") List<String> list,
			@DefaultValue("1") Set<Integer> set, @DefaultValue("1") int[] array, @DefaultValue("1") byte[] bytes,
			@DefaultValue("{}") @Json Facts facts, @DefaultValue("b") @Embedded Place place,
			@DatabaseDefault("'b'") @Embedded Place filled) {
	}

	/** Keys of what no key can be. */
	@Model
	record BytesKey(@PrimaryKey byte[] id) {
	}

	@Model
	record DocumentKey(@PrimaryKey @Json Facts id) {
	}

	@Model
	record ListKey(@PrimaryKey List<String> id) {
	}

	@Model
	record VectorKey(@PrimaryKey TsVector id) {
	}

}
