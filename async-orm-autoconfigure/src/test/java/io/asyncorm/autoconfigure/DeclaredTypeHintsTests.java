package io.asyncorm.autoconfigure;

import java.util.List;

import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.Convert;
import io.asyncorm.model.Embedded;
import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeclaredTypeHints}.
 */
class DeclaredTypeHintsTests {

	@Test
	void convertersWithinEmbeddedValuesCanBeMade() {
		RuntimeHints hints = new RuntimeHints();

		new DeclaredTypeHints(hints).registerModel(Shop.class);

		assertThat(RuntimeHintsPredicates.reflection()
			.onType(Upper.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(Place.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(hints);
	}

	@Test
	void whatAnnotationsOfJakartaNameCanBeMade() {
		RuntimeHints hints = new RuntimeHints();

		new DeclaredTypeHints(hints).registerModel(Branch.class);

		for (Class<?> made : List.of(Area.class, Trimmed.class)) {
			assertThat(RuntimeHintsPredicates.reflection()
				.onType(made)
				.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(hints);
		}
		for (Class<?> set : List.of(Area.class, Branch.class, Numbered.class)) {
			assertThat(RuntimeHintsPredicates.reflection()
				.onType(set)
				.withMemberCategory(MemberCategory.ACCESS_DECLARED_FIELDS)).accepts(hints);
		}
	}

	@jakarta.persistence.Embeddable
	static class Area {

		@Nullable String region;

	}

	@jakarta.persistence.MappedSuperclass
	abstract static class Numbered {

		@jakarta.persistence.Id
		@Nullable Long id;

		@Nullable Area area;

	}

	@Model
	@jakarta.persistence.Entity
	static class Branch extends Numbered {

		@jakarta.persistence.Convert(converter = Trimmed.class)
		@Nullable String label;

	}

	static class Trimmed implements jakarta.persistence.AttributeConverter<String, String> {

		@Override
		public String convertToDatabaseColumn(String value) {
			return value.strip();
		}

		@Override
		public String convertToEntityAttribute(String stored) {
			return stored;
		}

	}

	record Code(String text) {
	}

	record Place(@Convert(Upper.class) Code code) {
	}

	@Model
	record Shop(@Nullable Long id, @Embedded Place place) {
	}

	static class Upper implements AttributeConverter<Code, String> {

		@Override
		public String toColumn(Code value) {
			return value.text();
		}

		@Override
		public Code fromColumn(String stored) {
			return new Code(stored);
		}

	}

}
