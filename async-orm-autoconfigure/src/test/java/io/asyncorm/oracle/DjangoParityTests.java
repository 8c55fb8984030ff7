package io.asyncorm.oracle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the cases that were recorded from the real Django ORM through the public API, each
 * as a test of its own, and prints how many gave what Django gave.
 * <p>
 * The cases are those in the test resources, or those in the file that the system
 * property {@code parity.cases} names. No case is known by name here: what the API cannot
 * express counts as failed. Cases that the oracle marks as {@code python}, {@code defect}
 * or {@code accidental} are run and counted apart.
 * <p>
 * Until all of the test resources' cases pass, one that does not is reported as aborted,
 * with what was expected and what came. What keeps the build honest is the floor:
 * {@code oracle/floor.properties} says how many of each area pass, and falling below it
 * is a failure. {@code -Dparity.floor.update=true} raises it, and never lowers it. With
 * {@code -Dparity.strict=true} every case that does not pass fails; so it does with a
 * file of other cases, for which there is no floor.
 * <p>
 * {@code -Dparity.verbose=true} prints the failing cases in full, which
 * {@code target/parity-report.txt} always has, with the statements of those that took
 * more of them than Django's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DjangoParityTests {

	private static final Path REPORT = Path.of("target", "parity-report.txt");

	private final boolean strict = Boolean.getBoolean("parity.strict") || !CaseFile.isDefault();

	private final ParityReport report = new ParityReport();

	private OracleDatabase database;

	private CaseRunner runner;

	@BeforeAll
	void fillTheBookshop() {
		this.database = new OracleDatabase();
		this.runner = new CaseRunner(this.database);
	}

	@AfterAll
	void printWhatPassed() {
		this.database.close();
		this.report.write(REPORT);
		System.out.print(this.report.text(Boolean.getBoolean("parity.verbose")));
	}

	@TestFactory
	Stream<DynamicNode> givesWhatDjangoGives() {
		Map<String, List<DynamicNode>> areas = new LinkedHashMap<>();
		for (OracleCase oracleCase : CaseFile.read()) {
			areas.computeIfAbsent(oracleCase.area(), (any) -> new ArrayList<>())
				.add(DynamicTest.dynamicTest(oracleCase.id(), () -> check(oracleCase)));
		}
		Stream<DynamicNode> cases = areas.entrySet()
			.stream()
			.map((area) -> DynamicContainer.dynamicContainer(area.getKey(), area.getValue()));
		Stream<DynamicNode> floor = CaseFile.isDefault()
				? Stream.of(DynamicTest.dynamicTest("no area falls below its floor", this::checkFloor))
				: Stream.empty();
		return Stream.concat(cases, floor);
	}

	private void check(OracleCase oracleCase) {
		Verdict verdict = this.runner.run(oracleCase);
		this.report.add(verdict);
		if (verdict.passed()) {
			return;
		}
		String description = Verdict.shortened(verdict.describe(), 500);
		if (this.strict && oracleCase.group() == OracleCase.Group.COUNTED) {
			throw new AssertionError(description);
		}
		throw new TestAbortedException(description);
	}

	private void checkFloor() {
		Floor floor = Floor.read();
		assertThat(floor.breaches(this.report.passedByArea())).isEmpty();
		if (Boolean.getBoolean(Floor.UPDATE)) {
			floor.raise(this.report.passedByArea());
		}
	}

}
