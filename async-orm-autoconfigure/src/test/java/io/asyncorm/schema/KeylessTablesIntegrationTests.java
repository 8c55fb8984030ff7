package io.asyncorm.schema;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that models are validated over tables that are there already, whose key is no
 * primary key, or cannot be one, or is not told to this user.
 */
class KeylessTablesIntegrationTests {

	private static final String COLUMNS = "(code varchar(20) not null, name varchar(20) not null)";

	private final String reader = "reader_" + Long.toString(System.nanoTime(), Character.MAX_RADIX);

	/** What is told, if an application does not start. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					POSTGRESQL,H2,MARIADB | create table ware COLUMNS | -
					POSTGRESQL,H2,MARIADB | create table ware (code varchar(20) not null unique, name varchar(20) not null) | -
					POSTGRESQL,H2,MARIADB | create table ware COLUMNS; create unique index u on ware (code) | -
					POSTGRESQL,H2,MARIADB | create table ware (code varchar(20) not null unique, name varchar(20) not null primary key) | -
					POSTGRESQL,H2,MARIADB | create table ware (code varchar(20) not null, name varchar(20) not null primary key) | Ware: the primary key is to be (code)
					POSTGRESQL,H2,MARIADB | create table ware (code varchar(20) not null, name varchar(20) not null, primary key (code, name)) | Ware: the primary key is to be (code)
					POSTGRESQL,H2,MARIADB | create table w COLUMNS; create view ware as select * from w | -
					POSTGRESQL            | create table w COLUMNS; create materialized view ware as select * from w | -
					POSTGRESQL            | create table ware COLUMNS partition by list (code) | -
					POSTGRESQL            | create table ware (code varchar(20) not null, name varchar(20) not null, primary key (code, name)) partition by list (name) | -
					POSTGRESQL            | create foreign data wrapper d; create server s foreign data wrapper d; create foreign table ware COLUMNS server s | -
					MARIADB               | create table ware (code varchar(20) not null, name varchar(20) not null, primary key (code, name)) partition by key(name) partitions 2 | -
					""")
	void aTableThatIsThereDoesWithWhatKeyItHas(String databases, String ddl, @Nullable String fault) {
		for (String name : databases.split(",")) {
			try (HikariDataSource pool = TestDatabase.valueOf(name).create(2)) {
				execute(pool, ddl);

				SchemaMismatchException failure = catchThrowableOfType(SchemaMismatchException.class,
						() -> validate(pool));

				if (fault == null) {
					assertThat(failure).as(name).isNull();
				}
				else {
					assertThat(failure).as(name).isNotNull();
					assertThat(failure.getMessage()).as(name).containsIgnoringCase(fault);
				}
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					H2         | create user READER password 'x'; grant select on schema public to READER
					MARIADB    | create user READER@'%' identified by 'x'; grant select, create temporary tables on DATABASE.* to READER@'%'
					POSTGRESQL | create role READER login password 'x'; grant select on ware to READER
					""")
	void aUserWhoMayOnlyReadStarts(TestDatabase database, String ddl) {
		DatabaseAddress owner = database.create();
		try (HikariDataSource pool = owner.openPool(2)) {
			execute(pool, "create table ware (code varchar(20) not null primary key, name varchar(20) not null)");
			execute(pool, named(ddl, owner));

			try (HikariDataSource reader = reader(owner)) {
				validate(reader);
			}
			finally {
				drop(database, pool);
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			MARIADB    | create user READER@'%' identified by 'x'; grant select, insert on DATABASE.* to READER@'%'
			POSTGRESQL | create role READER login password 'x'; revoke temporary on database DATABASE from public
			""")
	void aUserWhoMayMakeNoTemporaryTablesIsToldWhatToDo(TestDatabase database, String ddl) {
		DatabaseAddress owner = database.create();
		try (HikariDataSource pool = owner.openPool(2)) {
			execute(pool, "create table ware COLUMNS");
			execute(pool, named(ddl, owner));

			try (HikariDataSource reader = reader(owner)) {
				assertThatExceptionOfType(PermissionDeniedDataAccessException.class).isThrownBy(() -> validate(reader))
					.withMessageContaining("let the user make them (grant temporary on database ... to ...");
			}
			finally {
				drop(database, pool);
			}
		}
	}

	@Test
	void aMigrationAddsTheKeyThatIsMissingAndLeavesAnotherOne(@TempDir Path folder) throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(2)) {
			execute(pool, "create table ware " + COLUMNS);
			assertThat(Files.readString(MigrationFolder.of(folder).write(steps(pool)).orElseThrow()))
				.contains("\nalter table \"ware\" add primary key (\"code\");\n");
			execute(pool, "alter table ware add primary key (name); alter table ware add unique (code)");

			List<SchemaStep> steps = steps(pool);

			assertThat(steps).allMatch(SchemaStep::optional)
				.extracting(SchemaStep::reason)
				.containsExactly("Ware: no model declares the primary key over (name)");
		}
	}

	private static List<SchemaStep> steps(HikariDataSource pool) {
		return TestedSchema.steps(pool, Ware.class);
	}

	private static void execute(HikariDataSource pool, String ddl) {
		for (String statement : ddl.replace("COLUMNS", COLUMNS).split(";")) {
			new JdbcTemplate(pool).execute(statement);
		}
	}

	private static void validate(HikariDataSource pool) {
		AsyncOrm.builder(pool).models(Ware.class).schemaAction(SchemaAction.VALIDATE).build().close();
	}

	private String named(String ddl, DatabaseAddress address) {
		String database = address.url().replaceAll("[?;].*", "").replaceAll(".*[/:]", "");
		return ddl.replace("DATABASE", database).replace("READER", this.reader);
	}

	/** The settings of connections may name another user, or be those of an owner. */
	private HikariDataSource reader(DatabaseAddress owner) {
		return new DatabaseAddress(owner.url().replaceAll("[?;](?!sessionV).*", ""), this.reader, "x").openPool(2);
	}

	/** Users are those of a whole server. */
	private void drop(TestDatabase database, HikariDataSource pool) {
		execute(pool, (database == TestDatabase.POSTGRESQL)
				? "drop owned by " + this.reader + "; drop role " + this.reader : "drop user " + this.reader);
	}

	@Model
	record Ware(@PrimaryKey @Column(length = 20) String code, @Column(length = 20) String name) {
	}

}
