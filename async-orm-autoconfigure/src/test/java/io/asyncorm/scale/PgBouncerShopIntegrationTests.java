package io.asyncorm.scale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop behind PgBouncer in transaction mode, where it is installed.
 */
@Timeout(120)
class PgBouncerShopIntegrationTests {

	@Test
	void allOperationsWork() throws Exception {
		ShopReport report = ShopReport.of(ShopEngine.PGBOUNCER);

		assertThat(report.failures()).isEmpty();
	}

}
