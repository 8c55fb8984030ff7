package io.asyncorm.failures;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Columns that a table has and its model has not.
 */
@Timeout(120)
class UnknownColumnsIntegrationTests {

	@ParameterizedTest
	@EnumSource
	void aColumnThatMustNotBeNullIsNamed(TestDatabase database) {
		try (HikariDataSource pool = database.create(1);
				AsyncOrm orm = AsyncOrm.builder(pool).models(Memo.class).schemaAction(SchemaAction.CREATE).build()) {
			String quote = (database == TestDatabase.MARIADB) ? "`" : "\"";
			JdbcClient.create(pool)
				.sql("alter table 'memo' add column 'legacy' int not null".replace("'", quote))
				.update();
			Memos memos = orm.repository(Memos.class);

			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> await(memos.acreate(kw("text", "x"))))
				.withMessage("Memo.acreate: the column 'legacy' of 'memo' was given no value, and must have one, but"
						+ " 'Memo' has no such property: add it, or give the column a default in the database");
		}
	}

	@Model
	record Memo(@Nullable Long id, String text) {
	}

	interface Memos extends AsyncRepository<Memo, Long> {

	}

}
