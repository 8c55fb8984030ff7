package io.asyncorm.scale;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShopReport}: what of an engine is worse than is known.
 */
class ShopReportTests {

	@Test
	void moreFailuresThanAreKnownAreWorse() {
		assertThat(report(ShopEngine.POSTGRESQL, 0).isWorseThanKnown()).isFalse();
		assertThat(report(ShopEngine.POSTGRESQL, 1).isWorseThanKnown()).isTrue();
		assertThat(report(ShopEngine.SHARDING_SPHERE, 2).isWorseThanKnown()).isFalse();
		assertThat(report(ShopEngine.SHARDING_SPHERE, 3).isWorseThanKnown()).isTrue();
		assertThat(report(ShopEngine.POSTGRESQL, 66).isWorseThanKnown()).isTrue();
		assertThat(new ShopReport(ShopEngine.POSTGRESQL, "", List.of()).isWorseThanKnown()).isTrue();
	}

	private static ShopReport report(ShopEngine engine, int failures) {
		ShopOperation operation = ShopOperation.reads("count", (shop) -> {
		});
		return new ShopReport(engine, "",
				IntStream.range(0, 66)
					.mapToObj((i) -> (i < failures) ? Outcome.failed(operation, new IllegalStateException("It fails"))
							: Outcome.works(operation))
					.toList());
	}

}
