package io.asyncorm.jdbc;

import java.time.LocalDate;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DistantTimes}.
 */
class DistantTimesTests {

	private final Locale locale = Locale.getDefault();

	@AfterEach
	void restoreLocale() {
		Locale.setDefault(this.locale);
	}

	@Test
	void digitsAreThoseOfSqlWhateverTheLanguage() {
		Locale.setDefault(Locale.forLanguageTag("ar-EG"));

		assertThat(DistantTimes.inArray(new Object[] { LocalDate.of(-1, 2, 3), LocalDate.of(10_000, 4, 5) }))
			.containsExactly("0002-02-03 BC", "10000-04-05");
	}

}
