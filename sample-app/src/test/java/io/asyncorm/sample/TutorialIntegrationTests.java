package io.asyncorm.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Tutorial}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TutorialIntegrationTests {

	@Test
	void printsWhatEachStepDidAndLeavesNothing(CapturedOutput output) {
		try (ConfigurableApplicationContext context = SampleApplication.run("--tutorial")) {
			assertThat(output.getOut().lines()).containsSequence("create: 'Async Django' has 320 pages",
					"first: 'Async Django'", "update or create: 'Async Django Updated' was updated",
					"delete: 1 object {Book=1}");
			assertThat(context).isNotInstanceOf(WebServerApplicationContext.class);
			assertThat(await(context.getBean(Books.class).acount())).isZero();
			assertThat(await(context.getBean(Authors.class).acount())).isZero();
		}
	}

}
