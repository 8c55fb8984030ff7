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
import java.util.function.Supplier;

import io.asyncorm.jdbc.OwnTypeModels.Facts;
import io.asyncorm.jdbc.OwnTypeModels.Lists;
import io.asyncorm.jdbc.TypeModels.Coded;
import io.asyncorm.jdbc.TypeModels.Mail;
import io.asyncorm.jdbc.TypeModels.Numbered;
import io.asyncorm.jdbc.TypeModels.Plain;
import io.asyncorm.jdbc.TypeModels.Stamp;

/**
 * Supply defaults that no text spells: those of {@link DefaultModels}.
 */
final class DefaultSuppliers {

	private DefaultSuppliers() {
	}

	/** Supplies any of the values of the row that it is called after. */
	interface OfTable<T> extends Supplier<T> {

		@Override
		@SuppressWarnings("unchecked") // the row is of the type
		default T get() {
			return (T) TypeTable.ALL.stream()
				.filter((row) -> getClass().getSimpleName().equalsIgnoreCase(prefix(row) + row.property()))
				.findFirst()
				.orElseThrow()
				.some();
		}

		private static String prefix(TypeRow row) {
			return (row.model() == Lists.class) ? "ListOf" : "Some";
		}

	}

	record ListOfText() implements OfTable<List<String>> {
	}

	record ListOfTruth() implements OfTable<List<Boolean>> {
	}

	record ListOfShortNumber() implements OfTable<List<Short>> {
	}

	record ListOfInteger() implements OfTable<List<Integer>> {
	}

	record ListOfLongNumber() implements OfTable<List<Long>> {
	}

	record ListOfReal() implements OfTable<List<Float>> {
	}

	record ListOfFloating() implements OfTable<List<Double>> {
	}

	record ListOfDecimal() implements OfTable<List<BigDecimal>> {
	}

	record ListOfNumber() implements OfTable<List<BigDecimal>> {
	}

	record ListOfBig() implements OfTable<List<BigInteger>> {
	}

	record ListOfDate() implements OfTable<List<LocalDate>> {
	}

	record ListOfTime() implements OfTable<List<LocalTime>> {
	}

	record ListOfLocal() implements OfTable<List<LocalDateTime>> {
	}

	record ListOfInstant() implements OfTable<List<Instant>> {
	}

	record ListOfLength() implements OfTable<List<Duration>> {
	}

	record ListOfUuid() implements OfTable<List<UUID>> {
	}

	record ListOfPlain() implements OfTable<List<Plain>> {
	}

	record ListOfTiny() implements OfTable<List<Byte>> {
	}

	record ListOfLetter() implements OfTable<List<Character>> {
	}

	record ListOfOffset() implements OfTable<List<OffsetDateTime>> {
	}

	record ListOfZoned() implements OfTable<List<ZonedDateTime>> {
	}

	record ListOfYear() implements OfTable<List<Year>> {
	}

	record ListOfMonth() implements OfTable<List<YearMonth>> {
	}

	record ListOfLink() implements OfTable<List<URI>> {
	}

	record ListOfLanguage() implements OfTable<List<Locale>> {
	}

	record ListOfMoney() implements OfTable<List<Currency>> {
	}

	record ListOfCoded() implements OfTable<List<Coded>> {
	}

	record ListOfNumbered() implements OfTable<List<Numbered>> {
	}

	record ListOfMail() implements OfTable<List<Mail>> {
	}

	record ListOfStamp() implements OfTable<List<Stamp>> {
	}

	record SomeNumberSet() implements OfTable<Set<Integer>> {
	}

	record SomeTextSet() implements OfTable<Set<String>> {
	}

	record SomeTextArray() implements OfTable<String[]> {
	}

	record SomeNumberArray() implements OfTable<int[]> {
	}

	record SomeCollection() implements OfTable<Collection<String>> {
	}

	record SomeBytes() implements OfTable<byte[]> {
	}

	record SomeFacts() implements OfTable<Facts> {
	}

	record SomeProperties() implements OfTable<Map<String, Object>> {
	}

	record SomeWords() implements OfTable<List<String>> {
	}

}
