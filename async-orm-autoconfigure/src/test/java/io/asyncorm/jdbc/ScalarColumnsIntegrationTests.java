package io.asyncorm.jdbc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.jdbc.ScalarModels.DatabaseDefaulted;
import io.asyncorm.jdbc.ScalarModels.Defaulted;
import io.asyncorm.jdbc.ScalarModels.Scalars;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.query.QuerySet;
import io.asyncorm.queryset.ModelWrites;
import io.asyncorm.schema.SchemaComparison;
import io.asyncorm.schema.SchemaStep;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The columns of every type that columns can hold: as tables are made with them, and as
 * tables that are there, and have rows, get them.
 */
@ParameterizedClass
@EnumSource
class ScalarColumnsIntegrationTests {

	private final TestDatabase kind;

	private static WriteDatabase database;

	private final JdbcTemplate jdbc = database.jdbc();

	private final QuerySet<Scalars> rows;

	private final ModelWrites<Scalars> writes;

	ScalarColumnsIntegrationTests(TestDatabase kind) {
		this.kind = kind;
		this.rows = database.all(Scalars.class).orderBy("id");
		this.writes = database.writes(Scalars.class);
	}

	/** With models that know the tables as the database has them. */
	@BeforeParameterizedClassInvocation
	static void create(TestDatabase kind) {
		Class<?>[] models = ScalarModels.ALL.toArray(Class<?>[]::new);
		database = new WriteDatabase(kind.createInUtc(10), models).withModels(models);
	}

	@AfterParameterizedClassInvocation
	static void close() {
		database.close();
	}

	@AfterEach
	void empty() {
		this.rows.adelete().join();
		database.all(Defaulted.class).adelete().join();
	}

	@Test
	void isOfItsOwnType() {
		Map<String, String> columns = columns();

		ScalarType.each((type) -> assertThat(columns.get(type.column())).isEqualTo(type.column(this.kind)));
	}

	@Test
	void isWhatTheModelWantsOnceItIsMade() {
		assertThat(steps(ScalarModels.ALL)).isEmpty();
	}

	@Test
	void isDefaultedByTheDatabase() {
		ModelWrites<DatabaseDefaulted> defaulted = database.writes(DatabaseDefaulted.class);

		DatabaseDefaulted created = defaulted.create(kw("note", "new")).join();

		assertThat(database.all(DatabaseDefaulted.class).aget().join()).isEqualTo(created);
		ScalarType.each((type) -> {
			if (!List.of("bytes", "length").contains(type.property())) {
				assertThat(ScalarModels.component(created, type.property())).isEqualTo(type.read().apply(type.some()));
			}
		});
	}

	@Test
	void isAddedToATableThatHasRows() {
		Scalars before = this.writes.create(kw("id", 1L)).join();
		ScalarType.each((type) -> {
			execute("alter table " + quote("scalars") + " drop column " + quote(type.column()));

			List<SchemaStep> steps = steps(List.of(Scalars.class));
			steps.forEach((step) -> execute(step.statement()));

			assertThat(steps).extracting(SchemaStep::reason)
				.containsExactly("Scalars." + type.property() + ": the column is missing");
			assertThat(steps(List.of(Scalars.class))).isEmpty();
			assertThat(columns().get(type.column())).isEqualTo(type.column(this.kind));
			assertThat(this.rows.aget().join()).isEqualTo(before);
			this.rows.aupdate(kw(type.property(), type.some())).join();
			assertThat(this.rows.filter(type.property(), type.some()).acount().join()).isEqualTo(1);
			this.rows.aupdate(kw(type.property(), null)).join();
		});
	}

	@Test
	void isAddedWithItsDefaultToATableThatHasRows() {
		database.writes(Defaulted.class).create(kw("text", "b")).join();
		ScalarType.each((type) -> {
			if (!type.property().equals("bytes")) {
				execute("alter table " + quote("defaulted") + " drop column " + quote(type.column()));

				List<SchemaStep> steps = steps(List.of(Defaulted.class));
				steps.forEach((step) -> execute(step.statement()));

				assertThat(steps(List.of(Defaulted.class))).isEmpty();
				assertThat(ScalarModels.component(database.all(Defaulted.class).aget().join(), type.property()))
					.isEqualTo(type.read().apply(type.some()));
			}
		});
	}

	@Test
	void isNoLongerNullAndGetsItsDefault() {
		database.writes(Defaulted.class).create(kw("text", "b")).join();
		ScalarType.each((type) -> {
			if (!type.property().equals("bytes")) {
				dropNotNull(type);
				execute("update " + quote("defaulted") + " set " + quote(type.column()) + " = null");

				List<SchemaStep> steps = steps(List.of(Defaulted.class));
				steps.forEach((step) -> execute(step.statement()));

				assertThat(steps).hasSize(2);
				assertThat(steps(List.of(Defaulted.class))).isEmpty();
				assertThat(ScalarModels.component(database.all(Defaulted.class).aget().join(), type.property()))
					.isEqualTo(type.read().apply(type.some()));
			}
		});
	}

	@Test
	void isMadeOfTextThatHeldItsValues() {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "others do not tell of which type a column is");
		ScalarType.each((type) -> {
			for (Object value : type.values()) {
				this.writes.create(kw(type.property(), value)).join();
			}
			execute("alter table \"scalars\" alter column " + quote(type.column()) + " type text using "
					+ quote(type.column()) + "::text");

			List<SchemaStep> steps = steps(List.of(Scalars.class));
			steps.forEach((step) -> execute(step.statement()));

			assertThat(steps).hasSize(type.postgres().equals("text") ? 0 : 1);
			assertThat(steps(List.of(Scalars.class))).isEmpty();
			assertThat(this.rows.valuesList(type.property()).alist().join()).extracting((values) -> values.get(0))
				.usingElementComparator((one, other) -> Objects.deepEquals(one, other) ? 0 : 1)
				.containsExactlyElementsOf(type.allRead());
			this.rows.adelete().join();
		});
	}

	private void dropNotNull(ScalarType type) {
		String column = quote(type.column());
		execute("alter table " + quote("defaulted") + ((this.kind == TestDatabase.MARIADB)
				? " modify " + column + " " + type.mariaDb() + " null" : " alter column " + column + " drop not null"));
	}

	private List<SchemaStep> steps(List<Class<?>> models) {
		Dialect dialect = DataSourceDialects.of(Objects.requireNonNull(this.jdbc.getDataSource()));
		return new SchemaComparison(ModelRegistry.of(models), dialect,
				new JdbcCatalogReader(this.jdbc.getDataSource(), dialect, null, false))
			.steps()
			.stream()
			.filter((step) -> step.phase() != SchemaStep.Phase.LEFT_TABLES)
			.toList();
	}

	private void execute(String sql) {
		this.jdbc.execute(sql);
	}

	private String quote(String name) {
		return (this.kind == TestDatabase.MARIADB) ? "`" + name + "`" : "\"" + name + "\"";
	}

	private Map<String, String> columns() {
		Map<String, String> columns = new HashMap<>();
		String sql = switch (this.kind) {
			case POSTGRESQL -> "select attname, format_type(atttypid, atttypmod) from pg_attribute"
					+ " where attrelid = 'scalars'::regclass and attnum > 0";
			case H2 -> "select column_name, lower(case when data_type = 'INTERVAL' then 'interval ' || interval_type"
					+ " else data_type end) || case when character_maximum_length < 1000"
					+ " then '(' || character_maximum_length || ')' else '' end"
					+ " from information_schema.columns where table_name = 'scalars'";
			case MARIADB -> "select column_name, column_type from information_schema.columns"
					+ " where table_name = 'scalars' and table_schema = database()";
		};
		this.jdbc.query(sql, (row) -> {
			columns.put(row.getString(1), row.getString(2));
		});
		return columns;
	}

}
