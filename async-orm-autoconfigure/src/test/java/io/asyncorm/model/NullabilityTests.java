package io.asyncorm.model;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Nullability}: whose {@code Nullable} it is does not matter.
 */
class NullabilityTests {

	@Test
	void seesTheNullableOfAnybody() {
		ModelMetadata<Marked> model = ModelRegistry.of(List.of(Marked.class)).require(Marked.class);

		assertThat(model.fields()).filteredOn(ModelField::nullable)
			.extracting(ModelField::name)
			.containsExactly("jspecify", "jakarta", "spring", "checker", "own", "bytes");
		assertThat(model.key().generated()).isTrue();
	}

	@Test
	void seesItAtConstructorsFieldsAndAccessors() {
		ModelMetadata<Person> model = ModelRegistry.of(List.of(Person.class)).require(Person.class);

		assertThat(model.fields()).filteredOn(ModelField::nullable)
			.extracting(ModelField::name)
			.containsExactly("atParameter", "atField", "atGetter");
	}

	@Model
	@SuppressWarnings("deprecation") // it is what older code has
	record Marked(Long number, @org.jspecify.annotations.Nullable String jspecify,
			@jakarta.annotation.Nullable String jakarta, @org.springframework.lang.Nullable String spring,
			@org.checkerframework.checker.nullness.qual.Nullable String checker, @Nullable String own,
			@jakarta.annotation.Nullable byte[] bytes, @PrimaryKey @jakarta.annotation.Nullable Long key, String none,
			byte[] full) {
	}

	@Model
	static class Person {

		private final Long id;

		private final String atParameter;

		@jakarta.annotation.Nullable
		private final String atField;

		private final String atGetter;

		private final int primitive;

		Person(Long id, @jakarta.annotation.Nullable String atParameter, String atField, String atGetter,
				@Nullable int primitive) {
			this.id = id;
			this.atParameter = atParameter;
			this.atField = atField;
			this.atGetter = atGetter;
			this.primitive = primitive;
		}

		public Long getId() {
			return this.id;
		}

		public String getAtParameter() {
			return this.atParameter;
		}

		public String getAtField() {
			return this.atField;
		}

		@jakarta.annotation.Nullable
		public String getAtGetter() {
			return this.atGetter;
		}

		public int getPrimitive() {
			return this.primitive;
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@interface Nullable {

	}

}
