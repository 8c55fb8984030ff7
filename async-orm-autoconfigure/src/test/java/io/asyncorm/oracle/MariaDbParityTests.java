package io.asyncorm.oracle;

import java.util.stream.Stream;

import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Runs the cases on MariaDB, by the same rules as {@link H2ParityTests} on H2.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbParityTests {

	private ParityRun run;

	@BeforeAll
	void fillTheBookshop() {
		this.run = new ParityRun(TestDatabase.MARIADB, new ParityReport("parity on MariaDB", "MariaDB"), "-mariadb");
	}

	@AfterAll
	void printWhatPassed() {
		if (this.run != null) {
			this.run.close();
		}
	}

	@TestFactory
	Stream<DynamicNode> givesWhatDjangoGives() {
		return this.run.tests();
	}

}
