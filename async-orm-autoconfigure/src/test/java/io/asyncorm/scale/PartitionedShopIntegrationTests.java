package io.asyncorm.scale;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.schema.SchemaGenerator;
import io.asyncorm.testdatabase.OwnPostgreSqlServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop on tables of PostgreSQL that are divided by the hash of a tenant: each
 * statement is executed in one partition of each table, but for those that ask for rows
 * of two tenants.
 */
@Timeout(600)
class PartitionedShopIntegrationTests {

	private static final int PARTITIONS = 4;

	private static final Pattern TABLE = Pattern.compile("create table (\"(\\w+)\") \\(.*\\)");

	@Test
	void eachStatementOfEachOperationTouchesOnePartition() {
		List<String> failures = new ArrayList<>();
		Map<String, List<String>> several = new LinkedHashMap<>();
		List<String> unplanned = new ArrayList<>();

		try (ExplainedStatements plans = new ExplainedStatements(
				OwnPostgreSqlServer.start(ExplainedStatements.SETTINGS)); OpenShop shop = open(plans)) {
			plans.next();
			for (ShopOperation operation : ShopOperations.all()) {
				Outcome outcome = shop.tryOut(operation);
				List<String> statements = plans.next();
				if (!outcome.works()) {
					failures.add(outcome.toString());
				}
				if (statements.stream().map(ExplainedStatements::partitions).allMatch(Map::isEmpty)) {
					unplanned.add(operation.name());
				}
				statements.stream()
					.filter(PartitionedShopIntegrationTests::touchesSeveral)
					.forEach((statement) -> several.computeIfAbsent(operation.name(), (name) -> new ArrayList<>())
						.add(statement));
			}
		}

		assertThat(failures).isEmpty();
		assertThat(unplanned).isEmpty();
		assertThat(several).containsOnlyKeys("order and slice over two tenants", "aggregate over two tenants",
				"distinct values over two tenants");
	}

	private static boolean touchesSeveral(String statement) {
		Map<String, Set<String>> partitions = ExplainedStatements.partitions(statement);
		return partitions.values().stream().anyMatch((found) -> found.size() > 1);
	}

	private static OpenShop open(ExplainedStatements plans) {
		HikariDataSource pool = plans.createDatabase().openPool(8);
		JdbcClient client = JdbcClient.create(pool);
		statements().forEach((statement) -> client.sql(statement).update());
		return new OpenShop(AsyncOrm.builder(pool).models(ShopModels.ALL).build(), pool);
	}

	/** The models say nothing of partitions, as other databases have no such tables. */
	private static List<String> statements() {
		List<String> statements = new ArrayList<>();
		for (String statement : new SchemaGenerator(new PostgresDialect()).create(ModelRegistry.of(ShopModels.ALL),
				Set.of())) {
			Matcher table = TABLE.matcher(statement);
			if (table.matches()) {
				statements.add(statement + " partition by hash (tenant)");
				for (int i = 0; i < PARTITIONS; i++) {
					statements.add("create table %s_p%d partition of %s for values with (modulus %d, remainder %d)"
						.formatted(table.group(2), i, table.group(1), PARTITIONS, i));
				}
			}
			else {
				statements.add(statement);
			}
		}
		return statements;
	}

}
