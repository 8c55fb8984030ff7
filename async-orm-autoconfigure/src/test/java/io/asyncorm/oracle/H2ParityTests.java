package io.asyncorm.oracle;

import java.util.stream.Stream;

import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Runs the cases on H2, which is to give what Django gives on PostgreSQL. What H2 cannot
 * do, its dialect says: such cases are counted apart, by feature.
 * <p>
 * Decimals are compared as numbers, and where PostgreSQL's server made an error of its
 * own, any of H2's will do. What stays different is what H2 answers where PostgreSQL
 * refuses (the report marks it), NUL in a text, which H2 takes, foreign keys that
 * PostgreSQL checks at the end of the transaction, and keys that it leaves out.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class H2ParityTests {

	private ParityRun run;

	@BeforeAll
	void fillTheBookshop() {
		this.run = new ParityRun(TestDatabase.H2, new ParityReport("parity on H2", "H2"), "-h2");
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
