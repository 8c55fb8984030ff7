package io.asyncorm.test;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds the large tables that a plan reads as a whole: by a scan of the table, or of an
 * index without a condition. The names of the nodes do not tell; what the index is asked
 * does. An index without a condition may serve the first rows in an order.
 *
 * @param tables the large tables
 * @param indexes those of the database
 * @param sql the statement
 */
record ScannedTables(Set<String> tables, Indexes indexes, String sql) {

	private static final Set<String> STREAMING = Set.of("Limit", "Subquery Scan", "Result", "LockRows", "Append",
			"Merge Append", "Gather", "Gather Merge", "ProjectSet");

	/** Of a plan as the database gives it, {@code FORMAT JSON}. */
	List<ScannedTable> of(List<Object> plans) {
		List<ScannedTable> scanned = new ArrayList<>();
		Set<String> joins = new LinkedHashSet<>();
		for (Object plan : plans) {
			visit(map(map(plan).get("Plan")), null, false, scanned);
			collectJoins(map(map(plan).get("Plan")), joins);
		}
		scanned.removeIf((table) -> joins.stream().anyMatch((join) -> isReachable(table, join)));
		return scanned;
	}

	/**
	 * Of a table that has no rows, the order of joins says nothing: those of an index are
	 * looked up as soon as there are many.
	 */
	private boolean isReachable(ScannedTable table, String join) {
		Matcher columns = Pattern.compile("(?<![\\w\".])" + Pattern.quote(table.alias()) + "\\.\"?(\\w+)")
			.matcher(join);
		return columns.results()
			.anyMatch((column) -> this.indexes.leading().contains(table.table() + "." + column.group(1)));
	}

	private static void collectJoins(Map<String, Object> node, Set<String> joins) {
		for (String name : List.of("Join Filter", "Index Cond")) {
			if (node.get(name) instanceof String condition) {
				joins.add(condition);
			}
		}
		children(node).forEach((child) -> collectJoins(child, joins));
	}

	/**
	 * @param first whether only its first rows are read
	 */
	private void visit(Map<String, Object> node, @Nullable Map<String, Object> parent, boolean first,
			List<ScannedTable> scanned) {
		String type = text(node, "Node Type");
		if (this.tables.contains(text(node, "Relation Name")) && type.endsWith("Scan") && !isServed(node, first)) {
			scanned.add(new ScannedTable(text(node, "Relation Name"), text(node, "Alias"), conditions(node, parent)));
		}
		for (Map<String, Object> child : children(node)) {
			boolean outer = type.equals("Nested Loop") && text(child, "Parent Relationship").equals("Outer");
			visit(child, node, type.equals("Limit") || (first && (STREAMING.contains(type) || outer)), scanned);
		}
	}

	private boolean isServed(Map<String, Object> node, boolean first) {
		return switch (text(node, "Node Type")) {
			case "Index Scan", "Index Only Scan" -> hasCondition(node) || (first && isOrderedOrUnfiltered(node));
			case "Bitmap Heap Scan" -> isServedByBitmap(node);
			case "Seq Scan" -> first && !node.containsKey("Filter");
			default -> true;
		};
	}

	private boolean isOrderedOrUnfiltered(Map<String, Object> node) {
		return !node.containsKey("Filter") || this.sql.toLowerCase(Locale.ROOT).contains("order by");
	}

	/** Of several that are combined by AND, one is enough. */
	private boolean isServedByBitmap(Map<String, Object> node) {
		return children(node).stream().allMatch((child) -> switch (text(child, "Node Type")) {
			case "Bitmap Index Scan" -> hasCondition(child);
			case "BitmapAnd" -> children(child).stream().anyMatch(this::hasCondition);
			case "BitmapOr" -> isServedByBitmap(child);
			default -> true;
		});
	}

	private boolean hasCondition(Map<String, Object> node) {
		return node.containsKey("Index Cond") || node.containsKey("Order By")
				|| this.indexes.partial().contains(text(node, "Index Name"));
	}

	private static List<String> conditions(Map<String, Object> node, @Nullable Map<String, Object> parent) {
		List<String> conditions = new ArrayList<>();
		if (node.get("Filter") instanceof String filter) {
			conditions.add(filter);
		}
		if (parent != null && parent.get("Join Filter") instanceof String filter) {
			conditions.add(filter);
		}
		return conditions;
	}

	private static List<Map<String, Object>> children(Map<String, Object> node) {
		return (node.get("Plans") instanceof List<?> plans) ? plans.stream().map(ScannedTables::map).toList()
				: List.of();
	}

	@SuppressWarnings("unchecked") // the database gives objects with names
	private static Map<String, Object> map(@Nullable Object value) {
		return (value instanceof Map<?, ?> map) ? (Map<String, Object>) map : Map.of();
	}

	private static String text(Map<String, Object> node, String name) {
		return (node.get(name) instanceof String text) ? text : "";
	}

	/**
	 * What is known of indexes.
	 *
	 * @param partial the names of those whose own condition is one
	 * @param leading the first columns of others, {@code table.column}, of tables without
	 * rows
	 */
	record Indexes(Set<String> partial, Set<String> leading) {
	}

}
