package io.asyncorm.schema.inspection;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Models of tables with all types that H2 and MariaDB have.
 */
@Timeout(120)
class OddTypesIntegrationTests {

	@TempDir
	private Path folder;

	@Test
	void typesOfMariaDbAreReadOrLeftOutWithARemark() throws Exception {
		try (HikariDataSource pool = TestDatabase.MARIADB.create(3)) {
			execute(pool,
					"""
							create table thing (id bigint unsigned auto_increment primary key, feeling enum('sad', 'very "glad"'),
								several set('a', 'b'), bits bit(3), truth bit(1), flag tinyint(1), tiny tinyint, tiny_unsigned tinyint unsigned,
								small smallint unsigned, medium mediumint, number int unsigned zerofill, big bigint unsigned, real_ float,
								precise double, price decimal(10, 3), year_ year, day date, at time(3), moment datetime(3), point timestamp null,
								document json, name varchar(20) character set latin1, code char(3), note mediumtext, raw varbinary(16),
								fixed binary(16), image mediumblob, twin uuid, net inet6, place point,
								doubled decimal(11, 3) generated always as (price * 2) stored, virtual_ int as (medium + 1) virtual);
							insert into thing (feeling, several, bits, truth, flag, tiny, big, number, day, at, moment, point, document, code, twin,
								net, year_, price, fixed)
								values ('sad', 'a,b', b'101', 1, 1, -1, 18446744073709551615, 7, '2026-01-31', '12:00', now(), now(), '{}', 'ab',
									uuid(), '::1', 2026, 1.5, '0123456789abcdef');
							create view things as select id, feeling, price from thing""");
			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.readAll()).hasSize(2).allSatisfy((name, count) -> assertThat(count).isOne());
				assertThat(written.source("Thing")).contains("@Nullable Boolean truth", "@ReadOnly(",
						"// Column 'bits' is left out", "// Column 'place' is left out");
				assertTablesCanBeMade(written, TestDatabase.MARIADB);
			}
		}
	}

	@Test
	void typesOfH2AreReadOrLeftOutWithARemark() throws Exception {
		try (HikariDataSource pool = TestDatabase.H2.create(3)) {
			execute(pool,
					"""
							create domain email as varchar(80) check (value like '%@%');
							create table thing (id bigint generated always as identity primary key, feeling enum('sad', 'glad'), mail email,
								tags varchar(9) array, matrix integer array array, truth boolean, tiny tinyint, small smallint, big bigint,
								real_ real, single_ float(24), precise double precision, price decimal(10, 3), money decfloat(20), made date,
								at time(3), at_zone time(3) with time zone, moment timestamp(3), point timestamp(9) with time zone,
								length interval day to second, months interval year to month, hours interval hour, document json,
								name varchar(20), loose varchar_ignorecase(9), code char(3), note clob, raw varbinary(16), fixed binary(16),
								image blob, twin uuid, place geometry, pair row(x int, y int), object java_object,
								doubled decimal(11, 3) generated always as (price * 2));
							insert into thing (feeling, mail, tags, truth, tiny, price, money, made, at, moment, point, length, document, loose, code,
								twin, fixed, hours)
								values ('sad', 'a@b', array['x'], true, 1, 1.5, 2.5, date '2026-01-31', time '12:00:00', now(), now(),
									interval '1 02:00:00' day to second, json '{}', 'x', 'ab', random_uuid(), x'00', interval '2' hour);
							create view things as select id, feeling, price from thing""");
			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.readAll()).hasSize(2).allSatisfy((name, count) -> assertThat(count).isOne());
				assertThat(written.source("Thing")).contains("@Nullable Boolean truth", "@ReadOnly(",
						"// Column 'MATRIX' is left out", "// Column 'AT_ZONE' is left out",
						"// Column 'PAIR' is left out", "// Column 'MONTHS' is left out", "LocalTime at",
						"LocalDateTime moment");
				assertTablesCanBeMade(written, TestDatabase.H2);
			}
		}
	}

	/** In a database that has none of them. */
	private static void assertTablesCanBeMade(WrittenModels written, TestDatabase database) {
		try (HikariDataSource pool = database.create(2)) {
			AsyncOrm.builder(pool).models(written.models).schemaAction(SchemaAction.CREATE).build().close();

			AsyncOrm.builder(pool).models(written.models).schemaAction(SchemaAction.VALIDATE).build().close();
		}
	}

	private static void execute(HikariDataSource pool, String script) throws Exception {
		try (Connection connection = pool.getConnection()) {
			ScriptUtils.executeSqlScript(connection, new ByteArrayResource(script.getBytes(StandardCharsets.UTF_8)));
		}
	}

}
