package io.asyncorm.scale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop on PostgreSQL, which is what it is held against elsewhere.
 */
@Timeout(120)
class PostgreSqlShopIntegrationTests {

	@Test
	void allSixtySixOperationsWork() throws Exception {
		ShopReport report = ShopReport.of(ShopEngine.POSTGRESQL);

		assertThat(report.outcomes()).hasSize(66);
		assertThat(report.failures()).isEmpty();
	}

	@Test
	void operationsHaveNamesOfTheirOwn() {
		assertThat(ShopOperations.all()).map(ShopOperation::name).doesNotHaveDuplicates();
	}

}
