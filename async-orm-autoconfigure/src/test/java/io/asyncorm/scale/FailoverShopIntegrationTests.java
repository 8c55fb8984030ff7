package io.asyncorm.scale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop after its primary has crashed and the standby was promoted.
 */
@Timeout(240)
class FailoverShopIntegrationTests {

	@Test
	void allOperationsWorkAfterwards() throws Exception {
		ShopReport report = ShopReport.of(ShopEngine.FAILOVER);

		assertThat(report.failures()).isEmpty();
		assertThat(report.note()).startsWith("back ");
	}

}
