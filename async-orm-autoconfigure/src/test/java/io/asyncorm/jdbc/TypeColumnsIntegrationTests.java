package io.asyncorm.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.PropertyNames;
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
import static io.asyncorm.jdbc.TypeCell.assertValues;
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
		constants().map((type) -> TypeDefaults.byLibrary(type.row()))
			.distinct()
			.forEach((model) -> types.writes(model).create(kw("id", 1L)).join());
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
		constants()
			.forEach((type) -> alter(TypeDefaults.byLibrary(type.row()), "drop column " + quote(type.row().column())));

		migrate();

		assertDefaults();
	}

	@Test
	void isNoLongerNullAndGetsItsDefault() {
		constants().forEach((type) -> {
			Class<?> model = TypeDefaults.byLibrary(type.row());
			alter(model, dropNotNull(type));
			this.jdbc.execute("update " + quote(table(model)) + " set " + quote(type.row().column()) + " = null");
		});

		migrate();

		assertDefaults();
		assertThat(this.steps).hasSize(2 * (int) constants().count());
	}

	@Test
	void losesADefaultOfTheDatabaseAndGetsItAgain() {
		types.cells()
			.forEach((type) -> columns(type).forEach((column) -> alter(TypeDefaults.byDatabase(type.row(), this.kind),
					"alter column " + quote(column) + " drop default")));

		migrate();

		Map<Class<?>, Object> created = new HashMap<>();
		each((type) -> TypeDefaults.assertDefault(type,
				created.computeIfAbsent(TypeDefaults.byDatabase(type.row(), this.kind),
						(model) -> types.writes(model).create(kw("note", "new")).join())));
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

	/** The types that rows have by a default that is a constant. */
	private Stream<TypeCell> constants() {
		return types.cells().filter((type) -> TypeDefaults.isConstant(type.row()));
	}

	/** Rows that are there have all defaults that are constants. */
	private void assertDefaults() {
		Map<Class<?>, Object> read = new HashMap<>();
		constants().forEach((type) -> TypeDefaults.assertDefault(type,
				read.computeIfAbsent(TypeDefaults.byLibrary(type.row()), (model) -> types.all(model).aget().join())));
	}

	private void alter(TypeCell type, String change) {
		alter(type.row().model(), change);
	}

	private void alter(Class<?> model, String change) {
		this.jdbc.execute("alter table " + quote(table(model)) + " " + change);
	}

	private static String table(Class<?> model) {
		return PropertyNames.toSnakeCase(model.getSimpleName());
	}

	private String dropNotNull(TypeCell type) {
		String column = quote(type.row().column());
		return (this.kind == TestDatabase.MARIADB)
				? "modify " + column + " " + type.row().columns().get(this.kind) + " null"
				: "alter column " + column + " drop not null";
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
		}, table(type.row().model()));
		List<String> found = new ArrayList<>();
		columns(type).forEach((column) -> found.add(all.get(column)));
		return String.join("|", found);
	}

}
