package io.asyncorm.dialect;

import java.util.List;
import java.util.Set;

import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Ref;
import io.asyncorm.schema.SchemaGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of models that are distributed by a tenant, on Citus.
 */
class CitusTablesTests {

	@Test
	void tablesAreDistributedByTheTenantAndWhatTheyReferToStandsOnEachNode() {
		List<String> statements = create(new PostgresDialect(PostgresEngine.citus("Citus 13.2", false)));

		assertThat(statements).contains("select create_distributed_table('\"sale\"', 'shop')",
				"select create_reference_table('\"region\"')");
		assertThat(statements).noneMatch((statement) -> statement.contains("partition"))
			.noneMatch((statement) -> statement.contains("'\"own\"'"));
		assertThat(statements.indexOf("select create_distributed_table('\"sale\"', 'shop')"))
			.isLessThan(statements.indexOf(statements.stream()
				.filter((statement) -> statement.contains("foreign key"))
				.findFirst()
				.orElseThrow()));
	}

	@Test
	void postgreSqlSpreadsNothing() {
		assertThat(create(new PostgresDialect())).noneMatch((statement) -> statement.startsWith("select"));
	}

	private static List<String> create(Dialect dialect) {
		return new SchemaGenerator(dialect).create(ModelRegistry.of(List.of(Region.class, Sale.class, Own.class)),
				Set.of());
	}

	@Model
	record Region(@Nullable Long id) {
	}

	@Model
	record Own(@Nullable Long id) {
	}

	@Model(distributedBy = "shop", partitions = 4)
	record Sale(@PrimaryKey Long shop, @PrimaryKey Long id,
			@ForeignKey(onDelete = OnDelete.PROTECT) Ref<Region> region) {
	}

}
