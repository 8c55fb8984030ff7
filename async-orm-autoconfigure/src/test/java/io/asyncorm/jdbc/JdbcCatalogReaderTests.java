package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.schema.CatalogContents;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdbcCatalogReader}.
 */
@ExtendWith(OutputCaptureExtension.class)
class JdbcCatalogReaderTests {

	private final AtomicInteger connections = new AtomicInteger();

	@Test
	void aDatabaseThatDoesNotAnswerIsAskedOnceAndOneWarningSaysWhatFollows(CapturedOutput output) {
		JdbcCatalogReader reader = new JdbcCatalogReader(new Unreachable(), new PostgresDialect(), null, true);

		assertThat(reader.read(List.of("book", "author"))).isSameAs(CatalogContents.UNKNOWN);
		assertThat(this.connections).hasValue(1);
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.contains("The database could not be asked at startup (no route)")
			.contains("Until the application is started again, columns are taken for what the models declare")
			.contains("a pooler that mixes up statements is not detected");
	}

	@Test
	void poolerAndCatalogAreAskedForWithOneConnection(CapturedOutput output) {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(1)) {
			DelegatingDataSource counting = new DelegatingDataSource(pool) {

				@Override
				public Connection getConnection() throws SQLException {
					JdbcCatalogReaderTests.this.connections.incrementAndGet();
					return super.getConnection();
				}

			};
			CatalogContents contents = new JdbcCatalogReader(counting, new PostgresDialect(), null, true)
				.read(List.of("pg_class"));

			assertThat(contents.columns()).isNotEmpty();
		}
		assertThat(this.connections).hasValue(1);
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void withoutTablesOnlyAPoolerIsAskedFor() {
		assertThat(new JdbcCatalogReader(new Unreachable(), new PostgresDialect(), null, false).read(List.of()))
			.isSameAs(CatalogContents.UNKNOWN);
		assertThat(this.connections).hasValue(0);
	}

	/**
	 * Gives no connections.
	 */
	private final class Unreachable extends AbstractDataSource {

		@Override
		public Connection getConnection() throws SQLException {
			JdbcCatalogReaderTests.this.connections.incrementAndGet();
			throw new SQLException("no route");
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

}
