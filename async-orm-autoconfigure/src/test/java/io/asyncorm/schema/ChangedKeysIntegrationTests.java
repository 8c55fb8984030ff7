package io.asyncorm.schema;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.jdbc.DataSourceDialects;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that one migration brings a table to a model that has another key: it keeps the
 * rows and numbers them where the database does so from then on, leaves nothing to be
 * done, and the repository inserts. What no model declares can be dropped then.
 */
class ChangedKeysIntegrationTests {

	private static final Map<TestDatabase, HikariDataSource> pools = new EnumMap<>(TestDatabase.class);

	@AfterAll
	static void close() {
		pools.values().forEach(HikariDataSource::close);
		pools.clear();
	}

	static Stream<Arguments> cases() {
		return Stream.of(TestDatabase.values())
			.flatMap((database) -> KeyCase.all()
				.filter((change) -> change.databases().contains(database))
				.map((change) -> Arguments.of(database, change)));
	}

	@ParameterizedTest
	@MethodSource("cases")
	void oneMigrationBringsTheTableToTheModel(TestDatabase database, KeyCase change) {
		HikariDataSource pool = pools.computeIfAbsent(database, (one) -> one.create(2));
		Dialect dialect = DataSourceDialects.of(pool);
		JdbcTemplate jdbc = new JdbcTemplate(pool);
		List.of("part", "ware", "shelf", "goods").forEach((table) -> jdbc.execute("drop table if exists " + table));
		change.statements(dialect).forEach(jdbc::execute);

		List<SchemaStep> migration = run(pool, change, (step) -> !step.optional());

		assertThat(TestedSchema.steps(pool, change.kind().models())).as(migration::toString)
			.allMatch(SchemaStep::optional);
		assertThat(jdbc.queryForList("select name from ware order by name", String.class)).containsExactly("a", "b");
		insert(pool, change.kind());
		change.then().forEach(jdbc::execute);
		run(pool, change, (step) -> !step.reason().contains("the database refuses that while"));
		assertThat(TestedSchema.steps(pool, change.kind().models())).as(migration::toString)
			.allMatch(SchemaStep::optional);
	}

	private static List<SchemaStep> run(HikariDataSource pool, KeyCase change, Predicate<SchemaStep> which) {
		List<SchemaStep> steps = TestedSchema.steps(pool, change.kind().models())
			.stream()
			.filter(which)
			.filter((step) -> !step.statement().isEmpty())
			.toList();
		try {
			steps.forEach((step) -> new JdbcTemplate(pool).execute(step.statement()));
		}
		catch (RuntimeException ex) {
			throw new AssertionError(steps.toString(), ex);
		}
		return steps;
	}

	private static <M> void insert(HikariDataSource pool, KeyCase.Kind<M> kind) {
		try (AsyncOrm orm = AsyncOrm.builder(pool).models(kind.models()).build()) {
			AsyncRepository<M, ?> repository = orm.repository(kind.repository());

			await(repository.acreate(kind.make().apply(1)));
			await(repository.acreate(kind.make().apply(2)));

			assertThat(await(repository.alist())).hasSize(4)
				.extracting(kind.key())
				.doesNotContainNull()
				.doesNotHaveDuplicates();
		}
	}

}
