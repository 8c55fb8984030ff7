package io.asyncorm.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.jdbc.TypeModels.DatabaseDefaulted;
import io.asyncorm.jdbc.TypeModels.Defaulted;
import io.asyncorm.jdbc.TypeRow.Place;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.schema.SchemaComparison;
import io.asyncorm.schema.SchemaStep;
import io.asyncorm.testdatabase.TestDatabase;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.kw;
import static io.asyncorm.jdbc.TypeCell.assertValue;
import static io.asyncorm.jdbc.TypeCell.assertValues;
import static io.asyncorm.jdbc.TypeCell.component;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The columns of every type that columns can hold: as tables are made with them, and as
 * tables that are there, and have rows, get them. The rows are those of
 * {@link TypeTable}.
 */
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "H2", "MARIADB" })
class TypeColumnsIntegrationTests {

	private static TypeDatabase types;

	private final TestDatabase kind;

	private final JdbcTemplate jdbc = types.tables();

	private List<SchemaStep> steps = List.of();

	TypeColumnsIntegrationTests(TypeEngine engine) {
		this.kind = engine.database();
	}

	@BeforeParameterizedClassInvocation
	static void create(TypeEngine engine) {
		types = new TypeDatabase(engine);
	}

	@AfterParameterizedClassInvocation
	static void close() {
		types.close();
	}

	@BeforeEach
	void fill() {
		types.cells().forEach(TypeCell::store);
		types.writes(Defaulted.class).create(kw("id", 1L)).join();
	}

	@AfterEach
	void empty() {
		types.empty();
	}

	@Test
	void isOfItsOwnType() {
		each((type) -> assertThat(column(type)).isEqualTo(type.row().columns().get(this.kind)));
	}

	@Test
	void isWhatTheModelWantsOnceItIsMade() {
		assertThat(compare()).isEmpty();
	}

	@Test
	void isAddedToATableThatHasRows() {
		List<TypeCell> dropped = types.cells().filter((type) -> columns(type).size() == 1).toList();
		dropped.forEach((type) -> alter(type, "drop column " + quote(type.row().column())));

		migrate();

		assertThat(this.steps).extracting(SchemaStep::reason)
			.containsExactlyInAnyOrderElementsOf(
					dropped.stream().map((type) -> type + ": the column is missing").toList());
		each((type) -> {
			assertThat(column(type)).isEqualTo(type.row().columns().get(this.kind));
			if (dropped.contains(type)) {
				assertThat(type.held().acount().join()).isZero();
				type.store();
			}
			assertValues(type.values(type.held())).isEqualTo(type.row().allRead());
		});
	}

	@Test
	void isAddedWithItsDefaultToATableThatHasRows() {
		defaulted((type) -> this.jdbc
			.execute("alter table " + quote("defaulted") + " drop column " + quote(type.row().column())));

		migrate();

		Defaulted read = types.all(Defaulted.class).aget().join();
		defaulted((type) -> assertValue(component(read, type.name()), type.row().read().apply(type.row().some())));
	}

	@Test
	void isNoLongerNullAndGetsItsDefault() {
		defaulted((type) -> {
			dropNotNull(type);
			this.jdbc.execute("update " + quote("defaulted") + " set " + quote(type.row().column()) + " = null");
		});

		migrate();

		Defaulted read = types.all(Defaulted.class).aget().join();
		defaulted((type) -> assertValue(component(read, type.name()), type.row().read().apply(type.row().some())));
		assertThat(this.steps)
			.hasSize(2 * (int) TypeTable.SCALARS.stream().filter((row) -> row.has(Place.DEFAULT)).count());
	}

	@Test
	void losesADefaultOfTheDatabaseAndGetsItAgain() {
		types.cells()
			.filter((type) -> type.row().has(Place.DATABASE_DEFAULT))
			.forEach((type) -> this.jdbc.execute("alter table " + quote("database_defaulted") + " alter column "
					+ quote(type.row().column()) + " drop default"));

		migrate();

		DatabaseDefaulted created = types.writes(DatabaseDefaulted.class).create(kw("note", "new")).join();
		each((type) -> {
			if (type.row().has(Place.DATABASE_DEFAULT)) {
				assertValue(component(created, type.name()), type.row().read().apply(type.row().some()));
			}
		});
	}

	@Test
	void isMadeOfTextThatHeldItsValues() {
		List<TypeCell> altered = types.cells()
			.filter((type) -> columns(type).size() == 1 && type.row().model() != OwnTypeModels.Ranges.class)
			.filter((type) -> !type.row().columns().get(this.kind).equals("binary large object"))
			.toList();
		altered.forEach((type) -> alter(type, toText(type)));

		migrate();

		each((type) -> {
			if (altered.contains(type)) {
				assertThat(column(type)).isEqualTo(type.row().columns().get(this.kind));
				assertValues(type.values(type.held())).isEqualTo(type.row().allRead());
			}
		});
	}

	private String toText(TypeCell type) {
		String column = quote(type.row().column());
		return switch (this.kind) {
			case POSTGRESQL -> {
				String text = type.row().columns().get(this.kind).endsWith("[]") ? "text[]" : "text";
				yield "alter column " + column + " type " + text + " using " + column + "::" + text;
			}
			case H2 -> "alter column " + column + " set data type varchar";
			case MARIADB -> "modify column " + column + " longtext";
		};
	}

	private void each(Consumer<TypeCell> check) {
		SoftAssertions.assertSoftly((softly) -> types.cells()
			.forEach((type) -> softly.assertThatCode(() -> check.accept(type))
				.as(type.toString())
				.doesNotThrowAnyException()));
	}

	private void defaulted(Consumer<TypeCell> check) {
		each((type) -> {
			if (type.row().has(Place.DEFAULT)) {
				check.accept(type);
			}
		});
	}

	private void alter(TypeCell type, String change) {
		this.jdbc.execute("alter table " + quote(table(type)) + " " + change);
	}

	private static String table(TypeCell type) {
		return type.row().model().getSimpleName().toLowerCase(java.util.Locale.ROOT);
	}

	private void dropNotNull(TypeCell type) {
		String column = quote(type.row().column());
		this.jdbc.execute("alter table " + quote("defaulted")
				+ ((this.kind == TestDatabase.MARIADB)
						? " modify " + column + " " + type.row().columns().get(this.kind) + " null"
						: " alter column " + column + " drop not null"));
	}

	/** Does what is missing, and finds that nothing is then. */
	private void migrate() {
		this.steps = compare();
		this.steps.forEach((step) -> this.jdbc.execute(step.statement()));
		assertThat(compare()).isEmpty();
	}

	private List<SchemaStep> compare() {
		Dialect dialect = DataSourceDialects.of(Objects.requireNonNull(this.jdbc.getDataSource()));
		return new SchemaComparison(ModelRegistry.of(types.models()), dialect,
				new JdbcCatalogReader(this.jdbc.getDataSource(), dialect, null, false))
			.steps();
	}

	private String quote(String name) {
		return (this.kind == TestDatabase.MARIADB) ? "`" + name + "`" : "\"" + name + "\"";
	}

	/**
	 * The columns of a property: those of a value that is embedded begin with its name.
	 */
	private static List<String> columns(TypeCell type) {
		String column = type.row().column();
		return column.equals("place") ? List.of("place_street", "place_number") : List.of(column);
	}

	private String column(TypeCell type) {
		Map<String, String> all = new HashMap<>();
		String sql = switch (this.kind) {
			case POSTGRESQL -> "select attname, format_type(atttypid, atttypmod) from pg_attribute"
					+ " where attrelid = ?::regclass and attnum > 0";
			case H2 -> "select column_name, lower(case when data_type = 'INTERVAL' then 'interval ' || interval_type"
					+ " else data_type end) || case when character_maximum_length < 1000"
					+ " then '(' || character_maximum_length || ')' else '' end"
					+ " from information_schema.columns where table_name = ?";
			case MARIADB -> "select column_name, column_type from information_schema.columns"
					+ " where table_schema = database() and table_name = ?";
		};
		this.jdbc.query(sql, (row) -> {
			all.put(row.getString(1), row.getString(2));
		}, table(type));
		List<String> found = new ArrayList<>();
		columns(type).forEach((column) -> found.add(all.get(column)));
		return String.join("|", found);
	}

}
