package io.asyncorm.schema;

import java.util.List;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.model.Check;
import io.asyncorm.model.Column;
import io.asyncorm.model.Comment;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Index;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.ReadOnly;
import io.asyncorm.model.RenamedFrom;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that the differences that validation tells are mended by the statements that it
 * prints, run as they are printed, on tables that have rows.
 */
@ParameterizedClass
@EnumSource
class PrintedStatementsIntegrationTests {

	@Parameter
	TestDatabase database;

	private HikariDataSource pool;

	private JdbcTemplate jdbc;

	@BeforeEach
	void open() {
		this.pool = this.database.create(1);
		this.jdbc = new JdbcTemplate(this.pool);
	}

	@AfterEach
	void close() {
		this.pool.close();
	}

	@Test
	void renamedTablesAndColumnsTakeTheNamesOfTheirPartsAlong() {
		start(SchemaAction.CREATE, Writer.class, Work.class);
		execute("insert into \"writer\" (\"id\", \"name\") values (1, 'Ann')",
				"insert into \"work\" (\"id\", \"title\", \"pages\", \"writer_id\") values (1, 'Dune', 412, 1)");

		mend(Author.class, Book.class);

		assertThat(names())
			.contains("author_full_name_key", "book_heading_key", "book_author_id_fkey", "book_author_id_idx",
					"book_sheets_idx", "book_heading_author_id_key")
			.noneMatch((name) -> name.startsWith("work_title") || name.startsWith("work_writer"));
	}

	@Test
	void whatIsMissingIsAdded() {
		execute("create table \"club\" (\"id\" bigint primary key, \"name\" varchar(20), \"founded\" integer)",
				"create table \"member\" (\"id\" bigint primary key, \"name\" varchar(20) not null, \"nick\" varchar(20),"
						+ " \"score\" integer not null, \"worth\" integer not null, \"club_id\" bigint, \"secret\" varchar(9) not null)",
				"insert into \"club\" (\"id\", \"name\") values (1, 'Chess')",
				"insert into \"club\" (\"id\", \"name\") values (7, 'Go')",
				"insert into \"member\" (\"id\", \"name\", \"score\", \"worth\", \"club_id\", \"secret\") values (1, 'Ann', 2, 4, 7, 'x')");

		mend(Club.class, Member.class, Visit.class);

		assertThat(this.jdbc.queryForObject("select \"founded\" from \"club\" where \"id\" = 7", Integer.class))
			.isEqualTo(1900);
	}

	@Test
	void whatHasTheSameNameAndIsAnotherOneIsReplaced() {
		start(SchemaAction.CREATE, Writer.class, Paper.class);
		execute("insert into \"writer\" (\"id\", \"name\") values (1, 'Ann')",
				"insert into \"paper\" (\"id\", \"tag\", \"title\", \"pages\", \"writer_id\") values (1, 7, 'Dune', 412, 1)");
		execute("create index \"paper_wide\" on \"paper\" (\"writer_id\", \"pages\")", foreignKey("drop"),
				(this.database == TestDatabase.MARIADB)
						? "drop index \"paper_writer_id_idx\" on \"paper\"" : "drop index \"paper_writer_id_idx\"",
				foreignKey("add"),
				(this.database == TestDatabase.MARIADB)
						? "alter table \"paper\" rename index \"paper_wide\" to \"paper_writer_id_idx\""
						: "alter index \"paper_wide\" rename to \"paper_writer_id_idx\"");

		mend(Writer.class, OtherPaper.class);

		assertThat(names()).contains("paper_text", "paper_writer_id_idx", "paper_writer_id_fkey",
				"paper_editor_id_fkey");
	}

	@Test
	void aPrimaryKeyIsReplaced() {
		start(SchemaAction.CREATE, Counted.class);
		execute("insert into \"counter\" (\"code\") values ('a')");

		mend(Coded.class);

		assertThat(this.jdbc.queryForList("select \"id\" from \"counter\" where \"code\" = 'a'", Long.class))
			.hasSize(1);
	}

	@Test
	void aSequenceGoesOnBehindTheGreatestKey() {
		execute("create table \"ticket\" (\"id\" bigint primary key)", "insert into \"ticket\" (\"id\") values (41)");

		mend(Ticket.class);

		assertThat(nextKey()).isEqualTo(42);
	}

	@Test
	void aSequenceOfAnEmptyTableBeginsWithOne() {
		execute("create table \"ticket\" (\"id\" bigint primary key)");

		mend(Ticket.class);

		assertThat(nextKey()).isEqualTo(1);
	}

	@Test
	void columnsThatBecomeComputedKeepTheirValuesUnderAnotherName() {
		start(SchemaAction.CREATE, Written.class);
		execute("insert into \"crate\" (\"width\", \"area\") values (3, 5)");

		mend(Computed.class);

		assertThat(this.jdbc.queryForObject("select \"area\" from \"crate\"", Integer.class)).isEqualTo(6);
	}

	/** Runs what is printed, and finds nothing more to be done. */
	private void mend(Class<?>... models) {
		SchemaMismatchException failure = catchThrowableOfType(SchemaMismatchException.class,
				() -> start(SchemaAction.VALIDATE, models));
		failure.getMessage()
			.lines()
			.filter((line) -> line.startsWith("    "))
			.map((line) -> line.strip().replaceFirst(";$", ""))
			.forEach(this.jdbc::execute);
		start(SchemaAction.VALIDATE, models);
	}

	private static String foreignKey(String action) {
		return "alter table \"paper\" " + action + " constraint \"paper_writer_id_fkey\"" + (action.equals("add")
				? " foreign key (\"writer_id\") references \"writer\" (\"id\") on delete cascade" : "");
	}

	private Long nextKey() {
		return this.jdbc.queryForObject((this.database == TestDatabase.POSTGRESQL) ? "select nextval('\"bob''s\"')"
				: "select next value for \"bob's\"", Long.class);
	}

	private List<String> names() {
		return TestedSchema.tables(this.pool)
			.stream()
			.flatMap((table) -> Stream.concat(table.constraints().stream().map(CatalogTable.Constraint::name),
					table.indexes().stream().map(CatalogTable.Index::name)))
			.toList();
	}

	private void start(SchemaAction action, Class<?>... models) {
		AsyncOrm.builder(this.pool).models(models).schemaAction(action).build().close();
	}

	private void execute(String... statements) {
		Stream.of(statements).forEach(this.jdbc::execute);
	}

	@Model(table = "writer")
	record Writer(@Nullable Long id, @Column(length = 20, unique = true) String name) {
	}

	@Model(table = "work", uniqueTogether = @UniqueTogether({ "title", "writer" }))
	@Index(fields = "pages")
	record Work(@Nullable Long id, @Column(length = 20, unique = true) String title, @Check("pages > 0") int pages,
			@ForeignKey(onDelete = OnDelete.DB_CASCADE, relatedName = "works") Ref<Writer> writer) {
	}

	@Model(table = "author")
	@RenamedFrom("writer")
	@Comment("Writes 'books'")
	record Author(@Nullable Long id, @RenamedFrom("name") @Column(length = 20, unique = true) String fullName) {
	}

	@Model(table = "book", uniqueTogether = @UniqueTogether({ "heading", "author" }))
	@RenamedFrom("work")
	@Index(fields = "sheets")
	record Book(@Nullable Long id, @RenamedFrom("title") @Column(length = 20, unique = true) String heading,
			@RenamedFrom("pages") @Check("sheets > 0") int sheets,
			@RenamedFrom("writer_id") @ForeignKey(onDelete = OnDelete.DB_CASCADE,
					relatedName = "books") Ref<Author> author) {
	}

	@Model(table = "club")
	@Comment("Meets")
	record Club(@PrimaryKey @GeneratedKey(sequence = "club_ids") @Nullable Long id,
			@Column(length = 20, unique = true) String name, @DefaultValue("1900") @Check("founded > 0") int founded,
			@DatabaseDefault("7") @Nullable Integer day) {
	}

	@Model(table = "member", uniqueTogether = @UniqueTogether({ "name", "club" }))
	@Index(fields = { "-score", "name" })
	@Check(value = "score < 100", name = "member_score")
	@Comment("Comes")
	record Member(@PrimaryKey Long id, @Comment("In full") @Column(length = 20) String name,
			@Nullable @Column(length = 20) String nick, @DatabaseDefault("3") @Nullable Integer score,
			@Nullable Integer worth, @ReadOnly("score * 2") @Nullable Integer twice,
			@DefaultValue("true") boolean active, @Comment("Where it lives") @Nullable @Column(length = 30) String town,
			@ForeignKey(onDelete = OnDelete.DB_CASCADE, relatedName = "members") Ref<Club> club,
			@ForeignKey(onDelete = OnDelete.DB_SET_NULL, relatedName = "guests") @Nullable Ref<Club> second) {
	}

	@Model(table = "visit")
	@Comment("Ends")
	record Visit(@Nullable Long id, @Comment("By whom") @ForeignKey(onDelete = OnDelete.DB_CASCADE,
			relatedName = "visits") Ref<Member> member) {
	}

	@Model(table = "paper")
	@Index(fields = "title", name = "paper_text")
	@Check(value = "pages > 0", name = "paper_size")
	record Paper(@PrimaryKey Long id, long tag, @Column(length = 20, unique = true) String title, int pages,
			@ForeignKey(onDelete = OnDelete.DB_CASCADE, relatedName = "papers") Ref<Writer> writer,
			@ForeignKey(onDelete = OnDelete.DB_CASCADE, relatedName = "edited") @Nullable Ref<Writer> editor) {
	}

	@Model(table = "paper")
	@Index(fields = { "pages", "title" }, name = "paper_text")
	@Check(value = "pages >= 0", name = "paper_size")
	record OtherPaper(long id, @PrimaryKey Long tag, @Column(length = 20, unique = true) String title, int pages,
			@ForeignKey(onDelete = OnDelete.DB_CASCADE, relatedName = "papers") Ref<Writer> writer,
			@ForeignKey(onDelete = OnDelete.PROTECT, relatedName = "edited") @Nullable Ref<Writer> editor) {
	}

	@Model(table = "counter")
	record Counted(@Nullable Long id, @Column(length = 20) String code) {
	}

	@Model(table = "counter")
	record Coded(@PrimaryKey @Column(length = 20) String code) {
	}

	@Model
	record Ticket(@GeneratedKey(sequence = "bob's") @Nullable Long id) {
	}

	@Model(table = "crate")
	@Index(fields = { "area", "width" })
	record Written(@Nullable Long id, int width, @Column(unique = true) int area) {
	}

	@Model(table = "crate")
	@Index(fields = { "area", "width" })
	record Computed(@Nullable Long id, int width,
			@ReadOnly("width * 2") @Column(unique = true) @Nullable Integer area) {
	}

}
