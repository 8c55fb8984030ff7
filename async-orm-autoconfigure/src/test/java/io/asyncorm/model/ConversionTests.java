package io.asyncorm.model;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Conversion}.
 */
class ConversionTests {

	private final Conversion conversion = new Conversion(Code.class, String.class, new CodeConverter(), "its converter",
			"'Shop.code'");

	@Test
	void convertsThereAndBack() {
		assertThat(this.conversion.toColumn(new Code("a"))).isEqualTo("a");
		assertThat(this.conversion.fromColumn("a")).isEqualTo(new Code("a"));
		assertThat(this.conversion.converts(new Code("a"))).isTrue();
		assertThat(this.conversion.converts("a")).isFalse();
		assertThat(this.conversion.converts(null)).isFalse();
	}

	@Test
	void whatIsGivenIsAValueOrSpellsWhatTheColumnHolds() {
		Code code = new Code("7");

		assertThat(this.conversion.toProperty(code)).isSameAs(code);
		assertThat(this.conversion.toProperty("7")).isEqualTo(code);
		assertThat(this.conversion.toProperty(7)).isEqualTo(code);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.conversion.toProperty(Objects.class))
			.withMessageStartingWith("'Shop.code': A value of type 'java.lang.Class' cannot be used as");
	}

	@Test
	void refusesNullsThatAConverterGives() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.conversion.toColumn(new Code(null)))
			.withMessage("'Shop.code': its converter gave null and not a 'java.lang.String'");
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> this.conversion.fromColumn("null"))
			.withMessage("'Shop.code': its converter gave null and not a '" + Code.class.getName() + "'");
	}

	@Test
	void saysWhoseValueFailsWithoutQuotingIt() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.conversion.toColumn(new Code("s3cret")))
			.withMessage("'Shop.code': its converter cannot store a value (java.lang.IllegalStateException)")
			.withCauseInstanceOf(IllegalStateException.class);
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> this.conversion.fromColumn("s3cret"))
			.withMessage("'Shop.code': its converter cannot read what the column holds"
					+ " (java.lang.IllegalStateException)")
			.withCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void isTheSameWhoeverItsValuesAre() {
		assertThat(this.conversion.of("Other.code")).isEqualTo(this.conversion).hasSameHashCodeAs(this.conversion);
	}

	record Code(@Nullable String value) {
	}

	static final class CodeConverter implements AttributeConverter<Code, String> {

		@Override
		@SuppressWarnings("NullAway") // what must not be is what is tested
		public String toColumn(Code value) {
			if ("s3cret".equals(value.value())) {
				throw new IllegalStateException();
			}
			return value.value();
		}

		@Override
		@SuppressWarnings("NullAway") // what must not be is what is tested
		public Code fromColumn(String stored) {
			if (stored.equals("s3cret")) {
				throw new IllegalStateException();
			}
			return stored.equals("null") ? null : new Code(stored);
		}

	}

}
