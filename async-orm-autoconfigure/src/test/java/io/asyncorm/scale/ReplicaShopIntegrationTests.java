package io.asyncorm.scale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop on a primary and a streaming standby, from which is read what can be.
 */
@Timeout(240)
class ReplicaShopIntegrationTests {

	@Test
	void allOperationsWork() throws Exception {
		ShopReport report = ShopReport.of(ShopEngine.REPLICA);

		assertThat(report.failures()).isEmpty();
		assertThat(report.note()).matches("[1-9]\\d* scans of its tables at the standby");
	}

}
