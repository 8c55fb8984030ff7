package io.asyncorm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/**
 * A data source of each database, and a builder of an {@link AsyncOrm} with shelves and
 * their volumes over it.
 */
abstract class AbstractAsyncOrmIntegrationTests {

	@Parameter
	TestDatabase database;

	HikariDataSource pool;

	@BeforeEach
	void openPool() {
		this.pool = this.database.create(3);
	}

	@AfterEach
	void closePool() {
		this.pool.close();
	}

	AsyncOrm.Builder builder() {
		return AsyncOrm.builder(this.pool)
			.models(Shelf.class, Volume.class)
			.schemaAction(SchemaAction.CREATE)
			.shutdownTimeout(Duration.ofSeconds(5));
	}

	@Model
	record Shelf(@Nullable Long id, String name, @Nullable Instant made) {
	}

	@Model(ordering = "title")
	record Volume(@Nullable Long id, String title, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Shelf> shelf) {
	}

	interface Shelves extends AsyncRepository<Shelf, Long> {

	}

	interface Volumes extends AsyncRepository<Volume, Long> {

		CompletableFuture<Volume> acreate(String title, Ref<Shelf> shelf);

		CompletableFuture<List<Volume>> alist(String shelf__name);

	}

}
