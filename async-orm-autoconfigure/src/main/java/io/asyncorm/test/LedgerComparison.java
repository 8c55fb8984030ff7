package io.asyncorm.test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds the statements of a test against those that a ledger has. Lines that have only
 * moved are the same: methods and shapes are compared, and within them the lines in their
 * order.
 */
final class LedgerComparison {

	private LedgerComparison() {
	}

	/** What has changed, a line each; none if nothing has. */
	static List<String> changes(List<LedgerEntry> before, List<LedgerEntry> now) {
		Map<String, List<LedgerEntry>> known = byShape(before);
		Map<String, List<LedgerEntry>> sent = byShape(now);
		Set<String> shapes = new TreeSet<>(known.keySet());
		shapes.addAll(sent.keySet());
		List<Change> changes = new ArrayList<>();
		for (String shape : shapes) {
			compare(known.getOrDefault(shape, List.of()), sent.getOrDefault(shape, List.of()), changes);
		}
		changes.sort(Comparator.comparing(Change::entry, LedgerEntry.ORDER));
		return changes.stream().map(Change::text).toList();
	}

	private static Map<String, List<LedgerEntry>> byShape(List<LedgerEntry> entries) {
		Map<String, List<LedgerEntry>> shapes = new TreeMap<>();
		entries.stream()
			.sorted(LedgerEntry.ORDER)
			.forEach((entry) -> shapes.computeIfAbsent(entry.shape(), (shape) -> new ArrayList<>()).add(entry));
		return shapes;
	}

	private static void compare(List<LedgerEntry> before, List<LedgerEntry> now, List<Change> changes) {
		for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
			if (i >= now.size()) {
				LedgerEntry gone = before.get(i);
				changes.add(new Change(gone, "was " + statements(gone.count()) + ", now none"));
			}
			else if (i >= before.size()) {
				changes.add(new Change(now.get(i), "was none, now " + statements(now.get(i).count())));
			}
			else if (before.get(i).count() != now.get(i).count()) {
				changes.add(new Change(now.get(i),
						"was " + statements(before.get(i).count()) + ", now " + now.get(i).count()));
			}
		}
	}

	private static String statements(int count) {
		return (count == 1) ? "1 statement" : count + " statements";
	}

	private record Change(LedgerEntry entry, String what) {

		String text() {
			return this.entry.site() + " " + this.what + ": " + this.entry.statement();
		}

	}

}
