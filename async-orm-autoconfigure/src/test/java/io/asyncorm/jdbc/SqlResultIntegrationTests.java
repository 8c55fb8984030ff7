package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.plan.RecordColumns;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SqlResult}: what becomes of the rows of the user's own queries.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SqlResultIntegrationTests {

	private static final ModelRegistry MODELS = ModelRegistry.of(List.of(Painter.class, Painting.class));

	@Parameter
	TestDatabase database;

	private HikariDataSource pool;

	private OperationSession session;

	@BeforeEach
	void open() {
		this.pool = this.database.create(1);
		this.session = SqlDatabase.executor(this.pool, Painter.class, Painting.class).openSession();
		this.session.execute(SqlDatabase.change("create table painting"
				+ " (id bigint, title varchar(20), painted_on date, price numeric(10, 2), painter_id bigint)"));
		this.session.execute(SqlDatabase.change("insert into painting values (?, ?, ?, ?, ?)", 1L, "Guernica",
				LocalDate.of(1937, 6, 4), new BigDecimal("5.50"), 7L));
		this.session.execute(SqlDatabase.change("insert into painting values (2, 'Study', null, null, 7)"));
	}

	@AfterEach
	void close() {
		this.session.release();
		this.pool.close();
	}

	@Test
	void objectsTakeTheirColumnsByNameWhereverTheyStand() {
		List<Painting> paintings = objects(
				"select painter_id, 'x' as extra, price, title, painted_on, id from painting" + " where id = ?", 1L);

		assertThat(paintings).singleElement().satisfies((painting) -> {
			assertThat(painting.id()).isEqualTo(1);
			assertThat(painting.title()).isEqualTo("Guernica");
			assertThat(painting.paintedOn()).isEqualTo("1937-06-04");
			assertThat(painting.price()).isEqualTo("5.50");
			assertThat(painting.painter().key()).isEqualTo(7L);
		});
	}

	@Test
	void objectsNeedAllTheirColumns() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> objects("select id, title from painting"))
			.withMessageContaining("no column 'painted_on', 'price', 'painter_id'")
			.withMessageMatching("(?i).*It gives: id, title");
	}

	@Test
	void scalarsAreTheFirstColumn() {
		SqlRows<List<@Nullable LocalDate>> days = new SqlRows.Scalars<@Nullable LocalDate, List<@Nullable LocalDate>>(
				LocalDate.class, (rows) -> rows);
		Operation<List<@Nullable LocalDate>> operation = new Operation.Sql<>("Test.asql",
				"select painted_on, id from painting order by id", List.of(), days);

		assertThat(this.session.execute(operation)).isEqualTo(Arrays.asList(LocalDate.of(1937, 6, 4), null));
	}

	@Test
	void projectionsTakeTheirComponentsByName() {
		SqlRows<List<Offer>> rows = new SqlRows.Projections<>(Offer.class,
				(labels) -> new RecordColumns<>(
						List.of(new RecordColumns.Column("paintedOn", LocalDate.class, false),
								new RecordColumns.Column("doubled", BigDecimal.class, false)),
						(object, values) -> new Offer((LocalDate) values[0], (BigDecimal) values[1])),
				(offers) -> offers);

		List<Offer> offers = this.session.execute(new Operation.Sql<>("Test.asql",
				"select price * 2 as doubled, painted_on from painting order by id", List.of(), rows));

		assertThat(offers).containsExactly(new Offer(LocalDate.of(1937, 6, 4), new BigDecimal("11.00")),
				new Offer(null, null));
	}

	@Test
	void changesGiveTheNumberOfRows() {
		assertThat(this.session.execute(SqlDatabase.change("update painting set price = 1"))).isEqualTo(2);
	}

	@Test
	void aListIsOneValue() {
		String among = (this.database == TestDatabase.MARIADB)
				? "in (select v from json_table(?, '$[*]' columns (v bigint path '$')) as ids)" : "= any(?)";

		assertThat(this.session.execute(
				SqlDatabase.scalar(Long.class, "select count(*) from painting where id " + among, List.of(1L, 2L, 3L))))
			.isEqualTo(2);
	}

	private List<Painting> objects(String sql, Object... values) {
		return this.session.execute(new Operation.Sql<>("Test.asql", sql, List.of(values),
				new SqlRows.Objects<>(MODELS.require(Painting.class), (rows) -> rows)));
	}

	@Model
	record Painter(@Nullable Long id, String name) {
	}

	@Model
	record Painting(@Nullable Long id, String title, @Nullable LocalDate paintedOn, @Nullable BigDecimal price,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref<Painter> painter) {
	}

	record Offer(@Nullable LocalDate day, @Nullable BigDecimal price) {
	}

}
