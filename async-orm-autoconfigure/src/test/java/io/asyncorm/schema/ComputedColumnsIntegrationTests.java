package io.asyncorm.schema;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Check;
import io.asyncorm.model.Column;
import io.asyncorm.model.Index;
import io.asyncorm.model.Model;
import io.asyncorm.model.ReadOnly;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Columns that were written and are to be computed, with all that is over them.
 */
class ComputedColumnsIntegrationTests {

	private static final String LONG = "area_of_the_floor_of_the_box_in_square_metres_without_the_walls";

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(2);

	private final JdbcTemplate jdbc = new JdbcTemplate(this.pool);

	@AfterEach
	void close() {
		this.pool.close();
	}

	@Test
	void keysChecksAndIndexesOverAWrittenColumnAreOverTheComputedOneThatTakesItsPlace() {
		create(Written.class);
		this.jdbc.execute("insert into box (width, area) values (2, 7), (3, 8)");

		migrate(Computed.class);

		assertThat(this.jdbc.queryForList("select width || ' ' || area || ' ' || area_before from box order by id",
				String.class))
			.containsExactly("2 4 7", "3 6 8");
		assertThat(steps(Computed.class)).allMatch(SchemaStep::optional);
		assertThat(names()).contains("box_area_key", "box_area_width_key", "box_area_check", "box_area_idx",
				"box_area_key_before", "box_area_width_key_before", "box_area_check_before", "box_area_idx_before");
		AsyncOrm.builder(this.pool).models(Computed.class).schemaAction(SchemaAction.VALIDATE).build().close();
	}

	@Test
	void whatIsKeptTakesNoNameThatSomethingHas() {
		create(Written.class);
		this.jdbc.execute("alter table box add area_before integer; create index box_area_key_before on box (width)");

		migrate(Computed.class);

		assertThat(steps(Computed.class)).allMatch(SchemaStep::optional);
		assertThat(names()).contains("box_area_key", "box_area_key_before", "box_area_key_before_before");
	}

	@Test
	void whatIsKeptTakesNoNameThatSomethingOfAnotherTableHas() {
		create(Written.class);
		this.jdbc.execute("create table box_area_key_before (id bigint);"
				+ " create index box_area_idx_before on box_area_key_before (id)");

		migrate(Computed.class);

		assertThat(steps(Computed.class)).allMatch(SchemaStep::optional);
		assertThat(names()).contains("box_area_key", "box_area_key_before_before", "box_area_idx",
				"box_area_idx_before_before");
	}

	@Test
	void namesOfWhatIsKeptAreNoLongerThanTheDatabaseAllows() {
		create(LongWritten.class);
		List<String> before = names();
		this.jdbc.execute("insert into box (" + LONG + ", width) values (7, 2)");

		migrate(LongComputed.class);

		assertThat(steps(LongComputed.class)).allMatch(SchemaStep::optional);
		assertThat(before).anyMatch((name) -> name.length() == 63);
		assertThat(names()).containsAll(before).filteredOn((name) -> name.endsWith("_before")).hasSize(2);
		String kept = this.jdbc.queryForObject("select column_name from information_schema.columns"
				+ " where table_name = 'box' and column_name like '%_before'", String.class);
		assertThat(this.jdbc.queryForObject("select " + LONG + " || ' ' || " + kept + " from box", String.class))
			.isEqualTo("4 7");
	}

	private void create(Class<?> model) {
		AsyncOrm.builder(this.pool).models(model).schemaAction(SchemaAction.CREATE).build().close();
	}

	private void migrate(Class<?> model) {
		steps(model).stream().filter((step) -> !step.optional()).forEach((step) -> this.jdbc.execute(step.statement()));
	}

	private List<String> names() {
		return this.jdbc.queryForList("select conname::text from pg_constraint where conrelid = 'box'::regclass"
				+ " union select indexname::text from pg_indexes where tablename = 'box'", String.class);
	}

	private List<SchemaStep> steps(Class<?> model) {
		return TestedSchema.steps(this.pool, model);
	}

	@Model(table = "box", uniqueTogether = @UniqueTogether({ "area", "width" }))
	@Check(value = "area >= 0", name = "box_area_check")
	@Index(fields = "area")
	record Written(@Nullable Long id, int width, @Column(unique = true) int area) {
	}

	@Model(table = "box", uniqueTogether = @UniqueTogether({ "area", "width" }))
	@Check(value = "area >= 0", name = "box_area_check")
	@Index(fields = "area")
	record Computed(@Nullable Long id, int width, @ReadOnly("width * 2") @Column(unique = true) int area) {
	}

	@Model(table = "box", uniqueTogether = @UniqueTogether({ "area", "width" }))
	record LongWritten(@Nullable Long id, int width, @Column(name = LONG, unique = true) int area) {
	}

	@Model(table = "box", uniqueTogether = @UniqueTogether({ "area", "width" }))
	record LongComputed(@Nullable Long id, int width,
			@ReadOnly("width * 2") @Column(name = LONG, unique = true) int area) {
	}

}
