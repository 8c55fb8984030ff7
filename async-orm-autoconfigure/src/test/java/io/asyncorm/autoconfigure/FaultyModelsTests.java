package io.asyncorm.autoconfigure;

import java.util.Set;

import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FaultyModels}.
 */
class FaultyModelsTests {

	private static final Set<Class<?>> ALL = Set.of(Street.class, House.class, Cat.class, Alone.class);

	@Test
	void modelsThatNoRelationConnectsWithAFaultyOneAreSound() {
		assertThat(FaultyModels.soundAmong(ALL, Set.of(Alone.class))).containsExactlyInAnyOrder(Street.class,
				House.class, Cat.class);
		assertThat(FaultyModels.soundAmong(ALL, Set.of(Street.class))).containsExactly(Alone.class);
		assertThat(FaultyModels.soundAmong(ALL, Set.of(Cat.class))).containsExactly(Alone.class);
	}

	@Test
	void noModelIsSoundWhereAConverterHasFaults() {
		assertThat(FaultyModels.soundAmong(ALL, Set.of(Alone.class, String.class))).isEmpty();
		assertThat(FaultyModels.soundAmong(ALL, Set.of())).isEmpty();
	}

	@Model
	record Street(@Nullable Long id, Many<House> houses) {
	}

	@Model
	record House(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "houses") Ref<Street> street) {
	}

	@Model
	record Cat(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<House> home) {
	}

	@Model
	record Alone(@Nullable Long id) {
	}

}
