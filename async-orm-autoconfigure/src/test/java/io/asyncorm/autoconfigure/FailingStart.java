package io.asyncorm.autoconfigure;

import io.asyncorm.testdatabase.TestDatabase;

import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;

import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Starts applications that must fail to start.
 */
final class FailingStart {

	private FailingStart() {
	}

	static void start(Class<?> application, String... properties) {
		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(application).bannerMode(Banner.Mode.OFF)
			.properties(TestDatabase.H2.create().toProperties())
			.properties(properties)
			.run());
	}

}
