package io.asyncorm.repository;

import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Songs of two bands, in a database of each kind.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
abstract class AbstractDiscographyIntegrationTests {

	final TestDatabase database;

	final Discography discography;

	AbstractDiscographyIntegrationTests(TestDatabase database) {
		this.database = database;
		this.discography = new Discography(database);
	}

	@AfterEach
	void close() {
		this.discography.close();
	}

}
