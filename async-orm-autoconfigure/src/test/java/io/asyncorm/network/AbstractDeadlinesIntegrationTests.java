package io.asyncorm.network;

import java.time.Duration;

import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;

/**
 * A post office with one lane, whose operations may take a second.
 */
abstract class AbstractDeadlinesIntegrationTests {

	static final Duration SHORT = Duration.ofSeconds(1);

	static final Duration BRIEF = Duration.ofMillis(100);

	final PostOffice office;

	AbstractDeadlinesIntegrationTests(TestDatabase database) {
		this.office = new PostOffice(database, 1, (builder) -> builder.timeout(SHORT));
	}

	@AfterEach
	void close() {
		this.office.close();
	}

}
