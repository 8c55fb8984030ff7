package io.asyncorm.model;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Converters of the application for classes of the JDK that others stand in for.
 */
class StandInConversionsTests {

	@Test
	void aBeanTakesThePlaceOfTheirConversion() {
		ModelRegistry models = ModelRegistry.of(List.of(Plain.class), List.of(new Texts()));

		assertThat(field(models, Plain.class, "at").type()).isEqualTo(String.class);
		assertThat(Objects.requireNonNull(models.findConversion(OffsetDateTime.class)).columnType())
			.isEqualTo(String.class);
		assertThat(field(models, Plain.class, "price").type()).isEqualTo(String.class);
	}

	@Test
	void theConverterThatAPropertyNamesIsItsOwnOnly() {
		ModelRegistry models = ModelRegistry.of(List.of(Both.class));

		assertThat(field(models, Both.class, "at").type()).isEqualTo(Instant.class);
		assertThat(field(models, Both.class, "spelled").type()).isEqualTo(String.class);
		assertThat(models.findConversion(OffsetDateTime.class)).isNull();
	}

	@Test
	void theyAreKnownWhereNoModelHasThem() {
		ModelRegistry models = ModelRegistry.of(List.of(Both.class));

		assertThat(Objects.requireNonNull(models.findConversion(YearMonth.class)).toProperty("2026-02"))
			.isEqualTo(YearMonth.of(2026, 2));
	}

	@Test
	void noDatabaseGeneratesYearsAndEnums() {
		ModelRegistry models = ModelRegistry.of(List.of(OfYear.class, OfState.class));

		assertThat(models.require(OfYear.class).key().generated()).isFalse();
		assertThat(models.require(OfState.class).key().generated()).isFalse();
	}

	private static ModelField field(ModelRegistry models, Class<?> model, String name) {
		return Objects.requireNonNull(models.require(model).findField(name));
	}

	static final class Texts implements AttributeConverter<OffsetDateTime, String> {

		@Override
		public String toColumn(OffsetDateTime value) {
			return value.toString();
		}

		@Override
		public OffsetDateTime fromColumn(String stored) {
			return OffsetDateTime.parse(stored);
		}

	}

	@Model
	record Plain(@Nullable Long id, OffsetDateTime at, Currency price) {
	}

	@Model
	record Both(@Nullable Long id, OffsetDateTime at, @Convert(Texts.class) OffsetDateTime spelled) {
	}

	enum State {

		OFF, ON

	}

	static final class Ordinals implements AttributeConverter<State, Integer> {

		@Override
		public Integer toColumn(State value) {
			return value.ordinal();
		}

		@Override
		public State fromColumn(Integer stored) {
			return State.values()[stored];
		}

	}

	@Model
	record OfYear(Year id, String name) {
	}

	@Model
	record OfState(@Convert(Ordinals.class) State id, String name) {
	}

}
