package io.asyncorm.oracle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the recorded cases on one database, each as a test of its own, and prints how many
 * gave what Django gave.
 * <p>
 * Until all cases pass, one that does not is reported as aborted, with what was expected
 * and what came. What keeps the build honest is the floor, a file that says how many of
 * each area pass: falling below it is a failure. {@code -Dparity.floor.update=true}
 * raises it, and never lowers it. With {@code -Dparity.strict=true} every case that does
 * not pass fails; so it does with a file of other cases, for which there is no floor.
 * What the database is known not to have never fails.
 * <p>
 * {@code -Dparity.verbose=true} prints the failing cases in full, which the report in the
 * build's folder always has, with the statements of those that took more of them than
 * Django's.
 */
final class ParityRun implements AutoCloseable {

	private final boolean strict = Boolean.getBoolean("parity.strict") || !CaseFile.isDefault();

	private final ParityReport report;

	private final OracleDatabase database;

	private final CaseRunner runner;

	private final String suffix;

	/**
	 * @param suffix what the names of this run's files end with
	 */
	ParityRun(TestDatabase database, ParityReport report, String suffix) {
		this.report = report;
		this.suffix = suffix;
		this.database = new OracleDatabase(database);
		this.runner = new CaseRunner(this.database);
	}

	/** The cases by their areas, and the floor. */
	Stream<DynamicNode> tests() {
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
		if (this.strict && oracleCase.group() == OracleCase.Group.COUNTED && verdict.missingFeature() == null) {
			throw new AssertionError(description);
		}
		throw new TestAbortedException(description);
	}

	private void checkFloor() {
		Floor floor = Floor.read("floor" + this.suffix + ".properties");
		assertThat(floor.breaches(this.report.passedByArea())).isEmpty();
		if (Boolean.getBoolean(Floor.UPDATE)) {
			floor.raise(this.report.passedByArea());
		}
	}

	@Override
	public void close() {
		this.database.close();
		this.report.write(Path.of("target", "parity-report" + this.suffix + ".txt"));
		System.out.print(this.report.text(Boolean.getBoolean("parity.verbose")));
	}

}
