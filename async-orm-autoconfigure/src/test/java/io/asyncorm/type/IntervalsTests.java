package io.asyncorm.type;

import java.sql.SQLException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PGInterval;

import static org.assertj.core.api.Assertions.assertThat;

class IntervalsTests {

	@ParameterizedTest
	@CsvSource({ "1 year 2 mons -3 days 04:05:00, P422DT4H5M", "-00:00:01.5, PT-1.5S", "00:00:00, PT0S",
			"1 mon -1 days +02:00:00, P29DT2H", "00:00:00.000001, PT0.000001S" })
	void readsWhatTheDriverPrints(String interval, Duration expected) throws SQLException {
		assertThat(Intervals.parse(new PGInterval(interval).toString())).isEqualTo(expected);
	}

	@Test
	void readsZeroUnitsTooAsOlderDriversPrintThem() {
		assertThat(Intervals.parse("0 years 0 mons 1 days 2 hours 3 mins 4.5 secs"))
			.isEqualTo(Duration.parse("P1DT2H3M4.5S"));
	}

	@Test
	void leavesOtherFormsToTheDriver() {
		assertThat(Intervals.parse("INTERVAL '1' DAY")).isNull();
	}

}
