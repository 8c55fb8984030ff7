package io.asyncorm.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

import io.asyncorm.sql.SqlType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ColumnType}.
 */
class ColumnTypeTests {

	@Test
	void anEnumIsTextAndWhatIsNoColumnTypeADocument() {
		assertThat(ColumnType.sqlType(SqlType.class)).isEqualTo(SqlType.TEXT);
		assertThat(ColumnType.sqlType(List.class)).isEqualTo(SqlType.JSON);
		assertThat(ColumnType.isSimple(SqlType.class)).isTrue();
		assertThat(ColumnType.isSimple(List.class)).isFalse();
		assertThat(ColumnType.find(List.class)).isNull();
	}

	@Test
	void bindsWhatDriversTake() {
		Instant instant = Instant.parse("2026-01-31T12:00:00.000001700Z");

		assertThat(ColumnType.bind(SqlType.INSTANT, instant))
			.isEqualTo(OffsetDateTime.parse("2026-01-31T12:00:00.000001Z"));
		assertThat(ColumnType.bind(SqlType.DECIMAL, BigInteger.TEN)).isEqualTo(new BigDecimal(10));
		assertThat(ColumnType.bind(SqlType.TEXT, SqlType.DATE)).isEqualTo("DATE");
		assertThat(ColumnType.bind(SqlType.BIGINT, 1L)).isEqualTo(1L);
	}

	@Test
	void onlyTimesHoldThePresent() {
		Clock clock = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

		assertThat(Objects.requireNonNull(ColumnType.find(LocalDate.class)).now(clock))
			.isEqualTo(LocalDate.of(2026, 1, 31));
		assertThat(Objects.requireNonNull(ColumnType.find(String.class)).clock()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void everyNumberTypeHoldsItselfAndIsAColumnType(NumberType type) {
		Class<?> javaType = type.exact(BigDecimal.ONE).getClass();

		assertThat(NumberType.find(javaType)).isEqualTo(type);
		assertThat(type.holds(javaType)).isTrue();
		assertThat(ColumnType.isSimple(javaType)).isTrue();
	}

	@Test
	void theWiderNumberHoldsTheSum() {
		assertThat(NumberType.wider(Integer.class, BigDecimal.class)).isEqualTo(BigDecimal.class);
		assertThat(NumberType.wider(Integer.class, String.class)).isNull();
		assertThat(NumberType.INTEGER.sum()).isEqualTo(Long.class);
		assertThat(NumberType.FLOAT.holds(Integer.class)).isFalse();
		assertThat(NumberType.DECIMAL.holds(Long.class)).isTrue();
	}

}
