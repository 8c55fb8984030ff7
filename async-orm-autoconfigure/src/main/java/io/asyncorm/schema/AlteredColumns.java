package io.asyncorm.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Column;

/**
 * Keeps which columns get another type and which keys are lost, so that what is built on
 * them is dropped before and made again afterwards, and what is in the way. Not
 * thread-safe.
 */
final class AlteredColumns {

	private final Map<List<String>, String> types = new HashMap<>();

	private final Set<List<String>> remade = new HashSet<>();

	private final Set<List<String>> fixed = new HashSet<>();

	private final Map<List<String>, Set<String>> users = new HashMap<>();

	private final Map<List<String>, Set<String>> keyUsers = new HashMap<>();

	private final Set<List<Object>> keys = new HashSet<>();

	private final Map<List<String>, Set<List<String>>> kept = new HashMap<>();

	/** Keeps that a column gets another type. */
	void addType(CatalogTable table, String column, String type) {
		this.types.put(List.of(table.schema(), table.name(), column), type);
	}

	/** Keeps that a column is dropped, and added again. */
	void addRemade(CatalogTable table, String column) {
		this.remade.add(List.of(table.schema(), table.name(), column));
	}

	/** Keeps that a computed column stays, as it could not be added again. */
	void addFixed(CatalogTable table, String column) {
		this.fixed.add(List.of(table.schema(), table.name(), column));
	}

	/** Keeps what fixes the type of a column, unless a person drops it. */
	void addUser(CatalogTable table, String column, String user) {
		this.users.computeIfAbsent(List.of(table.schema(), table.name(), column), (key) -> new LinkedHashSet<>())
			.add(user);
	}

	/** Keeps that a key is lost. */
	void addKey(CatalogTable table, List<String> columns) {
		this.keys.add(List.of(table.schema(), table.name(), Set.copyOf(columns)));
	}

	boolean isTypeAltered(CatalogTable table, String column) {
		return this.types.containsKey(List.of(table.schema(), table.name(), column));
	}

	/** The type that a column is of afterwards. */
	String typeOf(CatalogTable table, Column column) {
		return this.types.getOrDefault(List.of(table.schema(), table.name(), column.name()), column.type());
	}

	boolean isRemade(CatalogTable table, String column) {
		return this.remade.contains(List.of(table.schema(), table.name(), column));
	}

	boolean isFixed(CatalogTable table, String column) {
		return this.fixed.contains(List.of(table.schema(), table.name(), column));
	}

	/** All that fixes the type of a column, for messages; empty if nothing does. */
	String users(CatalogTable table, Column column) {
		Set<String> all = new LinkedHashSet<>();
		if (!column.users().isEmpty()) {
			all.add(column.users());
		}
		all.addAll(this.users.getOrDefault(List.of(table.schema(), table.name(), column.name()), Set.of()));
		return String.join(", ", all);
	}

	/** Keeps what needs a key that is lost, unless a person drops it. */
	void addKeyUser(CatalogTable table, String user) {
		this.keyUsers.computeIfAbsent(List.of(table.schema(), table.name()), (key) -> new LinkedHashSet<>()).add(user);
	}

	/** Keeps what stays a unique key, since foreign keys that stay refer to it. */
	void keepKey(CatalogTable table, List<String> columns) {
		this.kept.computeIfAbsent(List.of(table.schema(), table.name()), (key) -> new LinkedHashSet<>()).add(columns);
	}

	/** The columns of the keys that stay unique keys. */
	Set<List<String>> keptKeys(CatalogTable table) {
		return this.kept.getOrDefault(List.of(table.schema(), table.name()), Set.of());
	}

	/** All that needs a key that is lost, for messages; empty if nothing does. */
	String keyUsers(CatalogTable table) {
		return String.join(", ", this.keyUsers.getOrDefault(List.of(table.schema(), table.name()), Set.of()));
	}

	/** Whether a foreign key is in the way of what is altered. */
	boolean isInTheWay(CatalogTable table, CatalogTable.Constraint foreignKey) {
		CatalogTable.Target target = foreignKey.target();
		return foreignKey.columns().stream().anyMatch((column) -> isTypeAltered(table, column))
				|| target != null && (target.columns()
					.stream()
					.anyMatch((column) -> this.types.containsKey(List.of(target.schema(), target.table(), column)))
						|| isKeyLost(foreignKey));
	}

	/** Whether a foreign key refers to a key that is lost. */
	boolean isKeyLost(CatalogTable.Constraint foreignKey) {
		CatalogTable.Target target = foreignKey.target();
		return target != null
				&& this.keys.contains(List.of(target.schema(), target.table(), Set.copyOf(target.columns())));
	}

}
