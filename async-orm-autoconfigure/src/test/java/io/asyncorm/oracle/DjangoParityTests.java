package io.asyncorm.oracle;

import java.util.stream.Stream;

import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Runs the cases that were recorded from the real Django ORM through the public API on
 * PostgreSQL, where Django ran them too.
 * <p>
 * The cases are those in the test resources, or those in the file that the system
 * property {@code parity.cases} names. No case is known by name here: what the API cannot
 * express counts as failed. Cases that the oracle marks as {@code python}, {@code defect}
 * or {@code accidental} are run and counted apart. How a case is judged, and the settings
 * for it, {@link ParityRun} says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DjangoParityTests {

	private ParityRun run;

	@BeforeAll
	void fillTheBookshop() {
		this.run = new ParityRun(TestDatabase.POSTGRESQL, new ParityReport("parity", "PostgreSQL"), "");
	}

	@AfterAll
	void printWhatPassed() {
		this.run.close();
	}

	@TestFactory
	Stream<DynamicNode> givesWhatDjangoGives() {
		return this.run.tests();
	}

}
