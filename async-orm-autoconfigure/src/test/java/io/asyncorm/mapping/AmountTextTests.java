package io.asyncorm.mapping;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AmountText}.
 */
class AmountTextTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "$0.75; 0.75", "-$1,234.50; -1234.50", "($5.00); -5.00",
					"$92,233,720,368,547,758.07; 92233720368547758.07", "1.234,50 €; 1234.50", "-0,05 kr.; -0.05",
					"￥1,234; 1234", "￥1,234,567; 1234567", "KD 0.250; 0.250", "1 234,50 zł; 1234.50",
					"1234.50; 1234.50", "-7; -7" })
	void amountsAreReadInTheWayOfEachLanguage(String text, BigDecimal amount) {
		assertThat(AmountText.parse(text)).isEqualTo(amount);
	}

	@Test
	void whatIsNoNumberIsRefused() {
		assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> AmountText.parse("none"));
	}

}
