package io.asyncorm.dialect;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.jdbc.DataSourceDialects;
import io.asyncorm.sql.ArithmeticOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlType;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what is computed means the same on each database, where left to itself one
 * would do something else.
 */
class DialectIntegrationTests {

	/** In Java, the second character takes two. */
	private static final String TEXT = "a\uD83E\uDD89bc";

	private static Map<SqlExpression, Object> values() {
		Map<SqlExpression, Object> values = new LinkedHashMap<>();
		values.put(call(SqlFunction.UPPER, "Straße"), "STRAßE");
		values.put(call(SqlFunction.LOWER, "İZMİR"), "izmir");
		values.put(call(SqlFunction.LENGTH, TEXT), 4);
		values.put(call(SqlFunction.CODE_POINT, ""), 0);
		values.put(call(SqlFunction.LEFT, TEXT, 2), TEXT.substring(0, 3));
		values.put(call(SqlFunction.LEFT, "ab", 3), "ab");
		values.put(call(SqlFunction.RIGHT, TEXT, 3), TEXT.substring(1));
		values.put(call(SqlFunction.RIGHT, "ab\n", 2), "b\n");
		values.put(call(SqlFunction.REST, TEXT, 3), "bc");
		values.put(call(SqlFunction.REST, TEXT, 9), "");
		values.put(call(SqlFunction.SUBSTRING, TEXT, 2, 2), TEXT.substring(1, 4));
		values.put(call(SqlFunction.STRPOS, TEXT, "c"), 4);
		values.put(call(SqlFunction.STRPOS, TEXT, "x"), 0);
		values.put(call(SqlFunction.STRPOS, "", ""), 1);
		values.put(call(SqlFunction.LPAD, TEXT, 6, "*"), "**" + TEXT);
		values.put(call(SqlFunction.LPAD, TEXT, 2, "*"), TEXT.substring(0, 3));
		values.put(call(SqlFunction.RPAD, TEXT, 6, "*"), TEXT + "**");
		SqlExpression decimal = new SqlExpression.Cast(text("7.5"), SqlType.DECIMAL, 6, 2);
		SqlExpression two = new SqlExpression.Literal(2);
		values.put(new SqlExpression.StandardCall(SqlFunction.MOD, decimal, two), new BigDecimal("1.5"));
		values.put(new SqlExpression.Arithmetic(ArithmeticOperator.MODULO, decimal, two), new BigDecimal("1.5"));
		values.put(new SqlCondition.Like(text("Straße"), text("STRASSE"), true), false);
		values.put(new SqlCondition.Like(text("Straße"), text("STRA%"), true), true);
		values.put(new SqlCondition.Like(text("İzmir"), text("izmir"), true), false);
		values.put(new SqlCondition.Regex(text("a\nb"), text("A.B"), true), true);
		values.put(new SqlCondition.Regex(text("ÉCOLE"), text("^\\w+$"), false), true);
		values.put(new SqlCondition.Regex(text("ÉCOLE"), text("école"), true), true);
		return values;
	}

	private static SqlExpression call(SqlFunction function, String text, Object... others) {
		List<SqlExpression> arguments = new ArrayList<>();
		arguments.add(text(text));
		for (Object other : others) {
			arguments.add((other instanceof Integer number) ? new SqlExpression.Literal(number)
					: text(String.valueOf(other)));
		}
		return new SqlExpression.StandardCall(function, arguments);
	}

	private static SqlExpression text(String text) {
		return new SqlExpression.Cast(new SqlExpression.Text(text), SqlType.TEXT);
	}

	@ParameterizedTest
	@EnumSource
	void valuesAreTheSameOnEachDatabase(TestDatabase database) {
		Map<SqlExpression, Object> values = values();
		SqlQuery query = SqlQuery.Select
			.of(values.keySet().stream().map((value) -> new SqlQuery.Item(value, "")).toList(), null, null);

		List<Object> found = new ArrayList<>();
		try (HikariDataSource pool = database.createInUtc(1)) {
			String sql = DataSourceDialects.of(pool).render(query).text();
			new JdbcTemplate(pool).query(sql, (row) -> {
				for (int column = 1; column <= values.size(); column++) {
					Object value = row.getObject(column);
					found.add((value instanceof Long number) ? (Object) number.intValue()
							: (value instanceof BigDecimal number) ? number.stripTrailingZeros() : value);
				}
			});
		}

		assertThat(found).containsExactlyElementsOf((database == TestDatabase.MARIADB) ? values.values()
			.stream()
			.map((value) -> Boolean.TRUE.equals(value) ? 1 : Boolean.FALSE.equals(value) ? 0 : value)
			.toList() : values.values());
	}

}
