package io.asyncorm.distributed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.asyncorm.Tenant;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables of PostgreSQL that are divided by the hash of a tenant, of which each operation
 * touches one partition.
 */
class OnePartitionIntegrationTests {

	private static final Pattern PARTITION = Pattern.compile("\\b(\\w+)_p(\\d)\\b");

	/** What the connection has scanned or written so far. */
	private static final String TOUCHED = """
			select relname || ' ' || (coalesce(seq_scan, 0) + coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd + n_tup_del)
			from pg_stat_xact_user_tables""";

	private final TwoShops shops = new TwoShops(TestDatabase.POSTGRESQL);

	private final ShopOperations operations = new ShopOperations(this.shops);

	@AfterEach
	void close() {
		this.shops.close();
	}

	@Test
	void theTablesAreDivided() {
		assertThat(JdbcClient.create(this.shops.pool)
			.sql("select count(*) from pg_class where relkind = 'p'")
			.query(Integer.class)
			.single()).isEqualTo(8);
	}

	@Test
	void plansOfReadsNameOnePartition() {
		Tenant.as(TwoShops.OURS, () -> this.operations.reads().forEach((name, rows) -> {
			String plan = await(rows.aexplain());

			assertThat(partitions(plan)).as(name + ": " + plan).isNotEmpty().allSatisfy(this::assertOne);
		}));
	}

	@Test
	void plansOfAllTenantsNameThemAll() {
		String plan = Tenant.all(() -> await(this.shops.customers.all().aexplain()));

		assertThat(partitions(plan)).hasEntrySatisfying("customer", (found) -> assertThat(found).hasSize(4));
	}

	@Test
	void everyOperationTouchesOnePartition() {
		Map<String, Runnable> all = new LinkedHashMap<>();
		this.operations.reads().forEach((name, rows) -> all.put(name, () -> await(rows.alist())));
		all.putAll(this.operations.others());

		Tenant.as(TwoShops.OURS, () -> all.forEach(
				(name, operation) -> assertThat(touched(operation)).as(name).isNotEmpty().allSatisfy(this::assertOne)));
	}

	private void assertOne(String table, Set<String> partitions) {
		assertThat(partitions).as(table).hasSize(1);
	}

	/** The partitions of each table that an operation reads or writes. */
	private Map<String, Set<String>> touched(Runnable operation) {
		JdbcClient client = JdbcClient.create(this.shops.pool);
		List<String> tables = await(this.shops.orm.transactions().atomic(() -> {
			List<String> before = client.sql(TOUCHED).query(String.class).list();
			operation.run();
			List<String> after = new ArrayList<>(client.sql(TOUCHED).query(String.class).list());
			after.removeAll(before);
			return after;
		}));
		return partitions(String.join(" ", tables));
	}

	private static Map<String, Set<String>> partitions(String text) {
		Map<String, Set<String>> found = new LinkedHashMap<>();
		Matcher matcher = PARTITION.matcher(text);
		while (matcher.find()) {
			found.computeIfAbsent(matcher.group(1), (table) -> new TreeSet<>()).add(matcher.group(2));
		}
		return found;
	}

}
