package io.asyncorm.arrays;

import io.asyncorm.model.Index;
import io.asyncorm.model.Model;
import io.asyncorm.model.ReadOnly;
import io.asyncorm.model.TsVector;
import io.asyncorm.repository.AsyncRepository;
import org.jspecify.annotations.Nullable;

/**
 * Models whose texts are searched.
 */
final class SearchModels {

	private SearchModels() {
	}

	@Model
	record Entry(@Nullable Long id, String title, @Nullable String body) {
	}

	interface Entries extends AsyncRepository<Entry, Long> {

	}

	@Model
	@Index(fields = "words", method = "gin")
	record Page(@Nullable Long id, String title, @ReadOnly("to_tsvector('english', title)") @Nullable TsVector words) {
	}

	interface Pages extends AsyncRepository<Page, Long> {

	}

}
