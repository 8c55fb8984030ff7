package io.asyncorm.schema;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.model.Check;
import io.asyncorm.model.Column;
import io.asyncorm.model.Comment;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Index;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.RenamedFrom;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that migrations for H2 and MariaDB, run by Flyway or Liquibase, bring a schema
 * with rows to the models, keep what no model declares, and leave nothing to be done.
 */
@ParameterizedClass
@EnumSource(value = TestDatabase.class, names = { "H2", "MARIADB" })
class OtherDatabaseMigrationsIntegrationTests {

	@TempDir
	private Path parent;

	@Parameter
	TestDatabase database;

	private HikariDataSource pool;

	private JdbcTemplate jdbc;

	@BeforeEach
	void open() {
		this.pool = this.database.create(2);
		this.jdbc = new JdbcTemplate(this.pool);
	}

	@AfterEach
	void close() {
		this.pool.close();
	}

	@ParameterizedTest
	@EnumSource
	void migrationsAddAlterAndRefer(MigrationTool tool) throws IOException {
		Path folder = tool.folder(this.parent);
		migrate(folder, tool, Writer.class, Novel.class);
		execute("alter table \"novel\" add column \"shelf\" varchar(10) default 'A1' not null",
				"alter table \"novel\" add constraint \"novel_shelf\" check (\"shelf\" <> '')",
				"create index \"novel_by_shelf\" on \"novel\" (\"shelf\", \"pages\")",
				"insert into \"writer\" (\"name\") values ('Ann')",
				"insert into \"novel\" (\"title\", \"pages\", \"writer_id\") values ('Dune', 412, 1)");

		String migration = migrate(folder, tool, Author.class, Book.class);

		assertThat(migration).contains("Book: table 'book' was called 'novel'")
			.containsPattern("-- (> )?alter table .book. drop column .shelf.;")
			.containsPattern("-- (> )?drop index .novel_by_shelf.");
		assertThat(this.jdbc.queryForMap("select * from \"book\"").values()).extracting(String::valueOf)
			.contains("1", "Dune", "412", "A1", "9.50", "true");
		assertThat(steps(Author.class, Book.class)).allMatch(SchemaStep::optional);
		CatalogTable book = table("book");
		assertThat(book.indexes()).extracting(CatalogTable.Index::name)
			.contains("novel_by_shelf", "book_pages_idx", "book_author_id_idx");
		assertThat(book.constraints()).extracting(CatalogTable.Constraint::name)
			.contains("novel_shelf", "book_pages_check", "book_author_id_fkey", "book_editor_id_fkey");
	}

	@Test
	void whatNoModelDeclaresOverAlteredColumnsStays() throws IOException {
		boolean mariaDb = this.database == TestDatabase.MARIADB;
		execute("create table \"club\" (\"id\" integer primary key, \"name\" varchar(20) not null)",
				"create table \"member\" (\"id\" bigint primary key, \"club_id\" integer, \"low\" integer default 3 not null,"
						+ " \"twice\" bigint generated always as (\"low\" * 2))",
				mariaDb ? "alter table member modify column low integer default 3 not null comment 'Kept' check (low > -5)"
						: "comment on column \"member\".\"low\" is 'Kept'",
				"alter table \"member\" add constraint \"member_club\" foreign key (\"club_id\") references \"club\" (\"id\")",
				"alter table \"member\" add constraint \"member_low\" check (\"twice\" > \"low\" - 100)",
				"create index \"member_twice\" on \"member\" (\"twice\", \"low\")",
				"insert into \"club\" (\"id\", \"name\") values (1, 'Go')",
				"insert into \"member\" (\"id\", \"club_id\", \"low\") values (1, 1, 7)");

		migrate(MigrationTool.LIQUIBASE.folder(this.parent), MigrationTool.LIQUIBASE, Club.class, Member.class);

		assertThat(steps(Club.class, Member.class)).allMatch(SchemaStep::optional);
		CatalogTable member = table("member");
		assertThat(member.constraints()).extracting(CatalogTable.Constraint::name)
			.contains("member_club", "member_low");
		assertThat(member.indexes()).extracting(CatalogTable.Index::name).contains("member_twice");
		assertThat(member.columns()).filteredOn((column) -> column.name().equals("low"))
			.singleElement()
			.satisfies((low) -> {
				assertThat(low.type()).startsWithIgnoringCase("bigint");
				assertThat(low.defaultValue()).isEqualTo("3");
				assertThat(low.comment()).isEqualTo("Kept");
				assertThat(low.clauses()).isEqualTo(mariaDb ? "check (\"low\" > -5)" : "");
			});
		assertThat(this.jdbc.queryForObject("select \"twice\" from \"member\"", Integer.class)).isEqualTo(14);
	}

	@Test
	void namesAreExchangedOnceThoughAStatementFails() {
		execute("create table \"person\" (\"id\" uuid primary key, \"first\" varchar(20) not null,"
				+ " \"last\" varchar(20) not null, \"age\" integer)",
				"insert into \"person\" (\"id\", \"first\", \"last\") values ('61f0c404-5cb3-11e7-907b-a6006ad3dba0', 'Lovelace', 'Ada')");

		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> steps(Person.class).stream().map(SchemaStep::statement).forEach(this.jdbc::execute));

		assertThat(steps(Person.class)).noneMatch((step) -> step.phase() == SchemaStep.Phase.RENAMES)
			.anyMatch((step) -> !step.optional());
		assertThat(this.jdbc.queryForObject("select \"first\" from \"person\"", String.class)).isEqualTo("Ada");
	}

	@Test
	void foreignKeysFollowTablesThatExchangeTheirNames() {
		execute("create table \"club\" (\"id\" bigint primary key, \"name\" varchar(20) not null)");
		for (String table : List.of("crew", "team")) {
			execute("create table \"" + table + "\" (\"id\" uuid primary key, \"" + table + "s\" integer not null,"
					+ " \"club_id\" bigint not null, constraint \"" + table
					+ "_club_id_fkey\" foreign key (\"club_id\") references \"club\" (\"id\"))");
		}

		steps(Club.class, Crew.class, Team.class).stream()
			.filter((step) -> !step.optional())
			.map(SchemaStep::statement)
			.forEach(this.jdbc::execute);

		assertThat(steps(Club.class, Crew.class, Team.class)).allMatch(SchemaStep::optional);
		assertThat(table("crew").columns()).extracting(CatalogTable.Column::name).contains("teams");
		assertThat(table("crew").constraints(CatalogTable.Kind.FOREIGN_KEY)).extracting(CatalogTable.Constraint::name)
			.containsExactly("crew_club_id_fkey");
	}

	@Test
	void aColumnsOwnCheckIsRenamedWithIt() {
		execute("create table \"novel\" (\"id\" uuid primary key, \"leaves\" integer not null check (\"leaves\" > 0),"
				+ " \"stars\" integer not null check (\"stars\" > 0))");

		steps(Volume.class).stream()
			.filter((step) -> !step.optional())
			.map(SchemaStep::statement)
			.forEach(this.jdbc::execute);

		assertThat(steps(Volume.class)).allMatch(SchemaStep::optional);
		assertThat(table("volume").constraints(CatalogTable.Kind.CHECK)).hasSize(2);
	}

	@Test
	void constantsOfEnumsAreRenamedInRows() throws IOException {
		execute("create table \"cat\" (\"id\" bigint primary key, \"mood\" enum('happy', 'sad') not null,"
				+ " \"other\" varchar(9) not null)",
				"alter table \"cat\" add constraint \"cat_moods\" check (\"other\" in ('happy', 'sad'))",
				"insert into \"cat\" (\"id\", \"mood\", \"other\") values (1, 'happy', 'happy')");

		List<SchemaStep> steps = steps(Cat.class);

		assertThat(steps)
			.filteredOn((step) -> step.statement().startsWith("update") && step.reason().contains(".other"))
			.extracting(SchemaStep::reason)
			.containsExactly("Cat.other: 'glad' was called 'happy'; the database refuses that while a check does not"
					+ " take it: drop check "
					+ ((this.database == TestDatabase.MARIADB) ? "`cat_moods`" : "\"cat_moods\"")
					+ " before, unless a step does");
		execute("alter table \"cat\" drop constraint \"cat_moods\"");
		migrate(MigrationTool.FLYWAY.folder(this.parent), MigrationTool.FLYWAY, Cat.class);
		assertThat(this.jdbc.queryForMap("select \"mood\", \"other\" from \"cat\"").values()).containsExactly("glad",
				"glad");
		assertThat(steps(Cat.class)).isEmpty();
	}

	/** Writes a migration and runs it. */
	private String migrate(Path folder, MigrationTool tool, Class<?>... models) throws IOException {
		Path file = MigrationFolder.of(folder).write(steps(models)).orElseThrow();
		tool.run(folder, this.pool);
		return Files.readString(file);
	}

	private List<SchemaStep> steps(Class<?>... models) {
		return TestedSchema.steps(this.pool, models)
			.stream()
			.filter((step) -> !step.statement().contains("ran"))
			.toList();
	}

	private CatalogTable table(String name) {
		return TestedSchema.tables(this.pool)
			.stream()
			.filter((table) -> table.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private void execute(String... statements) {
		Stream.of(statements).forEach(this.jdbc::execute);
	}

	@Model(table = "writer")
	record Writer(@Nullable Long id, @Column(length = 20) String name) {
	}

	@Model(table = "novel")
	record Novel(@Nullable Integer id, @Column(length = 20) String title, @Check("pages > 0") short pages,
			@DatabaseDefault("7") int stars,
			@ForeignKey(onDelete = OnDelete.DO_NOTHING, relatedName = "novels") Ref<Writer> writer) {
	}

	@Model(table = "club")
	record Club(@PrimaryKey Long id, @Column(length = 20) String name) {
	}

	@Model(table = "member")
	record Member(@PrimaryKey Long id, @Column(name = "club_id") @Nullable Long club, long low) {
	}

	@Model(table = "crew")
	@RenamedFrom("team")
	record Crew(@PrimaryKey UUID id, int teams,
			@ForeignKey(onDelete = OnDelete.DO_NOTHING, relatedName = "crews") Ref<Club> club) {
	}

	@Model(table = "team")
	@RenamedFrom("crew")
	record Team(@PrimaryKey UUID id, int crews,
			@ForeignKey(onDelete = OnDelete.DO_NOTHING, relatedName = "teams") Ref<Club> club) {
	}

	@Model(table = "person")
	record Person(@PrimaryKey UUID id, @RenamedFrom("last") @Column(length = 20) String first,
			@RenamedFrom("first") @Column(length = 20) String last, int age) {
	}

	@Model(table = "volume")
	@RenamedFrom("novel")
	record Volume(@PrimaryKey UUID id, @RenamedFrom("leaves") @Check("pages > 0") int pages,
			@Check("stars > 0") int stars) {
	}

	enum Mood {

		@RenamedFrom("happy")
		glad,

		sad

	}

	@Model(table = "cat")
	record Cat(@PrimaryKey Long id, Mood mood, @Column(length = 9) Mood other) {
	}

	@Model(table = "author")
	@RenamedFrom("writer")
	record Author(@Nullable Long id, @Column(length = 40, unique = true) @Comment("In full") String name) {
	}

	@Model(table = "book")
	@RenamedFrom("novel")
	@Index(fields = "pages")
	@Comment("It's read")
	record Book(@Nullable Long id, @Column(length = 20) String title, @Check("pages > 0") @Nullable Integer pages,
			@DatabaseDefault("8") long stars, @DefaultValue("9.5") @Column(precision = 8, scale = 2) BigDecimal price,
			@DefaultValue("true") boolean inPrint,
			@RenamedFrom("writer_id") @ForeignKey(onDelete = OnDelete.DB_CASCADE,
					relatedName = "books") Ref<Author> author,
			@ForeignKey(onDelete = OnDelete.DB_SET_NULL, relatedName = "edited") @Nullable Ref<Author> editor) {
	}

}
