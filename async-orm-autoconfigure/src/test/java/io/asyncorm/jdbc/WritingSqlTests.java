package io.asyncorm.jdbc;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WritingSql}.
 */
class WritingSqlTests {

	private final WritingSql sql = new WritingSql();

	@ParameterizedTest
	@ValueSource(strings = { "insert into t values (1) returning id", "  UPDATE t set a = 1 returning *",
			"-- why\n/* and\nhow */ delete from t returning *",
			"with n as (insert into t values (1) returning *) select 1",
			"with n as (select 1 as a) update t set a = 2 from n returning *",
			"select * from final table (insert into t values (1))", "(insert into t values (1) returning id)" })
	void whatWritesIsKnown(String text) {
		assertThat(this.sql.writes(text)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "select * from t", "with n as (select 1) select * from n", "values (1)",
			"-- insert\nselect 1", "/* insert */ select 1", "insertion", "select updated from t" })
	void whatReadsIsKnown(String text) {
		assertThat(this.sql.writes(text)).isFalse();
	}

	@Test
	void proceduresMayDoMoreThanWrite() {
		assertThat(this.sql.writes("/* why */ call archive()")).isTrue();
		assertThat(this.sql.writesOnly("/* why */ call archive()")).isFalse();
		assertThat(this.sql.writesOnly("delete from t")).isTrue();
		assertThat(this.sql.writesOnly("vacuum t")).isFalse();
	}

	@Test
	@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void manyCommentsAndBlanksCostNothing() {
		assertThat(this.sql.writes("/* one */ ".repeat(60) + "select 1")).isFalse();
		assertThat(this.sql.writes("\n ".repeat(40_000) + "select 1")).isFalse();
		assertThat(this.sql.writes("-- one\n".repeat(10_000) + "delete from t returning *")).isTrue();
		assertThat(this.sql.writes("with n as (select 1) ".repeat(4_000) + "select 1")).isFalse();
	}

}
