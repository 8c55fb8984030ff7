package io.asyncorm;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.assembly.InvalidSettingException;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.jdbc.DataSourceDialects;
import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.LookupDefinitionException;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UnknownDataSourceException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.RepositoryDefinitionException;
import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.testdatabase.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.value;
import static io.asyncorm.Orm.where;
import static io.asyncorm.expression.Functions.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link AsyncOrm}, with nothing but what its users have.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AsyncOrmIntegrationTests {

	@Parameter
	TestDatabase database;

	private HikariDataSource pool;

	@BeforeEach
	void openPool() {
		this.pool = this.database.create(3);
	}

	@AfterEach
	void closePool() {
		this.pool.close();
	}

	@Test
	void repositoriesWork() {
		try (AsyncOrm orm = builder().build()) {
			Shelves shelves = orm.repository(Shelves.class);
			Volumes volumes = orm.repository(Volumes.class);

			Shelf shelf = await(shelves.acreate(kw("name", "north")));
			await(gather(List.of(volumes.acreate("Dune", Ref.to(shelf)), volumes.acreate("Emma", Ref.to(shelf)))));

			assertThat(await(volumes.alist("north"))).extracting(Volume::title).containsExactly("Dune", "Emma");
			assertThat(await(await(volumes.aget(kw("title", "Emma"))).shelf().aget())).isEqualTo(shelf);
		}
	}

	@Test
	void querySetsAskOthersByTheirNames() {
		try (HikariDataSource elsewhere = TestDatabase.H2.create(2);
				AsyncOrm archive = AsyncOrm.builder(elsewhere)
					.models(Shelf.class)
					.schemaAction(SchemaAction.CREATE)
					.build();
				AsyncOrm orm = builder().using("archive", archive).build()) {
			Shelves shelves = orm.repository(Shelves.class);
			await(shelves.using("archive").acreate(kw("name", "old")));

			assertThat(await(shelves.filter("name", "old").using("archive").acount())).isOne();
			assertThat(await(shelves.valuesList("name", String.class).using("archive").alist())).containsExactly("old");
			assertThat(await(shelves.acount())).isZero();
			assertThatExceptionOfType(UnknownDataSourceException.class).isThrownBy(() -> shelves.using("archiv"))
				.withMessageContaining("There are: archive");
			assertThatExceptionOfType(UnknownDataSourceException.class)
				.isThrownBy(() -> archive.repository(Shelves.class).using("shop"))
				.withMessageContaining("AsyncOrm.Builder.using");
		}
	}

	@Test
	void databaseNeedNotAnswerAtStartupIfItsDialectIsSaid() {
		Dialect dialect = DataSourceDialects.of(this.pool);
		HikariDataSource closed = new HikariDataSource();
		closed.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/none");
		closed.setConnectionTimeout(250);
		closed.setMaximumPoolSize(1);

		try (closed; AsyncOrm orm = AsyncOrm.builder(closed).models(Shelf.class).dialect(dialect).build()) {
			assertThatExceptionOfType(CannotGetJdbcConnectionException.class)
				.isThrownBy(() -> await(orm.repository(Shelves.class).acount()))
				.withMessageStartingWith("Shelf.acount");
		}
	}

	@Test
	void operationsJoinItsTransactions() {
		try (AsyncOrm orm = builder().build()) {
			Shelves shelves = orm.repository(Shelves.class);

			CompletableFuture<@Nullable Void> failed = orm.transactions().atomic(() -> {
				await(shelves.acreate(kw("name", "north")));
				throw new DuplicateKeyException("thought better of it");
			});

			assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> await(failed));
			assertThat(await(shelves.acount())).isZero();
		}
	}

	@Test
	void daysBeginInItsTimeZone() {
		try (AsyncOrm orm = builder().timeZone(ZoneId.of("Asia/Tokyo")).build()) {
			Shelves shelves = orm.repository(Shelves.class);
			await(shelves.acreate(kw("name", "late", "made", Instant.parse("2026-01-01T20:00:00Z"))));

			assertThat(await(shelves.filter("made__date", LocalDate.of(2026, 1, 2)).acount())).isOne();
		}
	}

	@Test
	void pathsFollowAsManyRelationsAsItSays() {
		try (AsyncOrm orm = builder().maxHops(2).build()) {
			Volumes volumes = orm.repository(Volumes.class);

			assertThat(await(volumes.filter("shelf__volume__title", "Dune").acount())).isZero();
			assertThatExceptionOfType(FieldException.class)
				.isThrownBy(() -> volumes.filter("shelf__volume__shelf__name", "north"))
				.withMessageContaining("more than 2 relations from 'Volume'")
				.withMessageContaining("async-orm.query.max-hops");
		}
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> builder().maxHops(0));
	}

	@Test
	void lookupsCanBeSwitchedOff() {
		try (AsyncOrm orm = builder().disabledLookups("regex", "iregex").build()) {
			Volumes volumes = orm.repository(Volumes.class);

			for (ThrowingCallable use : List.<ThrowingCallable>of(() -> volumes.filter("title__regex", "D.ne"),
					() -> volumes.exclude("shelf__name__iregex", "n"),
					() -> volumes.filter(where(Volume::title).regex("D.ne")),
					() -> volumes.filter(q("title__regex", "a").or(q("title", "b"))))) {
				assertThatExceptionOfType(FieldException.class).isThrownBy(use)
					.withMessageContaining("is switched off by async-orm.lookups.disabled");
			}
			assertThat(await(volumes.filter("title__contains", "D").acount())).isZero();
			assertThatExceptionOfType(RepositoryDefinitionException.class)
				.isThrownBy(() -> orm.repository(MatchedVolumes.class))
				.withMessageContaining("is switched off by async-orm.lookups.disabled");
		}
		assertThatExceptionOfType(LookupDefinitionException.class)
			.isThrownBy(() -> builder().disabledLookups("regx", "in").build())
			.withMessageContaining("there is no lookup 'regx' to be switched off. Did you mean 'regex'?")
			.withMessageContaining("the lookup 'in' cannot be switched off");
	}

	@Test
	void itsConvertersStoreTypesOfTheApplication() {
		try (AsyncOrm orm = builder().models(Sign.class).converters(new ColourConverter()).build()) {
			Signs signs = orm.repository(Signs.class);
			await(signs.acreate(kw("colour", Colour.RED)));

			assertThat(await(signs.aget(kw("colour", Colour.RED))).colour()).isEqualTo(Colour.RED);
			assertThat(JdbcClient.create(this.pool).sql("select \"colour\" from \"sign\"").query(String.class).single())
				.isEqualTo("r");
		}
	}

	@Test
	void itsLookupsAndFunctionsAreUnderstood() {
		try (AsyncOrm orm = builder().models(Sign.class)
			.converters(new ColourConverter())
			.lookups(new SameLength())
			.functions(new FirstOf(), new Spelled())
			.build()) {
			Signs signs = orm.repository(Signs.class);
			Shelves shelves = orm.repository(Shelves.class);
			await(signs.acreate(kw("colour", Colour.RED)));
			await(shelves.acreate(kw("name", "north")));

			assertThat(await(shelves.filter("name__same_length", "south").acount())).isOne();
			assertThat(await(shelves.filter("name__same_length", "up").acount())).isZero();
			assertThat(await(signs.annotate("first", function("first_of", List.of(f("colour"), value(Colour.GREEN))))
				.filter("first", Colour.RED)
				.valuesList("first", Colour.class)
				.alist())).containsExactly(Colour.RED);
			assertThat(await(signs.annotate("spelled", function("spelled", List.of(f("colour"))))
				.valuesList("spelled", String.class)
				.alist())).containsExactly("r");
		}
	}

	@Test
	void tablesAreDroppedAtTheEndIfThatIsWanted() throws SQLException {
		builder().schemaAction(SchemaAction.CREATE_DROP).build().close();

		try (Connection connection = this.pool.getConnection();
				ResultSet tables = connection.getMetaData()
					.getTables(connection.getCatalog(), connection.getSchema(), null, new String[] { "TABLE" })) {
			assertThat(tables.next()).isFalse();
		}
	}

	@Test
	void closingLeavesTheDataSourceOpen() {
		builder().build().close();

		assertThat(this.pool.isClosed()).isFalse();
	}

	@Test
	void faultsOfModelsAndRepositoriesAreFoundAtOnce() {
		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> AsyncOrm.builder(this.pool).models(Volume.class).build());
		try (AsyncOrm orm = builder().build()) {
			assertThatExceptionOfType(RepositoryDefinitionException.class)
				.isThrownBy(() -> orm.repository(Misspelt.class))
				.withMessageContaining("titel");
		}
	}

	@Test
	void settingsThatDoNotGoWithThePoolAreRefused() {
		assertThat(catchThrowable(() -> builder().lanes(4).build())).isInstanceOf(InvalidSettingException.class)
			.hasMessage("'lanes' cannot be 4: Each lane needs a connection, and the pool has no more than 3.");
		assertThat(catchThrowable(() -> builder().reserved(3).build()))
			.hasMessage("'reserved' cannot be 3: It must leave at least one of the 3 connections of the pool.");
		assertThat(catchThrowable(() -> builder().queueCapacity(-1).build()))
			.hasMessage("'queueCapacity' cannot be -1: It must not be negative.");
		assertThat(catchThrowable(() -> builder().shutdownTimeout(Duration.ofSeconds(-1)).build()))
			.hasMessage("'shutdownTimeout' cannot be PT-1S: It must not be negative.");
		assertThat(catchThrowable(() -> builder().slow(Duration.ofMillis(-1)).build()))
			.hasMessage("'slow' cannot be PT-0.001S: It must not be negative.");
	}

	@Test
	void itsTaskDecoratorRunsWhatDependsOnAnOperation() {
		ThreadLocal<String> seen = ThreadLocal.withInitial(() -> "nothing");
		try (AsyncOrm orm = builder().taskDecorator((task) -> () -> {
			seen.set("decorated");
			task.run();
		}).build()) {
			CompletableFuture<String> after = orm.repository(Shelves.class)
				.acount()
				.thenApplyAsync((count) -> seen.get());

			assertThat(await(after)).isEqualTo("decorated");
		}
	}

	private AsyncOrm.Builder builder() {
		return AsyncOrm.builder(this.pool)
			.models(Shelf.class, Volume.class)
			.schemaAction(SchemaAction.CREATE)
			.shutdownTimeout(Duration.ofSeconds(5));
	}

	@Model
	record Shelf(@Nullable Long id, String name, @Nullable Instant made) {
	}

	@Model(ordering = "title")
	record Volume(@Nullable Long id, String title, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Shelf> shelf) {
	}

	enum Colour {

		RED, GREEN

	}

	static final class ColourConverter implements AttributeConverter<Colour, String> {

		@Override
		public String toColumn(Colour colour) {
			return (colour == Colour.RED) ? "r" : "g";
		}

		@Override
		public Colour fromColumn(String stored) {
			return stored.equals("r") ? Colour.RED : Colour.GREEN;
		}

	}

	@Model
	record Sign(@Nullable Long id, Colour colour) {
	}

	/** Whether a text is as long as another. */
	record SameLength() implements Lookup {

		@Override
		public String name() {
			return "same_length";
		}

		@Override
		public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
			return new SqlCondition.Comparison(ComparisonOperator.EQUAL, length(operand), length(values[0]));
		}

		private static SqlExpression length(SqlExpression text) {
			return new SqlExpression.StandardCall(SqlFunction.LENGTH, text);
		}

	}

	/** COALESCE, whose value is one of its arguments. */
	record FirstOf() implements DatabaseFunction {

		@Override
		public String name() {
			return "first_of";
		}

		@Override
		public Class<?> type(List<Class<?>> arguments) {
			return arguments.get(0);
		}

		@Override
		public boolean returnsArgument(int position) {
			return true;
		}

		@Override
		public SqlExpression toSql(List<Argument> arguments) {
			return new SqlExpression.Call("coalesce", arguments.stream().map(Argument::sql).toList());
		}

	}

	/** A text in small letters, which is computed of its argument. */
	record Spelled() implements DatabaseFunction {

		@Override
		public String name() {
			return "spelled";
		}

		@Override
		public Class<?> type(List<Class<?>> arguments) {
			return String.class;
		}

		@Override
		public SqlExpression toSql(List<Argument> arguments) {
			return new SqlExpression.Call("lower", arguments.get(0).sql());
		}

	}

	interface Signs extends AsyncRepository<Sign, Long> {

	}

	interface Shelves extends AsyncRepository<Shelf, Long> {

	}

	interface MatchedVolumes extends AsyncRepository<Volume, Long> {

		CompletableFuture<List<Volume>> alist(String title__regex);

	}

	interface Volumes extends AsyncRepository<Volume, Long> {

		CompletableFuture<Volume> acreate(String title, Ref<Shelf> shelf);

		CompletableFuture<List<Volume>> alist(String shelf__name);

	}

	interface Misspelt extends AsyncRepository<Volume, Long> {

		CompletableFuture<List<Volume>> alist(String titel);

	}

}
