package io.asyncorm.autoconfigure;

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
