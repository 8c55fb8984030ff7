package io.asyncorm.replicas;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.ReadOnly;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.QuerySet;
import io.asyncorm.replicas.Entries.Entry;
import io.asyncorm.replicas.Entries.Journal;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.repository.RepositoryDefinitionException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Which declared methods may say that they only read. */
class ReadOnlyMethodsIntegrationTests {

	@Test
	void whatWritesCannotBeReadOnly() {
		try (HikariDataSource pool = TestDatabase.H2.create(1);
				AsyncOrm orm = AsyncOrm.builder(pool).models(Journal.class, Entry.class).build()) {
			assertThatExceptionOfType(RepositoryDefinitionException.class)
				.isThrownBy(() -> orm.repository(Contradictory.class))
				.withMessageContaining("adelete(String): it writes, and so is not @ReadOnly; remove that")
				.withMessageContaining("aclear(): it writes, and so is not @ReadOnly; remove that")
				.withMessageContaining("alocked(): its @Query locks rows, which a replica cannot; remove @ReadOnly")
				.withMessageContaining("alist(String): its @ReadOnly says what a column is computed of")
				.withMessageContaining("old(): it has a body, which @ReadOnly does not reach");
		}
	}

	interface Contradictory extends AsyncRepository<Entry, Long> {

		@ReadOnly
		CompletableFuture<Deleted> adelete(String text);

		@ReadOnly
		@Query("delete from entry")
		CompletableFuture<Long> aclear();

		@ReadOnly
		@Query("select id from entry for update")
		CompletableFuture<List<Long>> alocked();

		@ReadOnly("upper(text)")
		CompletableFuture<List<Entry>> alist(String text);

		@ReadOnly
		default QuerySet<Entry> old() {
			return filter("text", "old");
		}

	}

}
