package io.asyncorm.dialect;

import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.sql.AggregateFunction;
import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.JsonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link DatabaseFeature}: what needs one, and how a database that has not got
 * it says so.
 */
class DatabaseFeatureTests {

	private static final SqlExpression META = new SqlExpression.Column("b", "meta");

	private static final SqlExpression TITLE = new SqlExpression.Column("b", "title");

	private static final SqlExpression DOCUMENT = new SqlExpression.Parameter(0, SqlType.JSON);

	private static final SqlExpression LANGUAGE = new SqlExpression.JsonPath(META, List.of("lang"), false);

	private final Dialect postgres = new PostgresDialect();

	private final Dialect h2 = new H2Dialect();

	static Stream<Arguments> missing() {
		return Stream.of(
				arguments(value(new SqlExpression.StandardCall(SqlFunction.REVERSE, TITLE)),
						"H2 has no function that turns a text round"),
				arguments(value(new SqlExpression.JsonPath(META, List.of("lang"), true)),
						"H2 has no operator for the text at a path of a JSON document"),
				arguments(value(new SqlCondition.Json(JsonOperator.CONTAINS, META, DOCUMENT)),
						"H2 has no operators for the containment and the keys of JSON documents"),
				arguments(value(new SqlCondition.Comparison(ComparisonOperator.GREATER, LANGUAGE, DOCUMENT)),
						"H2 has no order of JSON documents, by which they could be sorted or compared"),
				arguments(value(new SqlCondition.Between(LANGUAGE, DOCUMENT, DOCUMENT)),
						"H2 has no order of JSON documents, by which they could be sorted or compared"),
				arguments(value(new SqlCondition.Json(JsonOperator.EQUAL_OBJECTS, META, DOCUMENT)),
						"H2 has no comparison of JSON objects that leaves the order of their keys aside"),
				arguments(value(new SqlExpression.JsonPath(META, List.of("a", "-1"), false)),
						"H2 has no position in a JSON array that is counted from its end"),
				arguments(value(new SqlExpression.StandardCall(SqlFunction.JSON_TO_SORT, META)),
						"H2 has no order of JSON documents, by which they could be sorted or compared"),
				arguments(value(new SqlExpression.StandardCall(SqlFunction.JSON_TO_TEXT, META)),
						"H2 has no form of JSON documents as text that does not depend on how they were written"),
				arguments(value(new SqlExpression.StandardCall(SqlFunction.DURATION_TO_TEXT, TITLE)),
						"H2 has no form of lengths of time as text that others have"),
				arguments(value(new SqlExpression.StandardCall(SqlFunction.DURATION_TO_EXTRACT, TITLE)),
						"H2 has no length of time that keeps its days and its hours apart"),
				arguments(correlated(),
						"H2 has no condition on a window in a subquery that refers to the query around it"),
				arguments(value(new SqlExpression.Collate(TITLE, "C")),
						"H2 has no collation but the one of the whole database"),
				arguments(value(
						new SqlExpression.Aggregate(AggregateFunction.STRING_AGG, List.of(TITLE, TITLE), false, null)),
						"H2 has no delimiter of joined texts that is computed"),
				arguments(value(new SqlExpression.StandardCall(SqlFunction.UUID7_SHIFTED, TITLE)),
						"H2 has no time-ordered UUID of another time than the present"),
				arguments(select(List.of(), LANGUAGE, null),
						"H2 has no order of JSON documents, by which they could be sorted or compared"),
				arguments(select(List.of(META), META, null),
						"H2 has no distinct rows by fields in the order of something that is not selected"),
				arguments(select(List.of(META), new SqlExpression.Concatenation(List.of(TITLE, TITLE)), null),
						"H2 has no distinct rows by fields in the order of something that is not selected"),
				arguments(select(List.of(), TITLE, new SqlQuery.Lock(true, List.of(), SqlQuery.WhenLocked.WAIT)),
						"H2 has no lock of rows that lets others refer to their keys"));
	}

	private static SqlStatement value(SqlExpression value) {
		return SqlQuery.Select.of(List.of(new SqlQuery.Item(value, "x")), new SqlQuery.Table("book", "b"), null);
	}

	private static SqlStatement correlated() {
		SqlQuery.Select books = (SqlQuery.Select) value(TITLE);
		return SqlQuery.Select.of(books.columns(), new SqlQuery.Derived(books, "b", true), null);
	}

	private static SqlStatement select(List<SqlExpression> distinctOn, SqlExpression order,
			SqlQuery.@Nullable Lock lock) {
		return new SqlQuery.Select(false, List.of(new SqlQuery.Item(TITLE, "")), new SqlQuery.Table("book", "b"),
				List.of(), null, List.of(), null, List.of(new SqlQuery.Order(order, false, SqlQuery.Nulls.DEFAULT)),
				null, null, distinctOn, lock);
	}

	@ParameterizedTest
	@MethodSource
	void missing(SqlStatement statement, String message) {
		assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(() -> this.h2.render(statement))
			.withMessage(message + ": use a database that has, or do without")
			.satisfies((ex) -> {
				assertThat(ex.getDialect()).isEqualTo("H2");
				assertThat(message).isEqualTo("H2 has no " + ex.getFeature());
				assertThat(ex).isInstanceOf(InvalidDataAccessApiUsageException.class);
			});
		assertThatNoException().isThrownBy(() -> this.postgres.render(statement));
	}

	@Test
	void plansAreOnlyShownInTheDatabasesOwnWay() {
		assertThatExceptionOfType(UnsupportedFeatureException.class)
			.isThrownBy(() -> this.h2.explain(List.of("ANALYZE TRUE", "FORMAT JSON")))
			.withMessage("H2 has no option for EXPLAIN but 'analyze': use a database that has, or do without");
	}

	@Test
	void documentsCanStillBeHeldAgainstEachOther() {
		SqlStatement select = value(new SqlCondition.Comparison(ComparisonOperator.EQUAL, LANGUAGE, DOCUMENT));

		assertThat(this.h2.render(select).text())
			.isEqualTo("SELECT (\"b\".\"meta\").\"lang\" = (? FORMAT JSON) AS \"x\" FROM \"book\" AS \"b\"");
	}

}
