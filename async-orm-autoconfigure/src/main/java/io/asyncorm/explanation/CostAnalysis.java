package io.asyncorm.explanation;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.plan.SlowStatement;
import io.asyncorm.plan.SlowStatement.Questions;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a plan of PostgreSQL's costs most, and whether an index would allow
 * another one. Used by one thread.
 */
final class CostAnalysis {

	/** Of more rows than this part of a table, reading all of them is cheaper. */
	private static final double FEW = 0.2;

	private static final int FAR_OFF = 10;

	private static final int MANY = 100;

	private final Dialect dialect;

	private final Questions database;

	CostAnalysis(Dialect dialect, Questions database) {
		this.dialect = dialect;
		this.database = database;
	}

	SlowStatementExplained explain(String dataSource, SlowStatement statement) {
		String text = plan();
		PlanNode plan = PlanNode.parse(text);
		PlanNode scan = (plan != null) ? plan.costliestScan() : null;
		Advice advice = (scan != null) ? advise(scan) : new Advice(null, null);
		Long estimated = (plan != null) ? plan.rows() : null;
		String note = (advice.note != null) ? advice.note : stale(scan, estimated, statement.rows());
		return new SlowStatementExplained(dataSource, statement.operation(), statement.line(), statement.sql(),
				Duration.ofNanos(statement.nanos()), shown(text), (scan != null) ? scan.what() : null, estimated,
				statement.rows(), advice.index, note);
	}

	/** With the names of schemas, and the columns of all that is put out. */
	private String plan() {
		return MaskedPlan.of(this.database.explain(this.dialect.explain(List.of("VERBOSE TRUE"))));
	}

	private static String shown(String plan) {
		return MaskedPlan.shown(plan)
			.lines()
			.filter((line) -> !line.strip().startsWith("Output: "))
			.collect(Collectors.joining("\n"));
	}

	/** Asks whether an index is there already, and whether it would find few rows. */
	private Advice advise(PlanNode scan) {
		if (!scan.isSequential()) {
			return new Advice(null, null);
		}
		if (scan.property("Filter") == null) {
			return new Advice(null, "all rows of the table are wanted, of which no index would spare any");
		}
		String index = IndexAdvice.of(scan);
		if (index == null) {
			return new Advice(null, "no index is known that would find the rows of its condition");
		}
		long all = rowsOf(String.valueOf(scan.relation()));
		if (scan.rows() > all * FEW) {
			return new Advice(null, "its condition is expected to hold for " + scan.rows() + " of " + all
					+ " rows, for which no index is worth while");
		}
		if (hasIndex(scan)) {
			return new Advice(null, "there is an index for its condition, and the database expects it to cost more");
		}
		return new Advice(MaskedPlan.shown(index), null);
	}

	private long rowsOf(String relation) {
		PlanNode all = PlanNode.parse(String.join("\n",
				this.database.lines(this.dialect.explain(List.of("VERBOSE TRUE")) + "select from only " + relation)));
		return (all != null) ? all.rows() : 0;
	}

	/**
	 * Judged by conditions: an index may be read for its order alone.
	 */
	private boolean hasIndex(PlanNode scan) {
		this.database.execute("set local enable_seqscan = off");
		PlanNode other = PlanNode.parse(plan());
		return other != null && other.scansOf(scan.alias()).stream().anyMatch(PlanNode::isByIndex);
	}

	private static @Nullable String stale(@Nullable PlanNode scan, @Nullable Long estimated, @Nullable Long counted) {
		if (scan == null || estimated == null || counted == null) {
			return null;
		}
		long more = Math.max(estimated, counted);
		long less = Math.max(1, Math.min(estimated, counted));
		return (more >= MANY && more / less >= FAR_OFF)
				? "the estimate is far off: analyze " + scan.relation() + " may mend it" : null;
	}

	/**
	 * What is said of the scan that costs most.
	 *
	 * @param index creates an index
	 * @param note why there is none
	 */
	private record Advice(@Nullable String index, @Nullable String note) {

	}

}
