package io.asyncorm.schema;

import org.junit.jupiter.api.AfterEach;

/**
 * A database for each test, whose tables the test makes by itself.
 */
abstract class AbstractExistingDatabaseIntegrationTests {

	final ExistingDatabase existing = new ExistingDatabase();

	@AfterEach
	void close() {
		this.existing.close();
	}

}
