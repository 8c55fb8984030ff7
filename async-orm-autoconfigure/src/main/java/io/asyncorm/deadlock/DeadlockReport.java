package io.asyncorm.deadlock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Words a deadlock: what each transaction has sent, side by side and in the order in
 * which it was sent, which statement has the lock for which another waits, and by which
 * rule there would have been no deadlock.
 */
final class DeadlockReport {

	private static final int MOST_CHARACTERS = 140;

	private final List<DeadlockSide> sides;

	private final TableReferences references;

	/**
	 * @param sides in the order of the database, in which each waits for the next one,
	 * and the last for the first
	 */
	DeadlockReport(List<DeadlockSide> sides, TableReferences references) {
		this.sides = sides;
		this.references = references;
	}

	private DeadlockSide waiter(int side) {
		return this.sides.get((side + this.sides.size() - 1) % this.sides.size());
	}

	/** Statements that wait, and those that have what others wait for. */
	private List<Cell> cells() {
		List<Cell> cells = new ArrayList<>();
		for (int i = 0; i < this.sides.size(); i++) {
			DeadlockSide side = this.sides.get(i);
			List<LockStatement> holding = side.holding(waiter(i), this.references);
			for (LockStatement statement : side.trail().locking()) {
				boolean waits = statement == side.trail().waiting();
				String does = waits ? (holding.contains(statement) ? "locks, waits " : "waits ")
						: holding.contains(statement) ? "locks " : "";
				cells.add(new Cell(i, statement.begin(), shortened(does + side.text(statement))));
			}
		}
		cells.sort(Comparator.comparingLong((cell) -> cell.begin() - cells.get(0).begin()));
		return cells;
	}

	private static String shortened(String text) {
		return (text.length() > MOST_CHARACTERS) ? text.substring(0, MOST_CHARACTERS - 1) + "…" : text;
	}

	/** The lines that were in each other's way, whatever the sessions. */
	String lines() {
		return this.sides.stream()
			.map((side) -> side.trail().locking().stream().map(side::text).collect(Collectors.joining(";")))
			.sorted()
			.collect(Collectors.joining("|"));
	}

	@Override
	public String toString() {
		List<Cell> cells = cells();
		StringBuilder text = new StringBuilder("Deadlock: " + this.sides.size()
				+ " transactions waited for locks of each other. In the order in which it was sent:");
		List<Integer> widths = new ArrayList<>();
		for (int i = 0; i < this.sides.size(); i++) {
			int column = i;
			widths.add(cells.stream()
				.filter((cell) -> cell.column() == column)
				.mapToInt((cell) -> cell.text().length())
				.reduce(title(i).length(), Math::max));
		}
		appendRow(text, widths, (column) -> title(column));
		for (Cell cell : cells) {
			appendRow(text, widths, (column) -> (column == cell.column()) ? cell.text() : "");
		}
		return text.append("\n  Rule: ").append(new DeadlockRule(this.sides, this.references)).toString();
	}

	private String title(int column) {
		return (char) ('A' + column) + ": " + this.sides.get(column).name();
	}

	private static void appendRow(StringBuilder text, List<Integer> widths, Column column) {
		StringBuilder row = new StringBuilder();
		for (int i = 0; i < widths.size(); i++) {
			String cell = column.text(i);
			row.append((i > 0) ? " | " : "").append(cell).append(" ".repeat(widths.get(i) - cell.length()));
		}
		text.append("\n  ").append(row.toString().stripTrailing());
	}

	private record Cell(int column, long begin, String text) {
	}

	@FunctionalInterface
	private interface Column {

		String text(int column);

	}

}
