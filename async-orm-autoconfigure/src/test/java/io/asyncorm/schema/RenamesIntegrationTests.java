package io.asyncorm.schema;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that has a name in the database is renamed where an annotation asks for it,
 * with what is in it.
 */
class RenamesIntegrationTests {

	private static final HikariDataSource pool = TestDatabase.POSTGRESQL.create(2);

	private final JdbcTemplate jdbc = new JdbcTemplate(pool);

	@BeforeEach
	void clear() {
		this.jdbc.execute("drop schema if exists sales cascade; drop schema if exists archive cascade;"
				+ " drop schema public cascade; create schema public; create schema sales; create schema archive");
	}

	@AfterAll
	static void close() {
		pool.close();
	}

	static Stream<RenameCase> cases() {
		return RenameCase.all();
	}

	@ParameterizedTest
	@MethodSource("cases")
	void whatIsRenamedKeepsItsRowsAndIsAsIfItWereNew(RenameCase change) {
		create(change.before());
		this.jdbc.execute(change.rows());

		List<SchemaStep> steps = steps(change.after());

		assertThat(steps).isNotEmpty().extracting(SchemaStep::phase).isSubsetOf(change.phases());
		assertThat(steps).extracting(SchemaStep::statement).contains(change.statements());
		steps.forEach((step) -> this.jdbc.execute(step.statement()));
		assertThat(steps(change.after())).isEmpty();
		assertThat(this.jdbc.queryForList(change.query(), String.class)).containsExactly(change.result());
		assertIsAsNew(change.after());
	}

	private void create(Class<?>... models) {
		new SchemaGenerator(new PostgresDialect()).create(ModelRegistry.of(List.of(models)), Set.of())
			.forEach(this.jdbc::execute);
	}

	private List<SchemaStep> steps(Class<?>... models) {
		return TestedSchema.steps(pool, models);
	}

	/**
	 * Compares the schema with a new one, names included, in which annotations mean
	 * nothing.
	 */
	private void assertIsAsNew(Class<?>... models) {
		List<String> migrated = snapshot();
		clear();
		create(models);
		assertThat(migrated).containsExactlyElementsOf(snapshot());
		assertThat(steps(models)).isEmpty();
	}

	private List<String> snapshot() {
		return this.jdbc.queryForList(
				"select concat_ws(' ', table_schema, table_name, column_name, data_type, is_nullable, is_identity)"
						+ " from information_schema.columns where table_schema in ('public', 'sales', 'archive')"
						+ " union all select conname || ' of ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)"
						+ " from pg_constraint where connamespace::regnamespace::text in ('public', 'sales', 'archive')"
						+ " and contype in ('u', 'f', 'c')"
						+ " union all select indexdef from pg_indexes where schemaname in ('public', 'sales', 'archive')"
						+ " and indexname not like '%_pkey%' order by 1",
				String.class);
	}

}
