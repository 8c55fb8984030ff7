package io.asyncorm.schema;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.MariaDbDialect;
import io.asyncorm.dialect.TextEscape;
import io.asyncorm.schema.SchemaStep.Phase;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that Flyway and Liquibase run texts and names of migrations as they are, whatever
 * they would take parts of them for elsewhere.
 */
class MigrationTextsIntegrationTests {

	private static final List<String> TEXTS = List.of("a;b", "it''s; -- no comment", "-- a; b", "/* ; */", "/*", "*/",
			"$$", "$a$ ; $b$", "${user.name}", "$${x}", "a\\", "\\''; \\", "\\\\''; \\\\", "\\ \"; ''",
			"first\n--changeset me:1\n;\nlast", "a\n--rollback drop table box;\nb", "a\r\nb;\r\nc", "a\n/\nb",
			"a\nGO\nb", "\"", "`", "{d ''x''}", "?", ":x", "#{x}", "FP__x__", "ä€😀${x}", "\n--comment x\n", "$\n{",
			"begin", "delimiter //\n");

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(MigrationTool.class)
	void textsAndNamesAreRunAsTheyAre(MigrationTool tool) throws IOException {
		textsAndNamesAreRunAsTheyAre(tool, TestDatabase.POSTGRESQL, "text",
				"select obj_description(cast('\"' || ? || '\"' as regclass))");
	}

	@ParameterizedTest
	@EnumSource(MigrationTool.class)
	void textsAndNamesAreRunAsTheyAreOnH2(MigrationTool tool) throws IOException {
		textsAndNamesAreRunAsTheyAre(tool, TestDatabase.H2, "TEXT",
				"select remarks from information_schema.tables where table_name = ?");
	}

	/** Names hold no quotes, so that they are as they stand in a catalog. */
	private void textsAndNamesAreRunAsTheyAre(MigrationTool tool, TestDatabase database, String column,
			String commentOfTable) throws IOException {
		try (HikariDataSource pool = database.create(2)) {
			JdbcClient jdbc = JdbcClient.create(pool);

			run(tool, TextEscape.UNICODE, steps(), pool);

			for (int i = 0; i < TEXTS.size(); i++) {
				String text = TEXTS.get(i).replace("''", "'");
				jdbc.sql("insert into " + name(i) + " default values").update();
				assertThat(jdbc.sql("select \"" + column + "\" from " + name(i)).query(String.class).single())
					.isEqualTo(text);
				assertThat(jdbc.sql(commentOfTable).param(name(i).replace("\"", "")).query(String.class).single())
					.isEqualTo(text);
			}
		}
	}

	/** In which names are not escaped. */
	@ParameterizedTest
	@EnumSource(MigrationTool.class)
	void textsAreRunAsTheyAreOnMariaDb(MigrationTool tool) throws IOException {
		try (HikariDataSource pool = TestDatabase.MARIADB.create(2)) {
			JdbcClient jdbc = JdbcClient.create(pool);
			List<SchemaStep> steps = new ArrayList<>();
			for (int i = 0; i < TEXTS.size(); i++) {
				String text = "'" + TEXTS.get(i).replace("\\", "\\\\") + "'";
				steps.add(new SchemaStep(Phase.TABLES, "Box", "Box: " + text + " is missing",
						"create table `t" + i + " ; -- '` (text varchar(99) default " + text + " check (text <> " + text
								+ " or text is null -- ; '\n)) comment " + text));
			}

			run(tool, TextEscape.BACKSLASH, steps, pool);

			for (int i = 0; i < TEXTS.size(); i++) {
				String text = TEXTS.get(i).replace("''", "'");
				String name = "t" + i + " ; -- '";
				assertThat(jdbc
					.sql("select table_comment from information_schema.tables where table_name = ?"
							+ " and table_schema = database()")
					.param(name)
					.query(String.class)
					.single()).isEqualTo(new MariaDbDialect().tables().storedComment(text));
				jdbc.sql("set check_constraint_checks = 0").update();
				jdbc.sql("insert into `" + name.replace("\"", "") + "` values ()").update();
				assertThat(jdbc.sql("select text from `" + name + "`").query(String.class).single()).isEqualTo(text);
			}
		}
	}

	private void run(MigrationTool tool, TextEscape escape, List<SchemaStep> steps, HikariDataSource pool)
			throws IOException {
		Path migrations = tool.folder(this.folder);
		MigrationFolder.of(Migrations.in(migrations), escape, Clock.systemDefaultZone()).write(steps);
		tool.run(migrations, pool);
	}

	private static List<SchemaStep> steps() {
		List<SchemaStep> steps = new ArrayList<>();
		for (int i = 0; i < TEXTS.size(); i++) {
			String text = TEXTS.get(i);
			steps.add(new SchemaStep(Phase.TABLES, "Box", "Box: '" + text + "' is missing", "create table " + name(i)
					+ " (text text default '" + text + "' check (text <> '" + text + "!' -- ; '\n))"));
			steps.add(new SchemaStep(Phase.COMMENTS, "Box", "Box: no '" + text + "'",
					"comment on table " + name(i) + " is '" + text + "'"));
		}
		steps.add(new SchemaStep(Phase.LEFT_TABLES, "Box", "Box: '${x}' is left", "drop table \"${x}\n\""));
		return steps;
	}

	private static String name(int number) {
		return "\"t" + number + " " + TEXTS.get(number).replace("\"", "").replace("''", "'") + "\"";
	}

}
