package io.asyncorm.autoconfigure.migration;

import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.schema.FlywaySettings;
import io.asyncorm.schema.MigrationRunner;
import io.asyncorm.schema.MigrationRunner.ByFlyway;
import io.asyncorm.schema.MigrationRunner.ByFolder;
import io.asyncorm.schema.Migrations;
import io.asyncorm.sql.TableName;
import io.asyncorm.testdatabase.TestDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationPlaces}: where migrations of each data source are written, if
 * beans run them.
 */
class MigrationPlacesTests {

	private static final DataSource LIBRARY = TestDatabase.H2.create(2);

	private static final HikariDataSource BILLING = TestDatabase.H2.create(2);

	private static final ByFolder PROPERTIES = new ByFolder(FlywaySettings.DEFAULT, List.of("V7__of_properties.sql"));

	/** Behind {@code !} is what a remark tells where nothing would run it. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					# locations of library     | of billing            | asked            | library               | billing
					-                          | -                     | -                | RES/db/migration      | RES/db/migration-billing
					-                          | -                     | /x/db/migration  | /x/db/migration       | /x/db/migration-billing
					classpath:db/migration     | classpath:db/billing  | -                | RES/db/migration      | RES/db/billing
					db/lib                     | classpath:/db/bill/   | -                | RES/db/lib            | RES/db/bill
					classpath:db/lib           | classpath:db/bill     | /x/db/lib        | /x/db/lib             | /x/db/bill
					classpath:db/lib           | classpath:db/bill     | /x/resources/db  | /x/resources/db!'classpath:db/lib' | /x/resources/db/bill
					classpath:db/lib           | filesystem:/y/bill    | -                | RES/db/lib            | /y/bill
					filesystem:/y/lib          | filesystem:/y/bill    | /y/lib/old       | /y/lib/old            | /y/bill
					filesystem:/y/lib          | filesystem:/y/bill    | /z/lib           | /z/lib!'filesystem:/y/lib' | /y/bill
					classpath:db/lib           | classpath:db/bill     | /z               | /z!'classpath:db/lib' | /z-billing!'classpath:db/bill'
					db/lib                     | classpath:db/lib-billing | /x/db/lib     | /x/db/lib             | /x/db/lib-billing
					-                          | classpath:db/migration| -                | RES/db/migration-library | RES/db/migration
					-                          | classpath:db/migration| /x/db/migration  | /x/db/migration-library | /x/db/migration
					classpath:db/migration     | -                     | -                | RES/db/migration      | RES/db/migration-billing
					db/migration               | db/migration          | -                | RES/db/migration-library!'classpath:db/migration' | RES/db/migration-billing!'classpath:db/migration'
					db/migration               | db/migration/billing,db/bill | -         | RES/db/migration      | RES/db/bill
					db/*/sql,db/lib            | db/bill               | -                | RES/db/lib            | RES/db/bill
					classpath:db/*/sql         | db/bill               | /x/db/lib/sql    | /x/db/lib/sql         | /x/db/lib/sql-billing!'classpath:db/bill'
					""")
	void eachIsWhereWhatRunsItLooksAndNothingElseDoes(@Nullable String library, @Nullable String billing,
			@Nullable String asked, String ofLibrary, String ofBilling) {
		StaticListableBeanFactory beans = beans();
		if (library != null) {
			beans.addBean("libraryFlyway", flyway(LIBRARY, library));
		}
		if (billing != null) {
			beans.addBean("billingFlyway", flyway(BILLING, billing));
		}

		Migrations first = migrations(beans, "library", asked);
		Migrations second = migrations(beans, "billing", asked);

		assertPlace(first, ofLibrary);
		assertPlace(second, ofBilling);
		assertThat(first.runner() instanceof ByFlyway).isEqualTo(library != null);
		assertThat(second.runner() instanceof ByFlyway).isEqualTo(billing != null);
		assertThat(first.runner() == PROPERTIES).isEqualTo(library == null && billing == null);
	}

	@Test
	void flywayIsHeededAsItWasSetUpInCode() {
		StaticListableBeanFactory beans = beans();
		beans.addBean("flyway",
				Flyway.configure()
					.dataSource(new TransactionAwareDataSourceProxy(LIBRARY))
					.table("ran")
					.schemas("first", "second")
					.sqlMigrationPrefix("M")
					.sqlMigrationSeparator("-")
					.sqlMigrationSuffixes(".ddl", ".sql")
					.placeholderPrefix("#(")
					.javaMigrations(new V3_1__InJava())
					.load());

		MigrationRunner runner = migrations(beans, "library", null).runner();

		assertThat(runner).isEqualTo(
				new ByFlyway(new FlywaySettings(new TableName("first", "ran"), "M", "-", List.of(".ddl", ".sql"), "#("),
						List.of("3.1")));
	}

	@Test
	void placeholdersThatFlywayDoesNotReplaceAreNone() {
		StaticListableBeanFactory beans = beans();
		beans.addBean("flyway",
				Flyway.configure()
					.dataSource(LIBRARY)
					.placeholderReplacement(false)
					.defaultSchema("second")
					.schemas("first", "second")
					.load());

		MigrationRunner runner = migrations(beans, "library", null).runner();

		FlywaySettings plain = FlywaySettings.DEFAULT;
		assertThat(runner).isEqualTo(new ByFlyway(new FlywaySettings(new TableName("second", plain.history().name()),
				plain.prefix(), plain.separator(), plain.suffixes(), ""), List.of()));
	}

	/** As for {@code spring.flyway.user}. */
	@Test
	void flywayMayConnectToTheDatabaseByADataSourceOfItsOwn() {
		String url = BILLING.getJdbcUrl().split(";")[0];
		StaticListableBeanFactory beans = beans();
		beans.addBean("flyway",
				flyway(new SimpleDriverDataSource(new org.h2.Driver(), url + ";LOCK_TIMEOUT=7", "sa", ""), "db/bill"));

		assertPlace(migrations(beans, "billing", null), "RES/db/bill");
		assertPlace(migrations(beans, "library", null), "RES/db/migration");
	}

	private static StaticListableBeanFactory beans() {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("library", LIBRARY);
		beans.addBean("billing", BILLING);
		return beans;
	}

	private static Flyway flyway(DataSource dataSource, String locations) {
		return Flyway.configure().dataSource(dataSource).locations(locations.split(",")).load();
	}

	private static Migrations migrations(StaticListableBeanFactory beans, String name, @Nullable String asked) {
		return MigrationPlaces.of(beans)
			.of(beans.getBean(name, DataSource.class), name, name.equals("library"),
					(asked != null) ? Path.of(asked) : null, Path.of("src/main/resources/db/migration"),
					() -> PROPERTIES);
	}

	private static void assertPlace(Migrations migrations, String expected) {
		String[] parts = expected.split("!");
		assertThat(migrations.folder()).isEqualTo(Path.of(parts[0].replace("RES", "src/main/resources")));
		assertThat(String.join("", migrations.remarks())).contains((parts.length > 1) ? parts[1] : "");
		assertThat(migrations.remarks()).hasSize(parts.length - 1);
	}

	private static final class V3_1__InJava extends BaseJavaMigration {

		@Override
		public void migrate(Context context) {
			throw new IllegalStateException("not to be run");
		}

	}

}
