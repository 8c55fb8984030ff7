package io.asyncorm.autoconfigure;

import io.asyncorm.autoconfigure.library.LibraryApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.asyncorm.autoconfigure.FailingStart.start;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InvalidSettings}.
 */
@ExtendWith(OutputCaptureExtension.class)
class InvalidSettingsTests {

	@Test
	void impossibleNumberOfLanesIsReported(CapturedOutput output) {
		start(LibraryApplication.class, "async-orm.execution.reserved=10");

		assertThat(output).contains("async-orm.execution.reserved")
			.contains("It must leave at least one of the 10 connections of the pool.");
	}

	@Test
	void negativeDurationsAreReported(CapturedOutput output) {
		start(LibraryApplication.class, "async-orm.sql.slow=-1s");
		start(LibraryApplication.class, "async-orm.execution.shutdown-timeout=-1s");
		start(LibraryApplication.class, "async-orm.execution.timeout=-1s");

		assertThat(output).contains("async-orm.sql.slow")
			.contains("async-orm.execution.shutdown-timeout")
			.contains("async-orm.execution.timeout")
			.contains("It must not be negative.");
	}

}
