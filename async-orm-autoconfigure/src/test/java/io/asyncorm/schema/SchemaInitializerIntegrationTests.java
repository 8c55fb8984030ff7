package io.asyncorm.schema;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.Dialects;
import io.asyncorm.jdbc.JdbcCatalogReader;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.sql.TableName;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What real databases make of the statements.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SchemaInitializerIntegrationTests {

	private static final String[] TABLES = { "author", "book", "tag", "profile", "hen", "egg", "book_tags" };

	@Parameter
	private TestDatabase database;

	private HikariDataSource pool;

	private Connection connection;

	@BeforeEach
	void open() throws SQLException {
		this.pool = this.database.create(1);
		this.connection = this.pool.getConnection();
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
		this.pool.close();
	}

	@Test
	void createsWhatIsMissingAndKeepsWhatIsThere() throws SQLException {
		initializer(SchemaAction.CREATE).start();
		execute("insert into \"author\" (\"name\") values ('Ann')");
		execute("drop table \"book_tags\"");

		SchemaInitializer again = initializer(SchemaAction.CREATE);
		again.start();
		again.stop();

		assertThat(tables()).containsExactlyInAnyOrder(TABLES);
		assertThat(single("select \"name\" from \"author\"")).isEqualTo("Ann");
	}

	@Test
	void recreatesAndDrops() throws SQLException {
		initializer(SchemaAction.CREATE).start();
		execute("insert into \"author\" (\"name\") values ('Ann')");
		SchemaInitializer initializer = initializer(SchemaAction.CREATE_DROP);

		initializer.start();

		assertThat(single("select count(*) from \"author\"")).isEqualTo("0");
		initializer.stop();
		assertThat(tables()).isEmpty();
	}

	@Test
	void doesNothingWhereNothingIsToBeDone() throws SQLException {
		SchemaInitializer initializer = initializer(SchemaAction.NONE);

		initializer.start();
		initializer.stop();

		assertThat(tables()).isEmpty();
	}

	@Test
	void makesTablesThatKeepTheirPromises() throws SQLException {
		initializer(SchemaAction.CREATE).start();
		execute("insert into \"author\" (\"name\") values ('Ann')");
		execute("insert into \"author\" (\"id\", \"name\") values (50, 'Bob')");
		execute("insert into \"book\" (\"title\", \"pages\", \"format\", \"author_id\") values ('Dune', 1, 'PAPERBACK', 1)");

		assertThat(single("select \"in_print\" from \"book\"")).isIn("t", "TRUE", "1");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute(
				"insert into \"book\" (\"title\", \"pages\", \"format\", \"author_id\") values ('Dune', 1, 'PAPERBACK', 1)"))
			.withMessageContaining("book_title_key");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> execute("insert into \"author\" (\"name\") values (null)"));
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> execute("insert into \"profile\" (\"author_id\") values (99)"))
			.withMessageContaining("profile_author_id_fkey");
	}

	private SchemaInitializer initializer(SchemaAction action) throws SQLException {
		Dialect dialect = Dialects.of(this.connection.getMetaData());
		SchemaGenerator generator = new SchemaGenerator(dialect);
		return new SchemaInitializer(SchemaModels.REGISTRY, generator, action, (plan) -> {
			try {
				for (String statement : plan.apply(tables().stream().map(TableName::of).collect(Collectors.toSet()))) {
					execute(statement);
				}
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}, new SchemaComparison(SchemaModels.REGISTRY, dialect, new JdbcCatalogReader(this.pool, dialect, null, false)),
				Migrations.in(Path.of(MigrationFolder.DEFAULT)));
	}

	private Set<String> tables() throws SQLException {
		Set<String> tables = new HashSet<>();
		try (ResultSet rows = this.connection.getMetaData()
			.getTables(this.connection.getCatalog(), this.connection.getSchema(), "%", null)) {
			while (rows.next()) {
				if (List.of("TABLE", "BASE TABLE").contains(rows.getString("TABLE_TYPE"))) {
					tables.add(rows.getString("TABLE_NAME"));
				}
			}
		}
		return tables;
	}

	private String single(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
