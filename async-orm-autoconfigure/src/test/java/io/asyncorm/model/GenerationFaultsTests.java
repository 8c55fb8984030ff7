package io.asyncorm.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What can be wrong with columns and keys that the database or the library makes.
 */
class GenerationFaultsTests {

	@Test
	void refusesWritersOfWhatOnlyTheDatabaseWrites() {
		assertThat(faults(Written.class)).containsExactly(
				"'number': only the database writes what is @ReadOnly, and not @DefaultValue; keep one of them",
				"'changed': only the database writes what is @ReadOnly, and not @AutoNow; keep one of them",
				"'added': only the database writes what is @ReadOnly, and not @AutoNowAdd; keep one of them",
				"'both': a column that is computed has no default; keep @DatabaseDefault, or the expression of"
						+ " @ReadOnly",
				"'parent': it is @ReadOnly, so that SET_NULL cannot change it; choose another rule for onDelete",
				"'children': @ReadOnly means nothing here, since it has no column; remove the annotation");
	}

	@Test
	void takesWhatTheDatabaseWrites() {
		ModelMetadata<Fine> model = ModelRegistry.of(List.of(Fine.class)).require(Fine.class);

		assertThat(model.key().generated()).isTrue();
		assertThat(model.key().identity()).isFalse();
		assertThat(model.fields()).allMatch(ModelField::readOnly);
	}

	private static List<String> faults(Class<?>... models) {
		ModelDefinitionException failure = catchThrowableOfType(ModelDefinitionException.class,
				() -> ModelRegistry.of(Arrays.asList(models)));
		assertThat(failure).as("faults of %s", Arrays.asList(models)).isNotNull();
		return failure.faults()
			.stream()
			.map((fault) -> fault.replaceFirst("^Model '[^']*'(, property|:) ", ""))
			.toList();
	}

	@Model
	record Written(@Nullable Long id, @ReadOnly @DefaultValue("1") int number, @ReadOnly @AutoNow Instant changed,
			@ReadOnly @AutoNowAdd Instant added, @ReadOnly("number * 2") @DatabaseDefault("7") int both,
			@ReadOnly @ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "children") @Nullable Ref<Written> parent,
			@ReadOnly Many<Written> children) {
	}

	@Model
	record Fine(@ReadOnly @Nullable Long id, @ReadOnly("id + 1") long next,
			@ReadOnly @DatabaseDefault("now()") Instant added,
			@ReadOnly @ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Fine> parent) {
	}

}
