package io.asyncorm.dialect;

import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.sql.AggregateFunction;
import io.asyncorm.sql.ArithmeticOperator;
import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.ReturnedColumn;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link SqlRenderer} in both dialects: tree in, whole text out.
 */
class SqlRendererTests {

	private static final String JAVA_PATTERN = """
			REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(CAST(? AS varchar), '\\[:(\\w+):\\]', '\\\\p{$1}'), \
			'(?<!\\\\)((?:\\\\\\\\)*)\\\\b', '$1\\\\x08'), '(?<!\\\\)((?:\\\\\\\\)*)\\\\y', '$1\\\\b')""";

	private static final String ELEMENT = "ARRAY_GET(\"a\".\"array\", \"i\".\"index\")";

	private static final SqlExpression TITLE = new SqlExpression.Column("b", "title");

	private static final SqlExpression PAGES = new SqlExpression.Column("b", "pages");

	private static final SqlExpression TEXT = new SqlExpression.Parameter(0, SqlType.TEXT);

	private static final SqlExpression NUMBER = new SqlExpression.Parameter(1, SqlType.INTEGER);

	private static final SqlCondition LONG = compare(ComparisonOperator.GREATER_OR_EQUAL, PAGES, NUMBER);

	private static final SqlCondition DUNE = compare(ComparisonOperator.EQUAL, TITLE, TEXT);

	private static final SqlQuery.Table BOOK = new SqlQuery.Table("book", "b");

	private final Dialect postgres = new PostgresDialect();

	private final Dialect h2 = new H2Dialect();

	static Stream<Arguments> conditions() {
		SqlQuery authors = SqlQuery.Select.of(List.of(new SqlQuery.Item(new SqlExpression.Column("a", "id"), "")),
				new SqlQuery.Table("author", "a"), null);
		return Stream.of(arguments(DUNE, "\"b\".\"title\" = ?", null), arguments(LONG, "\"b\".\"pages\" >= ?", null),
				arguments(compare(ComparisonOperator.NOT_EQUAL, NUMBER, PAGES), "? <> \"b\".\"pages\"", null),
				arguments(compare(ComparisonOperator.EQUAL, NUMBER, NUMBER), "CAST(? AS integer) = ?", null),
				arguments(compare(ComparisonOperator.EQUAL, DUNE, LONG),
						"(\"b\".\"title\" = ?) = (\"b\".\"pages\" >= ?)", null),
				arguments(new SqlCondition.And(List.of()), "TRUE", null),
				arguments(new SqlCondition.Or(List.of()), "FALSE", null),
				arguments(new SqlCondition.And(List.of(DUNE)), "\"b\".\"title\" = ?", null),
				arguments(new SqlCondition.And(List.of(DUNE, new SqlCondition.Or(List.of(LONG, DUNE)))),
						"\"b\".\"title\" = ? AND (\"b\".\"pages\" >= ? OR \"b\".\"title\" = ?)", null),
				arguments(
						new SqlCondition.And(
								List.of(new SqlCondition.And(List.of(new SqlCondition.Or(List.of(LONG, DUNE)))), DUNE)),
						"(\"b\".\"pages\" >= ? OR \"b\".\"title\" = ?) AND \"b\".\"title\" = ?", null),
				arguments(new SqlCondition.Not(DUNE), "NOT (\"b\".\"title\" = ?)", null),
				arguments(new SqlCondition.Not(new SqlCondition.Exists(authors)),
						"NOT EXISTS (SELECT \"a\".\"id\" FROM \"author\" AS \"a\")", null),
				arguments(new SqlCondition.IsNull(TITLE, false), "\"b\".\"title\" IS NULL", null),
				arguments(new SqlCondition.IsNull(DUNE, true), "(\"b\".\"title\" = ?) IS NOT NULL", null),
				arguments(new SqlCondition.Between(PAGES, NUMBER, NUMBER), "\"b\".\"pages\" BETWEEN ? AND ?", null),
				arguments(new SqlCondition.Like(TITLE, TEXT, false), "CAST(\"b\".\"title\" AS text) LIKE ?",
						"\"b\".\"title\" LIKE ?"),
				arguments(new SqlCondition.Like(TITLE, TEXT, true),
						"UPPER(CAST(\"b\".\"title\" AS text)) LIKE UPPER(?)",
						upper("\"b\".\"title\"") + " LIKE " + upper("?")),
				arguments(new SqlCondition.Like(new SqlExpression.Cast(PAGES, SqlType.TEXT), TEXT, false),
						"CAST(\"b\".\"pages\" AS text) LIKE ?", "CAST(\"b\".\"pages\" AS varchar) LIKE ?"),
				arguments(new SqlCondition.AnyOf(PAGES, new SqlExpression.ArrayParameter(0, SqlType.INTEGER)),
						"\"b\".\"pages\" = ANY(?)", null),
				arguments(
						new SqlCondition.AnyOf(PAGES,
								List.of(new SqlExpression.ArrayParameter(0, SqlType.INTEGER),
										new SqlExpression.ArrayParameter(1, SqlType.INTEGER))),
						"(\"b\".\"pages\" = ANY(?) OR \"b\".\"pages\" = ANY(?))",
						"\"b\".\"pages\" IN (SELECT ARRAY_GET(ARRAY_GET(\"a\".\"arrays\", \"i\".\"array\"), \"j\".\"index\")"
								+ " FROM (SELECT ARRAY[CAST(? AS integer ARRAY), CAST(? AS integer ARRAY)])"
								+ " AS \"a\" (\"arrays\") CROSS JOIN SYSTEM_RANGE(1, 2) AS \"i\" (\"array\")"
								+ " CROSS JOIN SYSTEM_RANGE(1, 4096) AS \"j\" (\"index\") ORDER BY 1)"),
				arguments(new SqlCondition.AnyOf(TITLE, new SqlExpression.ArrayParameter(0, SqlType.JSON)),
						"\"b\".\"title\" = ANY(?)",
						"COALESCE(" + decimal("REGEXP_SUBSTR(CAST(\"b\".\"title\" AS varchar), '^-?\\d.*')")
								+ ", CAST(\"b\".\"title\" AS varchar)) IN (SELECT CASE WHEN ASCII(" + ELEMENT
								+ ") BETWEEN ASCII('-') AND ASCII('9') THEN " + decimal(ELEMENT) + " ELSE CAST(("
								+ ELEMENT + " FORMAT JSON) AS varchar) END"
								+ " FROM (SELECT CAST(? AS varchar ARRAY)) AS \"a\" (\"array\")"
								+ " LEFT JOIN SYSTEM_RANGE(1, 65536) AS \"i\" (\"index\")"
								+ " ON \"i\".\"index\" <= CARDINALITY(\"a\".\"array\") ORDER BY 1)"),
				arguments(new SqlCondition.Regex(TITLE, TEXT, false), "\"b\".\"title\" ~ ?",
						"REGEXP_LIKE(\"b\".\"title\", '(?sU)' || " + JAVA_PATTERN + ")"),
				arguments(new SqlCondition.Regex(TITLE, TEXT, true), "\"b\".\"title\" ~* ?",
						"REGEXP_LIKE(\"b\".\"title\", '(?isU)' || " + JAVA_PATTERN + ")"),
				arguments(new SqlCondition.InQuery(PAGES, authors),
						"\"b\".\"pages\" IN (SELECT \"a\".\"id\" FROM \"author\" AS \"a\")", null),
				arguments(new SqlCondition.Test(new SqlExpression.Column("", "active")), "\"active\"", null));
	}

	private static String upper(String text) {
		String lasting = "U&'\\E000\\E001\\E002\\E003\\E004\\E005\\E006\\E007\\E008'";
		return "TRANSLATE(UPPER(TRANSLATE(" + text + ", 'ßŉﬀﬁﬂﬃﬄﬅﬆ', " + lasting + ")), " + lasting + ", 'ßŉﬀﬁﬂﬃﬄﬅﬆ')";
	}

	/** Documents that are numbers are compared by their values. */
	private static String decimal(String text) {
		return "CAST(CAST(" + text + " AS decfloat(100000)) AS varchar)";
	}

	@ParameterizedTest
	@MethodSource
	void conditions(SqlCondition condition, String inPostgres, @Nullable String inH2) {
		SqlStatement delete = new SqlStatement.Delete("t", condition);

		String prefix = "DELETE FROM \"t\" WHERE ";
		assertThat(this.postgres.render(delete).text()).isEqualTo(prefix + inPostgres);
		assertThat(this.h2.render(delete).text()).isEqualTo(prefix + ((inH2 != null) ? inH2 : inPostgres));
	}

	static Stream<Arguments> values() {
		SqlExpression sum = new SqlExpression.Arithmetic(ArithmeticOperator.PLUS, PAGES, NUMBER);
		return Stream.of(arguments(TITLE, "\"b\".\"title\"", null), arguments(NUMBER, "CAST(? AS integer)", null),
				arguments(TEXT, "CAST(? AS text)", "CAST(? AS varchar)"),
				arguments(new SqlExpression.Parameter(0, SqlType.DECIMAL), "CAST(? AS numeric)", "CAST(? AS decfloat)"),
				arguments(new SqlExpression.Parameter(0, SqlType.JSON), "CAST(? AS jsonb)", "(? FORMAT JSON)"),
				arguments(new SqlExpression.Literal(5), "5", null),
				arguments(new SqlExpression.Literal(-5), "(-5)", null),
				arguments(new SqlExpression.Null(), "NULL", null),
				arguments(sum, "(\"b\".\"pages\" + ?)", "(\"b\".\"pages\" + CAST(? AS integer))"),
				arguments(new SqlExpression.Arithmetic(ArithmeticOperator.TIMES, sum, new SqlExpression.Literal(2)),
						"((\"b\".\"pages\" + ?) * 2)", "((\"b\".\"pages\" + CAST(? AS integer)) * 2)"),
				arguments(new SqlExpression.Call("COALESCE", PAGES, NUMBER), "COALESCE(\"b\".\"pages\", ?)",
						"COALESCE(\"b\".\"pages\", CAST(? AS integer))"),
				arguments(new SqlExpression.Aggregate(AggregateFunction.COUNT, List.of(new SqlExpression.Star()), false,
						null), "count(*)", null),
				arguments(new SqlExpression.Aggregate(AggregateFunction.SUM, List.of(PAGES), true, DUNE),
						"sum(DISTINCT \"b\".\"pages\") FILTER (WHERE \"b\".\"title\" = ?)", null),
				arguments(new SqlExpression.Cast(NUMBER, SqlType.INTEGER), "CAST(? AS integer)", null),
				arguments(new SqlExpression.Cast(NUMBER, SqlType.BIGINT), "CAST(CAST(? AS integer) AS bigint)", null),
				arguments(new SqlExpression.Cast(DUNE, SqlType.INTEGER), "CAST((\"b\".\"title\" = ?) AS integer)",
						null),
				arguments(
						new SqlExpression.Case(List.of(new SqlExpression.Branch(DUNE, NUMBER)),
								new SqlExpression.Literal(0)),
						"CASE WHEN \"b\".\"title\" = ? THEN CAST(? AS integer) ELSE 0 END", null),
				arguments(
						new SqlExpression.Subquery(
								SqlQuery.Select.of(List.of(new SqlQuery.Item(PAGES, "")), BOOK, null)),
						"(SELECT \"b\".\"pages\" FROM \"book\" AS \"b\")", null),
				arguments(DUNE, "\"b\".\"title\" = ?", null));
	}

	@ParameterizedTest
	@MethodSource
	void values(SqlExpression value, String inPostgres, @Nullable String inH2) {
		SqlStatement select = SqlQuery.Select.of(List.of(new SqlQuery.Item(value, "x")), null, null);

		assertThat(this.postgres.render(select).text()).isEqualTo("SELECT " + inPostgres + " AS \"x\"");
		assertThat(this.h2.render(select).text())
			.isEqualTo("SELECT " + ((inH2 != null) ? inH2 : inPostgres) + " AS \"x\"");
	}

	@Test
	void writesAllClausesInOrder() {
		SqlStatement select = new SqlQuery.Select(true,
				List.of(new SqlQuery.Item(TITLE, ""), new SqlQuery.Item(PAGES, "n")), BOOK,
				List.of(new SqlQuery.Join(false, new SqlQuery.Table("author", "author"), LONG), new SqlQuery.Join(true,
						new SqlQuery.Derived(SqlQuery.Select
							.of(List.of(new SqlQuery.Item(new SqlExpression.Literal(1), "")), null, null), "d"),
						LONG)),
				DUNE, List.of(TITLE, new SqlExpression.Literal(3)), LONG,
				List.of(new SqlQuery.Order(new SqlExpression.OutputColumn("n"), true, SqlQuery.Nulls.LAST),
						new SqlQuery.Order(TITLE, false, SqlQuery.Nulls.FIRST),
						new SqlQuery.Order(new SqlExpression.Literal(1), false, SqlQuery.Nulls.LAST)),
				new SqlExpression.Parameter(2, SqlType.BIGINT), new SqlExpression.Parameter(3, SqlType.BIGINT));

		String text = "SELECT DISTINCT \"b\".\"title\", \"b\".\"pages\" AS \"n\" FROM \"book\" AS \"b\""
				+ " INNER JOIN \"author\" ON \"b\".\"pages\" >= ?"
				+ " LEFT OUTER JOIN (SELECT 1) AS \"d\" ON \"b\".\"pages\" >= ? WHERE \"b\".\"title\" = ?"
				+ " GROUP BY \"b\".\"title\", CAST(3 AS bigint) HAVING \"b\".\"pages\" >= ?"
				+ " ORDER BY \"n\" DESC NULLS LAST, \"b\".\"title\" NULLS FIRST, CAST(1 AS bigint) NULLS LAST LIMIT ? OFFSET ?";
		assertThat(this.postgres.render(select).text()).isEqualTo(text);
		assertThat(this.h2.render(select).text()).isEqualTo(text);
	}

	@Test
	void missingValuesStandInOnePlaceOnAllDatabases() {
		SqlStatement select = new SqlQuery.Select(false, List.of(new SqlQuery.Item(TITLE, "")), BOOK, List.of(), null,
				List.of(), null, List.of(new SqlQuery.Order(TITLE, false, SqlQuery.Nulls.DEFAULT),
						new SqlQuery.Order(PAGES, true, SqlQuery.Nulls.DEFAULT)),
				null, null);

		assertThat(this.postgres.render(select).text()).endsWith(" ORDER BY \"b\".\"title\", \"b\".\"pages\" DESC");
		assertThat(this.h2.render(select).text())
			.endsWith(" ORDER BY \"b\".\"title\" NULLS LAST, \"b\".\"pages\" DESC NULLS FIRST");
	}

	@Test
	void plansAreAskedForInTheWordsOfTheDatabase() {
		assertThat(this.postgres.explain(List.of())).isEqualTo("EXPLAIN ");
		assertThat(this.postgres.explain(List.of("ANALYZE TRUE", "FORMAT JSON")))
			.isEqualTo("EXPLAIN (ANALYZE TRUE, FORMAT JSON) ");
		assertThat(this.h2.explain(List.of("FORMAT TEXT"))).isEqualTo("EXPLAIN ");
		assertThat(this.h2.explain(List.of("ANALYZE TRUE"))).isEqualTo("EXPLAIN ANALYZE ");
	}

	@Test
	void givesParametersInTheOrderOfTheirQuestionMarks() {
		SqlExpression.Parameter last = new SqlExpression.Parameter(0, SqlType.BIGINT);
		SqlExpression.ArrayParameter array = new SqlExpression.ArrayParameter(7, SqlType.UUID);
		SqlStatement select = new SqlQuery.Select(false, List.of(new SqlQuery.Item(NUMBER, "")), BOOK, List.of(),
				new SqlCondition.AnyOf(TITLE, array), List.of(), null, List.of(), last, null);

		RenderedSql rendered = this.postgres.render(select);

		assertThat(rendered.parameters()).containsExactly(NUMBER, array, last);
	}

	@Test
	void insertsGiveBackWhatIsStored() {
		SqlStatement insert = new SqlStatement.Insert("book", List.of("title", "pages"), List.of(TEXT, NUMBER),
				List.of("id", "title"));

		assertThat(this.postgres.render(insert).text())
			.isEqualTo("INSERT INTO \"book\" (\"title\", \"pages\") VALUES (?, ?) RETURNING \"id\", \"title\"");
		assertThat(this.h2.render(insert).text()).isEqualTo("SELECT \"id\", \"title\" FROM FINAL TABLE"
				+ " (INSERT INTO \"book\" (\"title\", \"pages\") VALUES (?, ?))");
	}

	@Test
	void insertsWithoutColumnsAreRowsOfDefaults() {
		SqlStatement insert = new SqlStatement.Insert("tag", List.of(), List.of(), List.of());

		assertThat(this.postgres.render(insert).text()).isEqualTo("INSERT INTO \"tag\" DEFAULT VALUES");
		assertThat(this.h2.render(insert).text()).isEqualTo("INSERT INTO \"tag\" DEFAULT VALUES");
	}

	@Test
	void updatesGiveBackWhatIsStored() {
		SqlStatement update = new SqlStatement.Update(
				"book", List.of(
						new SqlStatement.Assignment("pages",
								new SqlExpression.Arithmetic(ArithmeticOperator.MINUS,
										new SqlExpression.Column("book", "pages"), NUMBER)),
						new SqlStatement.Assignment("extra", new SqlExpression.Parameter(2, SqlType.JSON))),
				DUNE, List.of("id"));

		assertThat(this.postgres.render(update).text())
			.isEqualTo("UPDATE \"book\" SET \"pages\" = (\"book\".\"pages\" - ?), \"extra\" = CAST(? AS jsonb)"
					+ " WHERE \"b\".\"title\" = ? RETURNING \"id\"");
		assertThat(this.h2.render(update).text()).isEqualTo("SELECT \"id\" FROM FINAL TABLE"
				+ " (UPDATE \"book\" SET \"pages\" = (\"book\".\"pages\" - CAST(? AS integer)),"
				+ " \"extra\" = (? FORMAT JSON) WHERE \"b\".\"title\" = ?)");
	}

	@Test
	void upsertsUpdateFirstAndInsertWhatWasNotThere() {
		SqlStatement.Insert insert = new SqlStatement.Insert("book", List.of("title", "pages"), List.of(TEXT, NUMBER),
				List.of());
		SqlStatement.Update update = new SqlStatement.Update("book",
				List.of(new SqlStatement.Assignment("pages", NUMBER)), DUNE, List.of());

		RenderedSql rendered = this.postgres.render(new SqlStatement.Upsert(update, insert, List.of("title"),
				List.of(new ReturnedColumn("id"), new ReturnedColumn("title"))));

		assertThat(rendered.text())
			.isEqualTo("WITH \"u\" AS (UPDATE \"book\" SET \"pages\" = ? WHERE \"b\".\"title\" = ? RETURNING \"id\","
					+ " \"title\"), \"i\" AS (INSERT INTO \"book\" (\"title\", \"pages\") SELECT CAST(? AS text),"
					+ " CAST(? AS integer) WHERE NOT EXISTS (SELECT 1 FROM \"u\") ON CONFLICT (\"title\") DO NOTHING"
					+ " RETURNING \"id\", \"title\") SELECT FALSE AS \"created\", \"id\", \"title\" FROM \"u\""
					+ " UNION ALL SELECT TRUE, \"id\", \"title\" FROM \"i\"");
		assertThat(rendered.parameters()).containsExactly(NUMBER, TEXT, TEXT, NUMBER);
	}

	@Test
	void upsertsMayOnlyReadWhatIsThere() {
		SqlStatement.Insert insert = new SqlStatement.Insert("book", List.of("title"), List.of(TEXT), List.of());
		SqlQuery select = SqlQuery.Select.of(List.of(new SqlQuery.Item(TITLE, "")), BOOK, DUNE);

		RenderedSql rendered = this.postgres
			.render(new SqlStatement.Upsert(select, insert, List.of("title"), List.of(new ReturnedColumn("title"))));

		assertThat(rendered.text())
			.startsWith("WITH \"u\" AS (SELECT \"b\".\"title\" FROM \"book\" AS \"b\" WHERE \"b\".\"title\" = ?), ");
	}

	@Test
	void databasesWithoutUpsertsSaySo() {
		SqlStatement.Insert insert = new SqlStatement.Insert("book", List.of("title"), List.of(TEXT), List.of());
		SqlStatement upsert = new SqlStatement.Upsert(insert, insert, List.of("title"),
				List.of(new ReturnedColumn("title")));

		assertThat(this.h2.capabilities().upserts().isOneStatement()).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> this.h2.render(upsert)).withMessageContaining("H2");
	}

	@Test
	void namesNeverEndBeforeTheirLastQuote() {
		String name = "a\" = 1; DROP TABLE \"book\"; --";
		String quoted = "\"a\"\" = 1; DROP TABLE \"\"book\"\"; --\"";
		SqlStatement select = new SqlQuery.Select(false,
				List.of(new SqlQuery.Item(new SqlExpression.Column(name, name), name)),
				new SqlQuery.Table(name, name + "x"), List.of(), null, List.of(), null,
				List.of(new SqlQuery.Order(new SqlExpression.OutputColumn(name), false, SqlQuery.Nulls.DEFAULT)), null,
				null);
		SqlStatement insert = new SqlStatement.Insert(name, List.of(name), List.of(TEXT), List.of());

		assertThat(this.postgres.quote(name)).isEqualTo(quoted);
		assertThat(this.postgres.render(select).text()).isEqualTo("SELECT " + quoted + "." + quoted + " AS " + quoted
				+ " FROM " + quoted + " AS \"" + name.replace("\"", "\"\"") + "x\" ORDER BY " + quoted);
		assertThat(this.postgres.render(insert).text())
			.isEqualTo("INSERT INTO " + quoted + " (" + quoted + ") VALUES (?)");
	}

	@Test
	void namesThatCannotBeNamesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.postgres.quote("a\0b")).withMessageContaining("NUL");
		assertThatIllegalArgumentException().isThrownBy(() -> this.h2.quote(""));
	}

	@ParameterizedTest
	@MethodSource
	void functionsMustBePlainWords(String function) {
		SqlStatement select = SqlQuery.Select
			.of(List.of(new SqlQuery.Item(new SqlExpression.Call(function, TITLE), "")), null, null);

		assertThatIllegalArgumentException().isThrownBy(() -> this.postgres.render(select))
			.withMessageContaining("name of a function");
	}

	static Stream<String> functionsMustBePlainWords() {
		return Stream.of("", "a b", "upper(", "upper(1); --", "\"upper\"", "a.b.c", "1a", "a\0");
	}

	@Test
	void columnTypesHaveTheirLimits() {
		assertThat(this.postgres.columnType(SqlType.TEXT, 100, 0, 0)).isEqualTo("varchar(100)");
		assertThat(this.postgres.columnType(SqlType.DECIMAL, 0, 10, 2)).isEqualTo("numeric(10, 2)");
		assertThat(this.h2.columnType(SqlType.BYTES, 16, 0, 0)).isEqualTo("varbinary(16)");
		assertThat(this.h2.columnType(SqlType.DECIMAL, 0, 10, 2)).isEqualTo("numeric(10, 2)");
	}

	private static SqlCondition compare(ComparisonOperator operator, SqlExpression left, SqlExpression right) {
		return new SqlCondition.Comparison(operator, left, right);
	}

}
