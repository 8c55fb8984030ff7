package io.asyncorm.plan;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqlWords}.
 */
class SqlWordsTests {

	@ParameterizedTest
	@ValueSource(strings = { "with x as (/* new */ insert into t values (1) returning *) select * from x",
			"with x as (-- new\n insert into t values (1) returning *) select * from x",
			"with x as (select 1) /* all */ delete from t",
			"select * from final table /* h2 */ ( /* new */ insert into t)", "/* new */ (insert into t values (1))" })
	void commentsHideNoWrite(String sql) {
		assertThat(SqlWords.areWriting(sql)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "select 1 /* insert */", "with x as (select 1 /* delete */) select * from x",
			"-- update t\nselect 1" })
	void commentsAreNoWrites(String sql) {
		assertThat(SqlWords.areWriting(sql)).isFalse();
	}

}
