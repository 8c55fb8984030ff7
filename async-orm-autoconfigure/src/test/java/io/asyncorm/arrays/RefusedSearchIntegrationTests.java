package io.asyncorm.arrays;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.arrays.SearchModels.Entries;
import io.asyncorm.arrays.SearchModels.Entry;
import io.asyncorm.arrays.SearchModels.Page;
import io.asyncorm.dialect.UnsupportedFeatureException;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.expression.SearchFunctions.searchHeadline;
import static io.asyncorm.expression.SearchFunctions.searchVector;
import static io.asyncorm.expression.SearchFunctions.trigramSimilarity;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Databases without full text search as PostgreSQL's refuse it clearly.
 */
class RefusedSearchIntegrationTests {

	@ParameterizedTest
	@EnumSource(value = TestDatabase.class, names = { "H2", "MARIADB" })
	void aSearchIsNeverSent(TestDatabase database) {
		try (HikariDataSource pool = database.create(2);
				AsyncOrm orm = AsyncOrm.builder(pool).models(Entry.class).schemaAction(SchemaAction.CREATE).build()) {
			Entries entries = orm.repository(Entries.class);

			assertThatExceptionOfType(UnsupportedFeatureException.class)
				.isThrownBy(() -> await(entries.filter("title__search", "x").alist()))
				.withMessageContaining("full text search");
			assertThatExceptionOfType(UnsupportedFeatureException.class)
				.isThrownBy(() -> await(entries.annotate("words", searchVector("title")).rows().alist()))
				.withMessageContaining("full text search");
			assertThatExceptionOfType(UnsupportedFeatureException.class)
				.isThrownBy(() -> await(entries.annotate("part", searchHeadline("title", "x")).rows().alist()))
				.withMessageContaining("full text search");
			assertThatExceptionOfType(UnsupportedFeatureException.class)
				.isThrownBy(() -> await(entries.filter("title__trigram_similar", "x").alist()))
				.withMessageContaining("pg_trgm");
			assertThatExceptionOfType(UnsupportedFeatureException.class)
				.isThrownBy(() -> await(entries.annotate("s", trigramSimilarity(f("title"), "x")).rows().alist()))
				.withMessageContaining("pg_trgm");
		}
	}

	@ParameterizedTest
	@EnumSource(value = TestDatabase.class, names = { "H2", "MARIADB" })
	void aPropertyForWordsIsAFaultAtTheStart(TestDatabase database) {
		try (HikariDataSource pool = database.create(1)) {
			assertThatExceptionOfType(ModelDefinitionException.class)
				.isThrownBy(() -> AsyncOrm.builder(pool).models(Page.class).schemaAction(SchemaAction.CREATE).build())
				.withMessageContaining("property 'words': ")
				.withMessageContaining("has no full text search with tsvector");
		}
	}

}
