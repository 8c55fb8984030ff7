package io.asyncorm.testslice.notes;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.asyncorm.query.Ref;
import io.asyncorm.test.AsyncOrmTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.transaction.AfterTransaction;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.test.QueryAssertions.assertQueries;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AsyncOrmTest @AsyncOrmTest}, as applications use it.
 */
@AsyncOrmTest
class AsyncOrmTestIntegrationTests {

	@Autowired
	private Notes notes;

	@Autowired
	private Topics topics;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void databaseIsTheEmbeddedPostgres(@Autowired DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
			assertThat(connection.getMetaData().getURL()).contains("/test_");
		}
	}

	@Test
	void writesOfATestAreInItsTransaction() throws Exception {
		Topic topic = await(this.topics.acreate(kw("name", "rolled back")));
		Note note = new Note(null, "rolled back", new Colour(1, 2, 3), Ref.to(topic));

		Note saved = assertQueries(1, () -> await(this.notes.acreate(note)));
		await(gather(this.notes.acreate(note), this.notes.acreate(note)));

		assertThat(await(this.notes.filter("colour", new Colour(1, 2, 3)).afirst())).contains(saved);
		assertThat(this.jdbc.sql("select count(*) from note").query(Long.class).single()).isEqualTo(3);
	}

	@AfterTransaction
	void writesOfATestAreRolledBack() {
		assertThat(await(this.notes.acount())).isZero();
		assertThat(await(this.topics.acount())).isZero();
	}

	@Test
	void namesInOtherScriptsFindEachOtherInEitherCase() {
		await(this.topics.acreate(kw("name", "\u00c9tude")));

		assertThat(await(this.topics.filter("name__iexact", "\u00e9tude").aexists())).isTrue();
	}

	@Test
	void onlyWhatIsForRepositoriesIsThere(@Autowired ApplicationContext context) {
		assertThat(context.getBeansOfType(ColourConverter.class)).hasSize(1);
		assertThat(context.getBeansOfType(NoteService.class)).isEmpty();
	}

}
