package io.asyncorm.schema.inspection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogPartitions;
import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables whose rows belong to tenants: their keys begin with the same column,
 * by which they are divided, or which foreign keys between them share. A key that holds
 * all of such a foreign key alone says less: rows may be parts of others, as lines are of
 * an order. Tables that refer to rows of tenants, or are referred to by these, are theirs
 * then, too. Where a foreign key leads to such a row from a column of another name, as
 * from the {@code home_country} and the {@code goal_country} of a trip, the column is a
 * part of names that are used by all, and no tenant's.
 */
final class Tenants {

	private final List<InspectedTable> tables;

	/** How many partitions each has; 0 for none. */
	private final Map<InspectedTable, Integer> distributed = new IdentityHashMap<>();

	/**
	 * @param partitions the tables that are divided by the hash of a column
	 */
	Tenants(List<InspectedTable> tables, List<CatalogPartitions> partitions) {
		this.tables = tables;
		Map<InspectedTable, Integer> divided = divided(partitions);
		List<InspectedTable> certain = tables.stream()
			.filter(Tenants::canBe)
			.filter((table) -> divided.containsKey(table) || refers(table) && !isCrossed(first(table)))
			.toList();
		String first = mostOf(certain, Tenants::first);
		List<InspectedTable> alike = tables.stream()
			.filter((table) -> canBe(table) && first(table).equals(first))
			.toList();
		String type = mostOf(alike.stream().filter(certain::contains).toList(), Tenants::type);
		List<InspectedTable> possible = alike.stream().filter((table) -> type(table).equals(type)).toList();
		possible.stream().filter(certain::contains).forEach((table) -> add(table, divided));
		for (List<InspectedTable> more = linked(possible); !more.isEmpty(); more = linked(possible)) {
			more.forEach((table) -> add(table, divided));
		}
	}

	private List<InspectedTable> linked(List<InspectedTable> possible) {
		return possible.stream().filter(this::isLinked).toList();
	}

	private void add(InspectedTable table, Map<InspectedTable, Integer> divided) {
		this.distributed.put(table, divided.getOrDefault(table, 0));
	}

	private static String mostOf(List<InspectedTable> tables, Function<InspectedTable, String> feature) {
		return tables.stream()
			.collect(Collectors.groupingBy(feature, Collectors.counting()))
			.entrySet()
			.stream()
			.max(Map.Entry.<String, Long>comparingByValue()
				.thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
			.map(Map.Entry::getKey)
			.orElse("");
	}

	private Map<InspectedTable, Integer> divided(List<CatalogPartitions> partitions) {
		Map<InspectedTable, Integer> divided = new IdentityHashMap<>();
		for (CatalogPartitions one : partitions) {
			this.tables.stream()
				.filter((table) -> table.table().schema().equals(one.schema())
						&& table.table().name().equals(one.table()) && !table.key().isEmpty()
						&& table.key().get(0).equals(one.column()))
				.forEach((table) -> divided.put(table, one.count()));
		}
		return divided;
	}

	/** Whether a model of the table could be distributed by the first of its key. */
	private static boolean canBe(InspectedTable table) {
		if (table.table().view() || !table.keyIsKnown() || table.key().size() < 2) {
			return false;
		}
		String column = table.key().get(0);
		CatalogTable.Column first = table.column(column);
		JavaType type = table.type(column);
		boolean given = first.identity() == CatalogTable.Identity.NONE && first.defaultValue() == null
				&& first.computedOf() == null;
		return given && type != null && type.container().isEmpty()
				&& uniqueKeys(table).allMatch((key) -> key.contains(column));
	}

	private static Stream<List<String>> uniqueKeys(InspectedTable table) {
		Stream<List<String>> ofSomeRows = table.table()
			.indexes()
			.stream()
			.filter((index) -> index.unique() && InspectedTable.isOfColumns(index))
			.map((index) -> index.parts().stream().map(CatalogTable.Part::expression).toList());
		return Stream.concat(table.uniqueKeys().stream(), ofSomeRows);
	}

	private static String first(InspectedTable table) {
		return table.key().get(0).toLowerCase(Locale.ROOT);
	}

	private static String type(InspectedTable table) {
		JavaType type = table.type(table.key().get(0));
		return (type != null) ? type.name() : "";
	}

	/** Whether a foreign key of it, or to it, shares the first column and no more. */
	private boolean refers(InspectedTable table) {
		return this.tables.stream()
			.anyMatch((own) -> canBe(own) && own.table()
				.constraints(Kind.FOREIGN_KEY)
				.stream()
				.filter((key) -> key.columns().stream().anyMatch((column) -> !own.key().contains(column)))
				.anyMatch((key) -> (own == table || target(key) == table) && isShared(own, key)));
	}

	/**
	 * Whether a foreign key leads to rows of some tenant from a column of another name.
	 */
	private boolean isCrossed(String first) {
		return this.tables.stream()
			.flatMap((own) -> own.table().constraints(Kind.FOREIGN_KEY).stream())
			.anyMatch((key) -> {
				InspectedTable target = target(key);
				if (target == null || key.target() == null || !canBe(target) || !first(target).equals(first)) {
					return false;
				}
				int at = key.target().columns().indexOf(target.key().get(0));
				return at >= 0 && !key.columns().get(at).toLowerCase(Locale.ROOT).equals(first);
			});
	}

	/** Whether it refers to one that is distributed, or is referred to by one. */
	private boolean isLinked(InspectedTable table) {
		return !isDistributed(table) && this.tables.stream()
			.anyMatch((own) -> own.table()
				.constraints(Kind.FOREIGN_KEY)
				.stream()
				.filter((key) -> isShared(own, key))
				.anyMatch((key) -> own == table && isDistributed(target(key))
						|| target(key) == table && isDistributed(own)));
	}

	/** Whether the keys of both ends begin with the same column of a foreign key. */
	private boolean isShared(InspectedTable own, CatalogTable.Constraint key) {
		InspectedTable target = target(key);
		return target != null && canBe(own) && canBe(target) && first(own).equals(first(target))
				&& isOfFirst(own, key, target);
	}

	private static boolean isOfFirst(InspectedTable own, CatalogTable.Constraint key, InspectedTable target) {
		int at = key.columns().indexOf(own.key().get(0));
		return at >= 0 && key.columns().size() > 1 && key.target() != null
				&& key.target().columns().get(at).equals(target.key().get(0));
	}

	/** Whether rows of a table belong to tenants. */
	boolean isDistributed(@Nullable InspectedTable table) {
		return this.distributed.containsKey(table);
	}

	/** Whether a column says whose the rows of a table are. */
	boolean isTenant(InspectedTable table, String column) {
		return isDistributed(table) && table.key().get(0).equals(column);
	}

	/** How many partitions a table has that is distributed; 0 for none. */
	int partitions(InspectedTable table) {
		return this.distributed.getOrDefault(table, 0);
	}

	/** Whether a foreign key has the tenant's column in common with the key. */
	boolean share(InspectedTable table, CatalogTable.Constraint key) {
		InspectedTable target = target(key);
		return target != null && isDistributed(table) && isDistributed(target) && isOfFirst(table, key, target);
	}

	/**
	 * Whether the database does something when what a foreign key refers to is deleted
	 * that it is not to do where rows belong to tenants: to those of all of them, or to
	 * the tenant of the row.
	 */
	boolean isRuled(InspectedTable table, CatalogTable.Constraint key) {
		boolean ofTenant = key.columns().size() == 1 && isTenant(table, key.columns().get(0));
		if (key.target() == null || !isDistributed(table) || ofTenant) {
			return false;
		}
		String rule = key.target().onDelete().toUpperCase(Locale.ROOT);
		return rule.startsWith("SET ") || rule.equals("CASCADE") && !share(table, key);
	}

	/** The columns of a foreign key, without the tenant's where it is shared. */
	List<String> ownColumns(InspectedTable table, CatalogTable.Constraint key) {
		List<String> columns = new ArrayList<>(key.columns());
		if (share(table, key)) {
			columns.remove(table.key().get(0));
		}
		return columns;
	}

	/** The table that a foreign key refers to; null if no model is written for it. */
	@Nullable InspectedTable target(CatalogTable.Constraint key) {
		CatalogTable.Target target = key.target();
		return (target == null) ? null
				: this.tables.stream()
					.filter((table) -> table.table().schema().equals(target.schema())
							&& table.table().name().equals(target.table()))
					.findFirst()
					.orElse(null);
	}

	/** Whether a foreign key refers to the whole key of its target. */
	static boolean isOfKey(CatalogTable.Constraint key, InspectedTable target) {
		return target.keyIsKnown() && key.target() != null
				&& Set.copyOf(target.key()).equals(Set.copyOf(key.target().columns()));
	}

}
