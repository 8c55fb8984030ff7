package io.asyncorm.pooler;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import org.jspecify.annotations.Nullable;

/**
 * Models of these tests: with and without a unique key, and with every kind of relation.
 */
final class PooledLibrary {

	private PooledLibrary() {
	}

	@Model
	record Shelf(@Nullable Long id, @Column(unique = true) String name) {
	}

	@Model(ordering = "title")
	record Volume(@Nullable Long id, String title, int pages,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "volumes") Ref<Shelf> shelf) {
	}

	/** No key but its own. */
	@Model
	record Visit(@Nullable Long id, String visitor, int times) {
	}

	interface Shelves extends AsyncRepository<Shelf, Long> {

	}

	interface Volumes extends AsyncRepository<Volume, Long> {

		@Query("select sum(pages) from volume where pages >= :atLeast")
		CompletableFuture<Long> apages(int atLeast);

	}

	interface Visits extends AsyncRepository<Visit, Long> {

	}

}
