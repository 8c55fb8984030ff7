package io.asyncorm.async;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.plan.StatementMeter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MeteredCode}.
 */
class MeteredCodeTests {

	@Test
	void isCarriedWithoutAnyDecorator() {
		StatementMeter meter = new StatementMeter();
		List<@Nullable StatementMeter> seen = new ArrayList<>();
		List<Runnable> tasks = new ArrayList<>();
		MeteredCode.run(meter,
				() -> tasks.add(new VirtualThreadExecutor().inCallerContext(() -> seen.add(MeteredCode.current()))));

		tasks.get(0).run();

		assertThat(seen).containsExactly(meter);
		assertThat(MeteredCode.current()).isNull();
	}

	@Test
	void theMeterAroundItGoesOnAfterwards() {
		StatementMeter outer = new StatementMeter();

		MeteredCode.run(outer, () -> {
			MeteredCode.run(new StatementMeter(), () -> assertThat(MeteredCode.current()).isNotSameAs(outer));

			assertThat(MeteredCode.current()).isSameAs(outer);
		});

		assertThat(MeteredCode.current()).isNull();
	}

}
