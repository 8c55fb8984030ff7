package io.asyncorm.explanation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A step of a plan of PostgreSQL's, with what it is made of. Used by one thread.
 */
final class PlanNode {

	private static final Pattern NODE = Pattern.compile(
			"(?<indent>\\s*(?:->\\s+)?)(?<what>\\S.*?)\\s+\\(cost=[\\d.]+\\.\\.(?<cost>[\\d.]+) rows=(?<rows>\\d+) .*");

	private static final Pattern SCAN = Pattern.compile(
			"(?:Parallel )?(?<kind>Seq Scan|Index Scan|Index Only Scan|Bitmap Heap Scan)(?: Backward)?(?: using \\S+)?"
					+ " on (?<relation>(?:\"[^\"]*\"|[^\"\\s])+)(?: (?<alias>.+))?");

	private final int indent;

	private final String what;

	private final double cost;

	private final long rows;

	private final List<PlanNode> children = new ArrayList<>();

	private final List<String> properties = new ArrayList<>();

	private PlanNode(int indent, String what, double cost, long rows) {
		this.indent = indent;
		this.what = what;
		this.cost = cost;
		this.rows = rows;
	}

	/** Reads a plan; null if it is none. */
	static @Nullable PlanNode parse(String plan) {
		List<PlanNode> path = new ArrayList<>();
		for (String line : plan.split("\n")) {
			Matcher matcher = NODE.matcher(line);
			if (!matcher.matches()) {
				if (!path.isEmpty()) {
					path.getLast().properties.add(line.strip());
				}
				continue;
			}
			PlanNode node = new PlanNode(matcher.group("indent").length(), matcher.group("what"),
					Double.parseDouble(matcher.group("cost")), Long.parseLong(matcher.group("rows")));
			while (path.size() > 1 && path.getLast().indent >= node.indent) {
				path.removeLast();
			}
			if (!path.isEmpty()) {
				path.getLast().children.add(node);
			}
			path.add(node);
		}
		return path.isEmpty() ? null : path.getFirst();
	}

	/** What the database calls it, such as {@code Seq Scan on public.book}. */
	String what() {
		return this.what;
	}

	/**
	 * How many rows it is expected to give each time; of a write, those to be written.
	 */
	long rows() {
		return (this.rows == 0 && this.children.size() == 1) ? this.children.getFirst().rows() : this.rows;
	}

	/** The table that it reads, by its name in SQL; null if it reads none. */
	@Nullable String relation() {
		Matcher scan = SCAN.matcher(this.what);
		return scan.matches() ? scan.group("relation") : null;
	}

	/** The name by which its conditions call the table. */
	String alias() {
		Matcher scan = SCAN.matcher(this.what);
		if (!scan.matches()) {
			return "";
		}
		String alias = scan.group("alias");
		return (alias != null) ? alias : lastName(scan.group("relation"));
	}

	private static String lastName(String relation) {
		Matcher last = Pattern.compile("(?:.*\\.)?(\"[^\"]*\"|[^.\"]+)").matcher(relation);
		return last.matches() ? last.group(1) : relation;
	}

	/** Whether it reads all rows of a table. */
	boolean isSequential() {
		Matcher scan = SCAN.matcher(this.what);
		return scan.matches() && scan.group("kind").equals("Seq Scan");
	}

	/** What stands behind a name, such as {@code Filter}; null if nothing does. */
	@Nullable String property(String name) {
		return this.properties.stream()
			.filter((property) -> property.startsWith(name + ": "))
			.map((property) -> property.substring(name.length() + 2))
			.findFirst()
			.orElse(null);
	}

	/** Whether it, or what it is made of, finds rows by a condition of an index. */
	boolean isByIndex() {
		return property("Index Cond") != null || this.children.stream().anyMatch(PlanNode::isByIndex);
	}

	/** The scan of a table that costs most, as often as it is done; null if none is. */
	@Nullable PlanNode costliestScan() {
		Costliest costliest = new Costliest();
		visit(1, costliest);
		return costliest.scan;
	}

	/** All scans of a table under a name. */
	List<PlanNode> scansOf(String alias) {
		List<PlanNode> found = new ArrayList<>();
		if (relation() != null && alias().equals(alias)) {
			found.add(this);
		}
		this.children.forEach((child) -> found.addAll(child.scansOf(alias)));
		return found;
	}

	/** The inner side of a nested loop is done once for each row of the outer one. */
	private void visit(double times, Costliest costliest) {
		if (relation() != null) {
			costliest.compare(this, this.cost * times);
		}
		double inner = this.what.startsWith("Nested Loop") && !this.children.isEmpty()
				? Math.max(1, this.children.getFirst().rows) : 1;
		for (int i = 0; i < this.children.size(); i++) {
			PlanNode child = this.children.get(i);
			boolean once = child.what.startsWith("Materialize") || i == 0;
			child.visit(once ? times : times * inner, costliest);
		}
	}

	private static final class Costliest {

		private @Nullable PlanNode scan;

		private double cost = -1;

		void compare(PlanNode scan, double cost) {
			if (cost > this.cost) {
				this.scan = scan;
				this.cost = cost;
			}
		}

	}

}
