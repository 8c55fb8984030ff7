package io.asyncorm.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TemporalForms}.
 */
class TemporalFormsTests {

	@ParameterizedTest
	@CsvSource({ "2020-02-29, 2020-02-29", "20200229, 2020-02-29", "2020-2-9, 2020-02-09", "2020-W09-6, 2020-02-29",
			"2020W096, 2020-02-29", "2020-W09, 2020-02-24", "2020W09, 2020-02-24", "2020-060,", "2020-02,",
			"2020-0229,", "2020W09-6,", "2020-02-29T00:00,", "'',", "' 2020-02-29'," })
	void readsDays(String text, @Nullable LocalDate day) {
		assertThat(TemporalForms.date(text)).isEqualTo(day);
	}

	@ParameterizedTest
	@CsvSource({ "09:00, 09:00", "9:0, 09:00", "09, 09:00", "0900, 09:00", "T09:00, 09:00", "09:00:00Z, 09:00",
			"09:00+02:00, 09:00", "09:00:00.5, 09:00:00.5", "'09:00:00,25', 09:00:00.25",
			"9:00:00.1234567, 09:00:00.123456", "24:00, 00:00", "24:00:00.000, 00:00", "9,", "T9:00,", "09:0000,",
			"'',", "9:00Z," })
	void readsTimes(String text, @Nullable LocalTime time) {
		assertThat(TemporalForms.time(text)).isEqualTo(time);
	}

	@ParameterizedTest
	@CsvSource({ "2021-01-01 00, 2021-01-01T00:00", "2021-01-01T24:00:00, 2021-01-02T00:00",
			"20210101T000000, 2021-01-01T00:00", "2021-W01-5T00:00, 2021-01-08T00:00",
			"2021-1-1 0:00, 2021-01-01T00:00", "2021-01-01x00:00, 2021-01-01T00:00", "20210101, 2021-01-01T00:00",
			"2021-01-01T00:00:00.123456789, 2021-01-01T00:00:00.123456", "2021-01-01T,", "2021-01-01  00:00,",
			"2021-01-01T00:00:00.,", "2021-01-01T00:00z," })
	void readsDaysWithTimes(String text, @Nullable LocalDateTime moment) {
		assertThat(TemporalForms.moment(text)).isEqualTo(moment);
	}

	@ParameterizedTest
	@CsvSource({ "2021-01-01T00:00:00+0000, 2021-01-01T00:00Z", "2021-01-01T00:00-0130, 2021-01-01T00:00-01:30",
			"2021-1-1T0:00:00 Z, 2021-01-01T00:00Z", "2021-01-01T00:00:00 +01:00, 2021-01-01T00:00+01:00",
			"2021-01-01T00:00+01, 2021-01-01T00:00+01:00" })
	void readsOffsets(String text, OffsetDateTime moment) {
		assertThat(TemporalForms.moment(text)).isEqualTo(moment);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2020-02-30", "2020-W54-1", "2021-W53-1", "2020-W09-8" })
	void refusesDaysThatDoNotExist(String text) {
		assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> TemporalForms.date(text));
	}

	@Test
	void refusesTimesThatDoNotExist() {
		assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> TemporalForms.time("25:00"));
		assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> TemporalForms.moment("2021-01-01T24:01"));
	}

}
