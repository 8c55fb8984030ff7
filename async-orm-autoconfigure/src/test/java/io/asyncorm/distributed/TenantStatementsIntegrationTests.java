package io.asyncorm.distributed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import io.asyncorm.Tenant;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The text of statements on tables that are distributed by a tenant: its column stands
 * wherever a sharded database needs it to find the shard.
 */
class TenantStatementsIntegrationTests {

	private static final Pattern TABLE = Pattern
		.compile("(?:FROM|JOIN|UPDATE) \"(customer|label|product|purchase|line|reminder|favourite|product_labels)\""
				+ "(?: AS \"(\\w+)\")?");

	/** What an update sets, or an insert where the row is there. */
	private static final Pattern CHANGES = Pattern.compile("\\bSET .*?(?= WHERE | FROM | RETURNING |$)");

	/** Named as what is set, which no table stands before. */
	private static final Pattern TENANT = Pattern.compile("(?<!\\.)\"shop\"");

	private final TwoShops shops = new TwoShops(TestDatabase.POSTGRESQL);

	private final Map<String, List<String>> statements = new LinkedHashMap<>();

	TenantStatementsIntegrationTests() {
		ShopOperations operations = new ShopOperations(this.shops);
		Tenant.as(TwoShops.OURS, () -> {
			operations.reads().forEach((name, rows) -> record(name, () -> await(rows.alist())));
			operations.others().forEach(this::record);
		});
	}

	private void record(String name, Runnable operation) {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			operation.run();
			this.statements.put(name, sql.statements());
		}
	}

	@AfterEach
	void close() {
		this.shops.close();
	}

	@Test
	void everyTableIsComparedByItsTenant() {
		List<String> without = new ArrayList<>();
		this.statements.forEach((name, all) -> all.forEach((sql) -> {
			Matcher table = TABLE.matcher(sql);
			while (table.find()) {
				String column = "\"" + ((table.group(2) != null) ? table.group(2) : table.group(1)) + "\".\"shop\"";
				if (!sql.contains(column + " = ") && !sql.contains(" = " + column)) {
					without.add(name + ": " + sql);
				}
			}
		}));

		assertThat(without).isEmpty();
		assertThat(this.statements).allSatisfy((name, all) -> assertThat(all).as(name).isNotEmpty());
	}

	@Test
	void noUpdateSetsTheTenant() {
		List<String> changes = this.statements.values()
			.stream()
			.flatMap(List::stream)
			.flatMap((sql) -> CHANGES.matcher(sql).results())
			.map(MatchResult::group)
			.toList();

		assertThat(changes).anyMatch((each) -> each.contains("EXCLUDED"))
			.hasSizeGreaterThan(5)
			.noneMatch((each) -> TENANT.matcher(each).find());
	}

	@Test
	void joinsAreOfBothColumns() {
		assertThat(end("a join", " FROM ")).isEqualTo("\"line\" INNER JOIN \"purchase\" ON \"line\".\"shop\" ="
				+ " \"purchase\".\"shop\" AND \"line\".\"purchase_id\" = \"purchase\".\"id\" INNER JOIN \"customer\" ON"
				+ " \"purchase\".\"shop\" = \"customer\".\"shop\" AND \"purchase\".\"customer_id\" = \"customer\".\"id\""
				+ " WHERE \"line\".\"shop\" = ? AND \"customer\".\"points\" >= ? ORDER BY \"line\".\"id\"");
		assertThat(end("a many-to-many join", " FROM ")).startsWith(
				"\"product\" INNER JOIN \"product_labels\" ON \"product\".\"shop\" = \"product_labels\".\"shop\" AND"
						+ " \"product\".\"id\" = \"product_labels\".\"product_id\" INNER JOIN \"label\" ON"
						+ " \"product_labels\".\"shop\" = \"label\".\"shop\" AND");
	}

	@Test
	void joinsFromWhatBelongsToAllAreOfTheTenant() {
		assertThat(end("a join from what belongs to all", " FROM "))
			.isEqualTo("\"country\" INNER JOIN \"customer\" ON \"country\".\"id\" = \"customer\".\"country_id\" AND"
					+ " \"customer\".\"shop\" = ? WHERE \"customer\".\"points\" = ?");
	}

	@Test
	void subqueriesAreOfTheTenantAndCorrelatedByIt() {
		assertThat(end("a correlation", "EXISTS "))
			.startsWith("(SELECT 1 AS \"__one\" FROM \"purchase\" WHERE \"purchase\".\"shop\" = ? AND"
					+ " (\"purchase\".\"shop\" = \"customer\".\"shop\" AND \"purchase\".\"customer_id\" = \"customer\".\"id\"))");
		assertThat(end("a negation", "NOT EXISTS ")).contains("WHERE \"purchase\".\"shop\" = ? AND");
	}

	@Test
	void updatesAndDeletesAreOfTheTenantThemselves() {
		assertThat(end("an update over a join", " WHERE ")).startsWith(
				"\"purchase\".\"shop\" = ? AND (\"purchase\".\"shop\", \"purchase\".\"id\") IN (SELECT \"purchase\".\"shop\",");
		assertThat(end("a delete over a join", " WHERE ")).startsWith("\"line\".\"shop\" = ? AND (\"line\".\"shop\",");
		assertThat(end("a bulk update", "UPDATE ")).endsWith("WHERE \"customer\".\"shop\" = \"_u\".\"v1\" AND"
				+ " \"customer\".\"id\" = \"_u\".\"v2\" AND (\"customer\".\"shop\" = ?)");
	}

	@Test
	void locksAndCascadesAreOfTheTenant() {
		assertThat(this.statements.get("a lock")).last()
			.asString()
			.endsWith("WHERE \"purchase\".\"shop\" = ? AND \"purchase\".\"state\" = ? ORDER BY \"purchase\".\"id\""
					+ " FOR UPDATE");
		assertThat(this.statements.get("a cascade")).contains(
				"DELETE FROM \"line\" WHERE \"line\".\"shop\" = ? AND (\"line\".\"shop\", \"line\".\"purchase_id\") IN"
						+ " (SELECT * FROM UNNEST(CAST(? AS int8[]), CAST(? AS int8[])))",
				"UPDATE \"reminder\" SET \"purchase_id\" = ? WHERE \"reminder\".\"shop\" = ? AND (\"reminder\".\"shop\","
						+ " \"reminder\".\"purchase_id\") IN (SELECT * FROM UNNEST(CAST(? AS int8[]), CAST(? AS int8[])))");
	}

	@Test
	void upsertsAreByTheKeyWithTheTenant() {
		assertThat(this.statements.get("an upsert")).singleElement()
			.asString()
			.contains("ON CONFLICT (\"shop\", \"email\") DO NOTHING", "UPDATE \"customer\" SET \"points\" = ? WHERE");
	}

	@Test
	void prefetchesAreByTheKeyWithTheTenant() {
		assertThat(this.statements.get("a prefetch")).hasSize(5)
			.last()
			.asString()
			.endsWith(
					"WHERE \"label\".\"shop\" = ? AND (\"product_labels\".\"shop\", \"product_labels\".\"product_id\") IN"
							+ " (SELECT * FROM UNNEST(CAST(? AS int8[]), CAST(? AS int8[]))) ORDER BY \"label\".\"id\"");
	}

	private String end(String name, String after) {
		String sql = this.statements.get(name)
			.stream()
			.filter((each) -> each.contains(after))
			.reduce((first, last) -> last)
			.orElseThrow();
		return sql.substring(sql.indexOf(after) + after.length());
	}

}
