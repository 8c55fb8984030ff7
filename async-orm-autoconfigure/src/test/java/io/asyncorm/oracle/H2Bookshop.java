package io.asyncorm.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.schema.SchemaGenerator;
import io.asyncorm.testdatabase.DatabaseAddress;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes the bookshop's tables on H2 from the models, and fills them from the script that
 * PostgreSQL reads.
 */
final class H2Bookshop {

	private static final Pattern INSERT = Pattern.compile("INSERT INTO (\"\\w+\") \\(([^)]+)\\) VALUES\\n");

	private static final Pattern TEXT = Pattern.compile("(E?)'((?:[^']|'')*)'");

	private static final Map<Character, String> ESCAPES = Map.of('n', "\n", 't', "\t", '\\', "\\");

	private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

	private final JdbcTemplate jdbc;

	H2Bookshop(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/** Statements of the cases' own have names without quotes, in small letters. */
	static HikariDataSource create(DatabaseAddress address) {
		HikariDataSource pool = new DatabaseAddress(address.url() + ";DATABASE_TO_LOWER=TRUE", address.username(),
				address.password())
			.openPool(4);
		pool.setConnectionInitSql("set time zone 'UTC'");
		return pool;
	}

	void fill(Dialect dialect) {
		new SchemaGenerator(dialect).create(OracleModels.REGISTRY, Set.of()).forEach(this.jdbc::execute);
		// Rows come in any order, which PostgreSQL only minds at the end
		this.jdbc.execute("SET REFERENTIAL_INTEGRITY FALSE");
		inserts(CaseFile.resource("oracle/data.sql")).forEach(this.jdbc::execute);
		this.jdbc.execute("SET REFERENTIAL_INTEGRITY TRUE");
		this.jdbc.execute("ANALYZE");
	}

	/** Each insert through a select, which makes documents and intervals of texts. */
	private List<String> inserts(String script) {
		return Stream.of(script.split(";\\n")).map(INSERT::matcher).filter(Matcher::find).map((insert) -> {
			String columns = insert.group(2);
			String values = Stream.of(columns.split(", "))
				.map((column) -> value(insert.group(1), column))
				.collect(Collectors.joining(", "));
			String rows = TEXT.matcher(insert.replaceFirst("")).replaceAll(H2Bookshop::text);
			return "INSERT INTO " + insert.group(1) + " (" + columns + ") SELECT " + values + " FROM (VALUES " + rows
					+ ") AS v (" + columns + ")";
		}).toList();
	}

	private String value(String table, String column) {
		String type = this.jdbc.queryForObject(
				"SELECT data_type FROM information_schema.columns WHERE table_name = ? AND column_name = ?",
				String.class, table.replace("\"", ""), column.replace("\"", ""));
		return switch (String.valueOf(type).toUpperCase(Locale.ROOT)) {
			case "JSON" -> column + " FORMAT JSON";
			case "INTERVAL" -> "CAST(CAST(CAST(REPLACE(" + column
					+ ", ' microseconds') AS numeric(30, 6)) / 1000000 AS interval second(18, 6))"
					+ " AS interval day(18) to second(6))";
			default -> column;
		};
	}

	/** H2 has no escapes, and needs none. */
	private static String text(MatchResult text) {
		String plain = text.group().substring(text.group(1).length());
		return Matcher.quoteReplacement(text.group(1).isEmpty() ? plain : ESCAPE.matcher(plain)
			.replaceAll((escape) -> Matcher.quoteReplacement(ESCAPES.get(escape.group(1).charAt(0)))));
	}

}
