package io.asyncorm.jdbc;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.expression.Kw;
import io.asyncorm.jdbc.ScalarModels.Lists;
import io.asyncorm.jdbc.ScalarModels.NoLists;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.QuerySet;
import io.asyncorm.queryset.ModelWrites;
import io.asyncorm.schema.SchemaComparison;
import io.asyncorm.schema.SchemaStep;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lists of every type that columns can hold.
 */
class ListTypesIntegrationTests {

	private static WriteDatabase database;

	private final QuerySet<Lists> rows = database.all(Lists.class).orderBy("id");

	private final ModelWrites<Lists> writes = database.writes(Lists.class);

	@BeforeAll
	static void create() {
		database = new WriteDatabase(TestDatabase.POSTGRESQL.createInUtc(3), Lists.class).withModels(Lists.class);
	}

	@AfterAll
	static void close() {
		database.close();
	}

	@AfterEach
	void empty() {
		this.rows.adelete().join();
	}

	@Test
	void everyTypeIsThereOrRefused() {
		List<String> known = new ArrayList<>(components(Lists.class));
		known.addAll(components(NoLists.class));

		assertThat(ScalarType.ALL).extracting(ScalarType::property).hasSameElementsAs(known);
	}

	@Test
	void whatNoArrayHoldsIsRefused() {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(1)) {
			assertThatExceptionOfType(ModelDefinitionException.class).isThrownBy(() -> open(pool, NoLists.class))
				.satisfies((ex) -> assertThat(ex.faults()).hasSize(components(NoLists.class).size())
					.allSatisfy((fault) -> assertThat(fault).containsAnyOf("@Json", "name a converter of that type")));
		}
	}

	@ParameterizedTest
	@EnumSource(value = TestDatabase.class, names = { "H2", "MARIADB" })
	void allAreRefusedWhereThereAreNoArrays(TestDatabase kind) {
		try (HikariDataSource pool = kind.create(1)) {
			assertThatExceptionOfType(ModelDefinitionException.class).isThrownBy(() -> open(pool, Lists.class))
				.satisfies((ex) -> assertThat(ex.faults()).hasSize(components(Lists.class).size())
					.allSatisfy((fault) -> assertThat(fault).contains("has no columns that hold arrays", "@Json")));
		}
	}

	private static void open(HikariDataSource pool, Class<?> model) {
		AsyncOrm.builder(pool).models(model).schemaAction(SchemaAction.CREATE).build().close();
	}

	@Test
	void isWrittenAndReadBack() {
		each((type) -> {
			List<@Nullable Object> withNull = new ArrayList<>(type.values());
			withNull.add(null);
			List<@Nullable Object> read = new ArrayList<>(type.allRead());
			read.add(null);

			for (List<?> list : List.of(withNull, List.of(), List.of(type.some()))) {
				Lists created = this.writes.create(kw(type.property(), list)).join();

				List<?> expected = (list == withNull) ? read : list.stream().map(type.read()).toList();
				assertThat(property(created, type)).isEqualTo(expected);
				assertThat(property(this.rows.filter("pk", created.id()).aget().join(), type)).isEqualTo(expected);
				assertThat(this.rows.filter("pk", created.id()).values(type.property()).aget().join())
					.containsEntry(type.property(), expected);
			}
		});
	}

	@Test
	void isWrittenInBulk() {
		each((type) -> {
			List<Lists> created = this.rows
				.abulkCreate(List.of(ScalarModels.holding(Lists.class, null, type, type.values()),
						ScalarModels.holding(Lists.class, null, type, null)))
				.join();

			assertThat(created).extracting((row) -> property(row, type)).containsExactly(type.allRead(), null);
			List<Lists> changed = created.stream()
				.map((row) -> ScalarModels.holding(Lists.class, row.id(), type, List.of(type.least())))
				.toList();
			assertThat(this.rows.abulkUpdate(changed, type.property()).join()).isEqualTo(2);
			assertThat(of(type).alist().join()).hasSize(2)
				.extracting((row) -> property(row, type))
				.containsOnly(List.of(type.read().apply(type.least())));
		});
	}

	@Test
	void isNull() {
		each((type) -> {
			Lists created = this.writes.create(kw(type.property(), null)).join();

			assertThat(property(created, type)).isNull();
			assertThat(this.rows.filter(type.property() + "__isnull", true).filter("pk", created.id()).aexists().join())
				.isTrue();
		});
	}

	@Test
	void isLookedUp() {
		each((type) -> {
			this.writes.create(kw(type.property(), type.values())).join();
			this.writes.create(kw(type.property(), List.of(type.greatest()))).join();
			String name = type.property();

			assertThat(count(type, name, type.values())).isEqualTo(1);
			assertThat(count(type, name + "__in", List.of(type.values(), List.of()))).isEqualTo(1);
			assertThat(of(type).exclude(name, type.values()).acount().join()).isEqualTo(1);
			assertThat(count(type, name + "__contains", List.of(type.least(), type.some()))).isEqualTo(1);
			assertThat(count(type, name + "__contained_by", List.of(type.greatest()))).isEqualTo(1);
			assertThat(count(type, name + "__overlap", List.of(type.greatest()))).isEqualTo(2);
			assertThat(count(type, name + "__len", type.values().size())).isEqualTo(1);
			assertThat(count(type, name + "__0", type.least())).isEqualTo(1);
			assertThat(count(type, name + "__0__in", List.of(type.least(), type.greatest()))).isEqualTo(2);
			assertThat(count(type, name + "__0__gt", type.least())).isEqualTo(1);
			assertThat(count(type, name + "__gt", type.values())).isEqualTo(1);
			assertThat(of(type).orderBy("id").values(name + "__0").afirst().join())
				.contains(Map.of(name + "__0", type.read().apply(type.least())));
		});
	}

	private long count(ScalarType type, String lookup, Object value) {
		return of(type).filter(lookup, value).acount().join();
	}

	@Test
	void isNoListOfWhatIsNoneOfIts() {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.rows.aupdate(kw("letter", List.of('\0'))).join())
			.withMessageContaining("'Lists.letter'");
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.rows.aupdate(kw("money", List.of("EURO"))).join())
			.withMessageContaining("'Lists.money'");
	}

	@Test
	void isOrderedAndUpdated() {
		each((type) -> {
			this.writes.create(kw(type.property(), List.of(type.greatest()))).join();
			this.writes.create(kw(type.property(), type.values())).join();

			assertThat(of(type).orderBy(type.property()).alist().join()).extracting((row) -> property(row, type))
				.containsExactly(type.allRead(), List.of(type.read().apply(type.greatest())));
			assertThat(of(type).filter(type.property(), type.values())
				.aupdate(kw(type.property(), List.of(type.some(), type.some())))
				.join()).isEqualTo(1);
			assertThat(count(type, type.property(), List.of(type.some(), type.some()))).isEqualTo(1);
			Kw lookup = kw(type.property(), List.of(type.least()));
			assertThat(this.rows.agetOrCreate(lookup, defaults()).join().created()).isTrue();
			assertThat(this.rows.agetOrCreate(lookup, defaults()).join().created()).isFalse();
		});
	}

	@Test
	void isAColumnThatIsMadeAddedAndAltered() {
		assertThat(steps()).isEmpty();
		this.writes.create(kw("id", 1L)).join();
		each((type) -> {
			String column = "\"" + type.column() + "\"";
			database.jdbc().execute("alter table lists drop column " + column);
			steps().forEach((step) -> database.jdbc().execute(step.statement()));
			assertThat(steps()).isEmpty();
			this.rows.filter("pk", 1).aupdate(kw(type.property(), type.values())).join();
			database.jdbc()
				.execute("alter table lists alter column " + column + " type text[] using " + column + "::text[]");

			steps().forEach((step) -> database.jdbc().execute(step.statement()));

			assertThat(steps()).isEmpty();
			assertThat(property(this.rows.aget().join(), type)).isEqualTo(type.allRead());
			assertThat(database.jdbc()
				.queryForObject("select format_type(atttypid, atttypmod) from pg_attribute"
						+ " where attrelid = 'lists'::regclass and attname = ?", String.class, type.column()))
				.isEqualTo(arrayOf(type.postgres()));
		});
	}

	/** Elements have no length. */
	private static String arrayOf(String type) {
		return (type.startsWith("character varying") ? "text" : type) + "[]";
	}

	private static List<SchemaStep> steps() {
		PostgresDialect dialect = new PostgresDialect();
		return new SchemaComparison(ModelRegistry.of(List.of(Lists.class)), dialect,
				new JdbcCatalogReader(Objects.requireNonNull(database.jdbc().getDataSource()), dialect, null, false))
			.steps();
	}

	private static void each(Consumer<ScalarType> check) {
		List<String> names = components(Lists.class);
		ScalarType.each((type) -> {
			if (names.contains(type.property())) {
				check.accept(type);
			}
		});
	}

	private static List<String> components(Class<?> model) {
		return Arrays.stream(model.getRecordComponents())
			.map(RecordComponent::getName)
			.filter((name) -> !name.equals("id"))
			.toList();
	}

	private QuerySet<Lists> of(ScalarType type) {
		return this.rows.filter(type.property() + "__isnull", false);
	}

	private static @Nullable Object property(Lists row, ScalarType type) {
		return ScalarModels.component(row, type.property());
	}

}
