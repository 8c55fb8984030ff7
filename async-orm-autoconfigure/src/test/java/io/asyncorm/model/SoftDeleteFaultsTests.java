package io.asyncorm.model;

import java.time.Instant;
import java.util.List;

import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What can be wrong with the property that says whether a row counts as deleted.
 */
class SoftDeleteFaultsTests {

	@Test
	void takesTimesAndFlags() {
		ModelRegistry models = ModelRegistry.of(List.of(Timed.class, Flagged.class));

		assertThat(models.require(Timed.class).softDelete()).hasToString("Timed.deletedAt");
		ModelField flag = models.require(Flagged.class).softDelete();
		assertThat(flag).isNotNull();
		assertThat(flag.defaultValue()).isNotNull();
		assertThat(flag.defaultValue().get()).isEqualTo(false);
	}

	@Test
	void refusesWhatCannotSayIt() {
		assertThat(faults(Wrong.class)).containsExactlyInAnyOrder(
				"'time': it says whether a row counts as deleted; declare a @Nullable Instant, its time, or a boolean",
				"'flag': it says whether a row counts as deleted; declare a @Nullable Instant, its time, or a boolean",
				"'time': 'flag' is marked with @SoftDelete too; keep one of them",
				"'flag': 'time' is marked with @SoftDelete too; keep one of them");
		assertThat(faults(Stamped.class)).containsExactly(
				"'changed': @AutoNow means nothing here, since it is set when a row is deleted; remove the annotation");
		assertThat(faults(Related.class, Timed.class))
			.containsExactly("'timed': @SoftDelete means nothing here, since it is a relation; remove the annotation");
	}

	private static List<String> faults(Class<?>... models) {
		ModelDefinitionException failure = catchThrowableOfType(ModelDefinitionException.class,
				() -> ModelRegistry.of(List.of(models)));
		assertThat(failure).isNotNull();
		return failure.faults()
			.stream()
			.map((fault) -> fault.replaceFirst("^Model '[^']*'(, property|:) ", ""))
			.toList();
	}

	@Model
	record Timed(@Nullable Long id, @SoftDelete @Nullable Instant deletedAt) {
	}

	@Model
	record Flagged(@Nullable Long id, @SoftDelete boolean deleted) {
	}

	@Model
	record Wrong(@Nullable Long id, @SoftDelete Instant time, @SoftDelete @Nullable Boolean flag) {
	}

	@Model
	record Stamped(@Nullable Long id, @SoftDelete @AutoNow @Nullable Instant changed) {
	}

	@Model
	record Related(@Nullable Long id, @SoftDelete @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Timed> timed) {
	}

}
