package io.asyncorm.persistence;

import java.util.List;

import io.asyncorm.model.ModelField;
import io.asyncorm.persistence.WriteModels.Book;
import io.asyncorm.persistence.WriteModels.Stock;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.UpsertKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.asyncorm.persistence.WriteModels.change;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UpsertKeys}.
 */
class UpsertKeysTests {

	@Test
	void aUniqueFieldCoversALookupOfJustThatField() {
		assertThat(find(Book.class, change(Book.class, "title", "a"))).extracting(ModelField::name)
			.containsExactly("title");
	}

	@Test
	void thePrimaryKeyCoversToo() {
		assertThat(find(Book.class, change(Book.class, "id", 1L))).extracting(ModelField::name).containsExactly("id");
	}

	@Test
	void theFieldsOfAKeyMayComeInAnyOrder() {
		assertThat(find(Stock.class, change(Stock.class, "sku", "s"), change(Stock.class, "store", "x")))
			.extracting(ModelField::name)
			.containsExactly("store", "sku");
	}

	@Test
	void aKeyAndMoreIsNotCovered() {
		assertThat(find(Book.class, change(Book.class, "title", "a"), change(Book.class, "pages", 3))).isNull();
	}

	@Test
	void partOfAKeyIsNotCovered() {
		assertThat(find(Stock.class, change(Stock.class, "store", "x"))).isNull();
	}

	@Test
	void aNullInTheLookupIsNotCoveredBecauseNullsDoNotCollide() {
		assertThat(find(Book.class, change(Book.class, "title", null))).isNull();
	}

	private static @Nullable List<ModelField> find(Class<?> type, Change... lookup) {
		return UpsertKeys.find(WriteModels.model(type), List.of(lookup));
	}

}
