package io.asyncorm.model;

import java.util.List;

import io.asyncorm.query.Many;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What can be wrong with checks, indexes, comments and former names.
 */
class TableDetailsFaultsTests {

	@Test
	void eachFaultSaysWhatToDo() {
		ModelDefinitionException failure = catchThrowableOfType(ModelDefinitionException.class,
				() -> ModelRegistry.of(List.of(Faulty.class)));

		String model = "Model '" + Faulty.class.getName() + "'";
		assertThat(failure.faults()).containsExactlyInAnyOrder(
				model + ": its @Index names 'titel', which 'Faulty' does not have. Did you mean 'title'? Choices are:"
						+ " id, title",
				model + ": its @Index(fields = { title, -title }) is empty or names a property twice; name each property"
						+ " of the index once",
				model + ": its @Index(fields = {  }) is empty or names a property twice; name each property of the index"
						+ " once",
				model + ": its @Check has no condition; write one in SQL, such as @Check(\"pages >= 0\")",
				model + ", property 'title': the name 'x\"y' of its @Check holds a quote or a control character; choose"
						+ " another one",
				model + ": the name 'same' of its @Index is used twice; choose another one",
				model + ": @RenamedFrom(\"faulty\") must name what the table 'faulty' was called before; name that, or"
						+ " remove it",
				model + ", property 'parts': @Check means nothing here, since it has no column; remove the annotation");
	}

	@Model
	@Index(fields = "titel")
	@Index(fields = { "title", "-title" })
	@Index(fields = {})
	@Index(fields = "title", name = "same")
	@Check(" ")
	@Check(name = "same", value = "title > ''")
	@RenamedFrom("faulty")
	record Faulty(@Nullable Long id, @Check(name = "x\"y", value = "title <> ''") String title,
			@Check("true") @ManyToMany Many<Faulty> parts) {
	}

}
