package io.asyncorm.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ScalarValuesTests {

	private static final UUID ID = UUID.fromString("0188a5e2-6f5c-7b3a-9d42-3f1f5a6b7c8d");

	private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

	@ParameterizedTest
	@MethodSource
	void convertsWhatLosesNothing(Object value, Object expected) {
		assertThat(ScalarValues.convert(value, expected.getClass())).isEqualTo(expected);
	}

	static Stream<Arguments> convertsWhatLosesNothing() {
		return Stream.of(arguments(7, 7L), arguments(7L, 7), arguments(7.0, 7), arguments(new BigDecimal("7.00"), 7),
				arguments((byte) 7, (short) 7), arguments("12", 12), arguments(" 12 ", 12L),
				arguments("-3", (short) -3), arguments(7, BigInteger.valueOf(7)),
				arguments("1e3", new BigDecimal("1e3")), arguments(0.1, new BigDecimal("0.1")),
				arguments(7, new BigDecimal(7)), arguments(7, 7.0), arguments(new BigDecimal("0.1"), 0.1),
				arguments("0.5", 0.5f), arguments(0.1, 0.1f), arguments(Double.NaN, Float.NaN),
				arguments("Infinity", Double.POSITIVE_INFINITY), arguments(1L << 53, 9007199254740992.0),
				arguments("true", true), arguments("F", "F"), arguments("False", false), arguments("t", true),
				arguments(1, true), arguments(0L, false), arguments("1", true),
				arguments(new StringBuilder("text"), "text"), arguments('c', "c"), arguments(12, "12"),
				arguments(new BigDecimal("1e3"), "1000"), arguments(ID, ID.toString()), arguments(true, "true"),
				arguments(Format.HARDBACK, "HARDBACK"), arguments("HARDBACK", Format.HARDBACK),
				arguments(ID.toString(), ID), arguments(ID.toString().replace("-", "").toUpperCase(), ID),
				arguments("2026-01-31", LocalDate.of(2026, 1, 31)), arguments("12:30", LocalTime.of(12, 30)),
				arguments("2026-01-31 12:30", LocalDateTime.of(2026, 1, 31, 12, 30)),
				arguments("2026-01-31T12:30", LocalDateTime.of(2026, 1, 31, 12, 30)),
				arguments("2026-01-31T12:00:00Z", NOON), arguments("2026-01-31 14:00+02:00", NOON),
				arguments(OffsetDateTime.parse("2026-01-31T14:00+02:00"), NOON),
				arguments(ZonedDateTime.ofInstant(NOON, ZoneId.of("Europe/Berlin")), NOON),
				arguments(LocalDate.of(2026, 1, 31), "2026-01-31"), arguments("PT1H", Duration.ofHours(1)));
	}

	@ParameterizedTest
	@MethodSource
	void refusesWhatWouldLoseOrMakesNoSense(Object value, Class<?> type) {
		assertThatExceptionOfType(UnfitValueException.class).isThrownBy(() -> ScalarValues.convert(value, type))
			.withMessageStartingWith("A value of type '" + value.getClass().getTypeName() + "' cannot be used as '"
					+ type.getTypeName() + "'");
	}

	static Stream<Arguments> refusesWhatWouldLoseOrMakesNoSense() {
		return Stream.of(arguments(40_000, Short.class), arguments(1L << 40, Integer.class),
				arguments(7.5, Integer.class), arguments("7.5", Long.class), arguments("seven", Integer.class),
				arguments("", Integer.class), arguments("0x10", Integer.class), arguments(true, Integer.class),
				arguments(Double.NaN, BigDecimal.class), arguments("1e100000", BigInteger.class),
				arguments((1L << 53) + 1, Double.class), arguments(1e300, Float.class), arguments("1d", Double.class),
				arguments(2, Boolean.class), arguments("yes", Boolean.class), arguments('t', Boolean.class),
				arguments(LocalDate.MIN, Instant.class), arguments("2026-01-31T12:00", Instant.class),
				arguments("31.1.2026", LocalDate.class), arguments(LocalDateTime.MIN, LocalDate.class),
				arguments("1-1-1-1-1", UUID.class), arguments("x".repeat(32), UUID.class),
				arguments("hardback", Format.class), arguments(1, Format.class), arguments(List.of(), String.class),
				arguments(LocalDateTime.MIN, String.class), arguments("bytes", byte[].class),
				arguments(1, Duration.class));
	}

	@Test
	void neverQuotesTheValue() {
		assertThatExceptionOfType(UnfitValueException.class)
			.isThrownBy(() -> ScalarValues.convert("s3cret", Integer.class))
			.withMessage("A value of type 'java.lang.String' cannot be used as 'java.lang.Integer':"
					+ " it is no such number, or does not fit without loss")
			.withNoCause();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			99999999999          | java.lang.Integer    | only whole numbers from -2147483648 to 2147483647 fit
			1.5                  | java.lang.Short      | only whole numbers from -32768 to 32767 fit
			9223372036854775808  | java.lang.Long       | only whole numbers from -9223372036854775808 to
			1.5                  | java.math.BigInteger | only whole numbers fit, of no more digits
			0.10000000000000001  | java.lang.Double     | the number does not fit without loss
			""")
	void saysWhichNumbersFit(BigDecimal number, Class<?> type, String why) {
		for (Object value : List.of(number, number.toString())) {
			assertThatExceptionOfType(UnfitValueException.class).isThrownBy(() -> ScalarValues.convert(value, type))
				.withMessageContaining("' cannot be used as '" + type.getName() + "': " + why);
		}
	}

	enum Format {

		HARDBACK, PAPERBACK

	}

}
