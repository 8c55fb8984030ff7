package io.asyncorm.resolution;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link NamedSql}.
 */
class NamedSqlTests {

	@Test
	void namesBecomeQuestionMarksInTheirOrder() {
		NamedSql sql = NamedSql.parse("select a from t where a = :to and b between :from and :to");

		assertThat(sql.text()).isEqualTo("select a from t where a = ? and b between ? and ?");
		assertThat(sql.names()).containsExactly("to", "from", "to");
	}

	@ParameterizedTest
	@ValueSource(strings = { "select ':a ''? :b'", "select \":a \"\"? :b\"", "select 1 -- :a ?\n + 1",
			"select 1 -- :a ?", "select 1 /* :a /* ? */ :b */", "select now()::date", "select e'\\':a ?'",
			"select E'a\\\\'", "select $$ :a ? ' $$", "select $x$ :a $$ ? $x$", "select a[1:2] from t",
			"call f(a := 1)", "select '{}'::jsonb ?? 'a'", "select type'x :a'" })
	void whatIsNoParameterStaysAsItIs(String text) {
		NamedSql sql = NamedSql.parse(text);

		assertThat(sql.text()).isEqualTo(text);
		assertThat(sql.names()).isEmpty();
	}

	@Test
	void parametersBehindWhatIsSkippedAreFound() {
		assertThat(NamedSql.parse("select ':a'||:b||e'\\''||:c||$$:d$$||:e /* :f */ -- :g\n||:h::text").names())
			.containsExactly("b", "c", "e", "h");
	}

	@Test
	void namesInTheListOfAnInAreTold() {
		assertThat(NamedSql.parse("select a from t where a in (:a, lower(:x), :b) and c NOT IN ( :c ) and d = any(:d)")
			.listed()).containsExactlyInAnyOrder("a", "b", "c");
		assertThat(NamedSql.parse(
				"select a from t where a in (select b from u where c = :c) and d in (with v as (select 1) values (:d))")
			.listed()).isEmpty();
		assertThat(NamedSql.parse("select a from t where a in (select b from u where c in (:c)) and (:e)").listed())
			.containsExactly("c");
	}

	@Test
	void questionMarksAndOpenQuotesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> NamedSql.parse("select ?"))
			.withMessageContaining("as in :name");
		assertThatIllegalArgumentException().isThrownBy(() -> NamedSql.parse("select 'a"))
			.withMessageContaining("'a' is not closed");
		assertThatIllegalArgumentException().isThrownBy(() -> NamedSql.parse("select $a$ a $b$"))
			.withMessageContaining("is not closed");
		assertThatIllegalArgumentException().isThrownBy(() -> NamedSql.parse("select /* /* */"))
			.withMessageContaining("comment");
	}

	@ParameterizedTest
	@ValueSource(strings = { "select 1", "  -- how many\n SELECT 1", "(select 1) union (select 2)", "values (1)",
			"with t as (delete from a returning *) select * from t", "insert into a values (1) returning id",
			"with recursive t(n) as (values (1)) select n from t", "update a set b = 1 returning *" })
	void someStatementsGiveRows(String text) {
		assertThat(NamedSql.parse(text).givesRows()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "insert into a select * from b", "Update a set b = (select 1)", "delete from a",
			"with t as (select 1) insert into a select * from t", "truncate a",
			"with t as (insert into b values (1) returning id) update a set b = 1" })
	void othersGiveTheNumberOfRows(String text) {
		assertThat(NamedSql.parse(text).givesRows()).isFalse();
	}

}
