package io.asyncorm.related;

import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * The {@link Press} in each database, whose tables are made once for all tests of a class
 * and are empty before each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractPressIntegrationTests {

	@Parameter
	TestDatabase database;

	Press press;

	@BeforeParameterizedClassInvocation
	void createTables() {
		this.press = new Press(this.database);
	}

	@BeforeEach
	void clearTables() {
		this.press.clear();
	}

	@AfterParameterizedClassInvocation
	void close() {
		this.press.close();
	}

}
