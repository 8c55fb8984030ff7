package io.asyncorm.keys;

import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * A pool of each database, and what is opened over it with composite keys that have a
 * generated part.
 */
abstract class AbstractGeneratedPartsIntegrationTests {

	final TestDatabase database;

	final HikariDataSource pool;

	private final List<AsyncOrm> opened = new ArrayList<>();

	AbstractGeneratedPartsIntegrationTests(TestDatabase database) {
		this.database = database;
		this.pool = database.create(3);
	}

	@AfterEach
	void close() {
		this.opened.forEach(AsyncOrm::close);
		this.pool.close();
	}

	AsyncOrm created(Class<?>... models) {
		return opened(AsyncOrm.builder(this.pool).models(models).schemaAction(SchemaAction.CREATE).build());
	}

	AsyncOrm open(Class<?>... models) {
		return opened(AsyncOrm.builder(this.pool).models(models).build());
	}

	private AsyncOrm opened(AsyncOrm orm) {
		this.opened.add(orm);
		return orm;
	}

	@Model(uniqueTogether = @UniqueTogether({ "tenant", "name" }))
	record Task(@PrimaryKey Long tenant, @PrimaryKey @GeneratedKey @Nullable Long id, @Column(length = 50) String name,
			@DefaultValue("0") int rankNo) {
	}

	interface Tasks extends AsyncRepository<Task, List<?>> {

	}

}
