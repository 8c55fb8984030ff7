package io.asyncorm.oracle;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.schema.SchemaGenerator;
import io.asyncorm.testdatabase.DatabaseAddress;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes the bookshop's tables on MariaDB from the models, and fills them from the script
 * that PostgreSQL reads.
 */
final class MariaDbBookshop {

	private static final Pattern TEXT = Pattern.compile("(E?)'((?:[^']|'')*)'");

	private static final Pattern POINT = Pattern
		.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)\\+00:00");

	private static final Pattern LENGTH = Pattern.compile("(-?\\d+) microseconds");

	private final JdbcTemplate jdbc;

	MariaDbBookshop(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/** At PostgreSQL's isolation level, under which the cases were recorded. */
	static HikariDataSource create(DatabaseAddress address) {
		HikariDataSource pool = address.openPool(4);
		pool.setConnectionInitSql("set time_zone = '+00:00', tx_isolation = 'READ-COMMITTED'");
		return pool;
	}

	void fill(Dialect dialect) {
		new SchemaGenerator(dialect).create(OracleModels.REGISTRY, Set.of()).forEach(this.jdbc::execute);
		// Rows come in any order, which PostgreSQL only minds at the end
		inserts(CaseFile.resource("oracle/data.sql"))
			.forEach((insert) -> this.jdbc.execute("set statement foreign_key_checks = 0 for " + insert));
	}

	private static List<String> inserts(String script) {
		return Stream.of(script.split(";\\n")).filter((statement) -> statement.startsWith("INSERT")).map((insert) -> {
			int values = insert.indexOf(" VALUES\n");
			return insert.substring(0, values).replace('"', '`')
					+ TEXT.matcher(insert.substring(values)).replaceAll(MariaDbBookshop::text);
		}).toList();
	}

	/** Backslashes mean here what they mean behind an E there. */
	private static String text(MatchResult text) {
		Matcher point = POINT.matcher(text.group(2));
		if (point.matches()) {
			return "'" + point.group(1) + "'";
		}
		Matcher length = LENGTH.matcher(text.group(2));
		if (length.matches()) {
			return length.group(1);
		}
		String value = text.group(1).isEmpty() ? text.group(2).replace("\\", "\\\\") : text.group(2);
		return Matcher.quoteReplacement("'" + value + "'");
	}

}
