package io.asyncorm.scale;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop after its primary has crashed, hangs or takes no writes any more, and the
 * standby was promoted.
 */
@Timeout(240)
class FailoverShopIntegrationTests {

	@ParameterizedTest
	@EnumSource(names = { "FAILOVER", "HANGING", "FORMER" })
	void allOperationsWorkAfterwards(ShopEngine engine) throws Exception {
		ShopReport report = ShopReport.of(engine);

		assertThat(report.failures()).isEmpty();
		assertThat(report.note()).startsWith("back ");
	}

}
