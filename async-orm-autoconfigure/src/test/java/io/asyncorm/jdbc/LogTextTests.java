package io.asyncorm.jdbc;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.asyncorm.model.Model;
import io.asyncorm.query.Ref;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogText}.
 */
class LogTextTests {

	@Test
	void valuesAreWrittenSoThatTheyCanBeToldApart() {
		assertThat(LogText.values(Arrays.asList(null, 1, "1", true, LocalDate.EPOCH, new byte[3], SqlType.TEXT,
				Ref.of(Thing.class, 7L), List.of("a", 2), Map.of("k", 1))))
			.isEqualTo("[null, 1, '1', true, '1970-01-01', 3 bytes, 'TEXT', 7, ['a', 2], '{k=1}']");
	}

	@Test
	void valuesStandInTheOrderOfTheQuestionMarks() {
		List<SqlExpression> parameters = List.of(new SqlExpression.Parameter(1, SqlType.TEXT),
				new SqlExpression.ArrayParameter(0, SqlType.BIGINT), new SqlExpression.Parameter(1, SqlType.TEXT));

		assertThat(LogText.values(parameters, List.of(List.of(1L, 2L), "a"))).isEqualTo("['a', [1, 2], 'a']");
	}

	@Test
	void longValuesAreCut() {
		assertThat(LogText.values(List.of("x".repeat(5000))))
			.isEqualTo("['" + "x".repeat(100) + "'... (5000 characters)]");
		assertThat(LogText.values(List.of(Collections.nCopies(12, 1))))
			.isEqualTo("[[1, 1, 1, 1, 1, 1, 1, 1, 1, 1 and 2 more]]");
	}

	@Test
	void whatTerminalsActUponIsWrittenByItsNumber() {
		assertThat(LogText.values(List.of("a\r\nb\u001b[0m\u202ec\u2028\u00e9\ud83d\ude00\ud83d")))
			.isEqualTo("['a\\u000d\\u000ab\\u001b[0m\\u202ec\\u2028\u00e9\ud83d\ude00\\ud83d']");
	}

	@Test
	void valueWhoseTextFailsIsItsClass() {
		Object value = new Object() {

			@Override
			public String toString() {
				throw new IllegalStateException("no text");
			}

		};

		assertThat(LogText.values(List.of(value))).isEqualTo("['" + value.getClass().getName() + "']");
	}

	@Test
	void statementsStayInOneLine() {
		assertThat(LogText.line("SELECT  'a b'")).isEqualTo("SELECT  'a b'");
		assertThat(LogText.line("\n\tselect 1\r\n\t\tfrom t\u001b[31m\u2028where x\n"))
			.isEqualTo("select 1 from t [31m where x");
	}

	@Model
	record Thing(@Nullable Long id) {

	}

}
