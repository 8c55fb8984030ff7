package io.asyncorm.compiler;

import java.time.ZoneOffset;
import java.util.List;

import io.asyncorm.compiler.Events.Event;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Q;
import io.asyncorm.sql.SqlExpression;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.f;
import static io.asyncorm.expression.Functions.rawSql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@code rawSql(...)}: the user's own SQL as an expression.
 */
class RawSqlTests {

	private final Events events = new Events(ZoneOffset.UTC);

	private final Dialect postgres = new PostgresDialect();

	@Test
	void questionMarksStandForValuesAndExpressions() {
		assertThat(this.events.value(rawSql("? % ?", f("guests"), 7), this.postgres))
			.isEqualTo(new Events.Statement("(\"event\".\"guests\" % ?)", List.of(7)));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "'?' || \"?\"", "name -- ?\n || 'a'", "$$ ? $$", "E'\\'?'", "meta ?? 'a'", "1 /* ? */", "(1)" })
	void whatIsNoPlaceForAValueStaysAsItIs(String sql) {
		assertThat(this.events.value(rawSql(sql), this.postgres))
			.isEqualTo(new Events.Statement("(" + sql + ")", List.of()));
	}

	@Test
	void aConditionIsFilteredBy() {
		assertThat(this.events.condition((all) -> all.filter(holds(rawSql("id = ?", 3))), this.postgres))
			.isEqualTo(new Events.Statement("(id = ?)", List.of(3)));
	}

	private static Q<Event> holds(Expr<Event> condition) {
		return condition.holds();
	}

	@Test
	void groupsAreFormedByIt() {
		assertThat(this.events
			.statement((all) -> all.annotate("half", rawSql("guests / 2")).values("half").annotate("n", count("id")),
					this.postgres)
			.sql())
			.isEqualTo("SELECT (guests / 2) AS \"__half\", count(\"event\".\"id\") AS \"__n\" FROM \"event\""
					+ " GROUP BY \"__half\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "id = ?|1 question marks, but was given 0 values", "'a|is not closed", "/* a|is not closed",
					"(1|a parenthesis is not closed", "1) or (1|a parenthesis is closed that was not opened",
					"1; drop table event|without a ';'", "1 -- all|must be one with an end" })
	void whatIsNotWholeIsRefusedWhereItIsWritten(String sql, String message) {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> rawSql(sql))
			.withMessageContaining(sql)
			.withMessageContaining(message);
	}

	@Test
	void aMissingValueIsOneToo() {
		Expr<Event> value = rawSql("coalesce(?, id)", (@Nullable Object) null);

		assertThat(this.events.value(value, this.postgres).sql()).isEqualTo("(coalesce(NULL, id))");
	}

	@Test
	void valuesStandBetweenPieces() {
		List<String> pieces = List.of("f(", ")");
		List<SqlExpression> values = List.of(new SqlExpression.Null(), new SqlExpression.Null());

		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> new SqlExpression.Raw(pieces, values))
			.withMessageContaining("2 pieces and 2 values");
	}

}
