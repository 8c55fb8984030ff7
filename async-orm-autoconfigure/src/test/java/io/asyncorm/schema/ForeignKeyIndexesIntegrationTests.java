package io.asyncorm.schema;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.H2Dialect;
import io.asyncorm.dialect.MariaDbDialect;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.jdbc.JdbcCatalogReader;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Index;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ForeignKeyIndexes}, by tables that are there before the models.
 */
@ExtendWith(OutputCaptureExtension.class)
class ForeignKeyIndexesIntegrationTests {

	private static final String MISSING = "Seat: there is no index 'seat_firm_id_idx', nor another one, by which its"
			+ " foreign key is looked up";

	/** What differs, if anything. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					POSTGRESQL,H2,MARIADB | primary key (firm_id, place)          |                                                           | -
					POSTGRESQL,H2,MARIADB | primary key (place, firm_id)          | create index wide on seat (firm_id, label)                | -
					POSTGRESQL,H2,MARIADB | primary key (place, firm_id)          | create index wide on seat (firm_id desc, label desc)      | -
					POSTGRESQL,H2,MARIADB | primary key (place, firm_id), unique (firm_id, label) |                                           | -
					POSTGRESQL,H2,MARIADB | primary key (place, firm_id)          | create unique index wide on seat (firm_id, label)         | -
					POSTGRESQL            | primary key (place, firm_id)          | create index wide on seat (firm_id, lower(label))         | -
					H2,MARIADB            | primary key (place, firm_id)          |                                                           | -
					POSTGRESQL            | primary key (place, firm_id)          |                                                           | MISSING
					POSTGRESQL            | primary key (place, firm_id)          | create index wide on seat (label, firm_id)                | MISSING; Seat: no model declares index 'wide'
					POSTGRESQL            | primary key (place, firm_id)          | create index part on seat (firm_id, label) where place > 0 | MISSING; Seat: no model declares index 'part'
					POSTGRESQL            | primary key (place, firm_id)          | create index odd on seat using hash (firm_id)             | MISSING; Seat: no model declares index 'odd'
					POSTGRESQL            | primary key (place, firm_id)          | create index one on seat (firm_id, label); create index two on seat (firm_id, place) | Seat: no model declares index 'two'
					""")
	void aForeignKeyDoesWithWhatBeginsWithItsColumns(String databases, String keys, @Nullable String indexes,
			@Nullable String differences) {
		for (String name : databases.split(",")) {
			TestDatabase database = TestDatabase.valueOf(name);
			try (HikariDataSource pool = database.create(2)) {
				create(pool, keys, indexes);

				List<SchemaStep> steps = steps(database, pool, Firm.class, Seat.class);

				assertThat(steps).as(name)
					.extracting(SchemaStep::reason)
					.containsExactly((differences != null) ? differences.replace("MISSING", MISSING).split("; ")
							: new String[0]);
				AsyncOrm.builder(pool)
					.models(Firm.class, Seat.class)
					.schemaAction(SchemaAction.VALIDATE)
					.build()
					.close();
			}
		}
	}

	@Test
	void anIndexThatOnlyAForeignKeyWantsIsToldOfAndStopsNothing(CapturedOutput output) {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(2)) {
			create(pool, "primary key (place, firm_id)", null);

			AsyncOrm.builder(pool).models(Firm.class, Seat.class).schemaAction(SchemaAction.VALIDATE).build().close();

			assertThat(output).contains("These differences stop nothing:")
				.contains("- " + MISSING)
				.contains("create index \"seat_firm_id_idx\" on \"seat\" (\"firm_id\");");
		}
	}

	@Test
	void anIndexThatAModelDeclaresIsWanted() {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(2)) {
			create(pool, "primary key (firm_id, place)", null);

			assertThatExceptionOfType(SchemaMismatchException.class)
				.isThrownBy(() -> AsyncOrm.builder(pool)
					.models(Firm.class, Labelled.class)
					.schemaAction(SchemaAction.VALIDATE)
					.build())
				.withMessageContaining("Labelled: there is no index 'seat_firm_id_label_idx'")
				.withMessageNotContaining("seat_firm_id_idx");
		}
	}

	@Test
	void whatIsToHaveAnotherNameOrTypeServesNoLonger() {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(2)) {
			create(pool, "primary key (place, firm_id)",
					"create index seat_firm_id_label_idx on seat (firm_id, place)");

			List<SchemaStep> steps = steps(TestDatabase.POSTGRESQL, pool, Firm.class, Labelled.class);

			assertThat(steps).extracting(SchemaStep::statement)
				.containsExactly("drop index \"seat_firm_id_label_idx\"",
						"create index \"seat_firm_id_label_idx\" on \"seat\" (\"firm_id\", \"label\")",
						"create index \"seat_firm_id_idx\" on \"seat\" (\"firm_id\")");
			for (SchemaStep step : steps) {
				new JdbcTemplate(pool).execute(step.statement());
			}
			assertThat(steps(TestDatabase.POSTGRESQL, pool, Firm.class, Labelled.class)).isEmpty();
		}
	}

	private static void create(HikariDataSource pool, String keys, @Nullable String indexes) {
		JdbcTemplate jdbc = new JdbcTemplate(pool);
		jdbc.execute("create table firm (id varchar(20) not null primary key, name varchar(20) not null)");
		jdbc.execute(
				"create table seat (place integer not null, firm_id varchar(20) not null, label varchar(20) not null, "
						+ keys + ", foreign key (firm_id) references firm (id))");
		if (indexes != null) {
			for (String index : indexes.split("; ")) {
				jdbc.execute(index);
			}
		}
	}

	private static List<SchemaStep> steps(TestDatabase database, HikariDataSource pool, Class<?>... models) {
		Dialect dialect = switch (database) {
			case POSTGRESQL -> new PostgresDialect();
			case H2 -> new H2Dialect();
			case MARIADB -> new MariaDbDialect();
		};
		return new SchemaComparison(ModelRegistry.of(List.of(models)), dialect,
				new JdbcCatalogReader(pool, dialect, null, false))
			.steps();
	}

	@Model
	record Firm(@PrimaryKey @Column(length = 20) String id, @Column(length = 20) String name) {
	}

	@Model
	record Seat(@PrimaryKey Integer place, @PrimaryKey @ForeignKey(onDelete = OnDelete.DO_NOTHING) Ref<Firm> firm,
			@Column(length = 20) String label) {
	}

	@Model(table = "seat")
	@Index(fields = { "firm", "label" })
	record Labelled(@PrimaryKey Integer place, @PrimaryKey @ForeignKey(onDelete = OnDelete.DO_NOTHING) Ref<Firm> firm,
			@Column(length = 20) String label) {
	}

}
