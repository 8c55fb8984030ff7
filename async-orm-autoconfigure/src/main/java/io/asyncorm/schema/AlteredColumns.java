package io.asyncorm.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.dialect.CatalogTable;

/**
 * Keeps which columns get another type and which keys are lost, so that what is built on
 * them is dropped before and made again afterwards. Not thread-safe.
 */
final class AlteredColumns {

	private final Set<List<String>> types = new HashSet<>();

	private final Set<List<String>> remade = new HashSet<>();

	private final Set<List<Object>> keys = new HashSet<>();

	/** Keeps that a column gets another type. */
	void addType(CatalogTable table, String column) {
		this.types.add(List.of(table.schema(), table.name(), column));
	}

	/** Keeps that a column is dropped, and added again. */
	void addRemade(CatalogTable table, String column) {
		this.remade.add(List.of(table.schema(), table.name(), column));
	}

	/** Keeps that a key is lost. */
	void addKey(CatalogTable table, List<String> columns) {
		this.keys.add(List.of(table.schema(), table.name(), Set.copyOf(columns)));
	}

	boolean isTypeAltered(CatalogTable table, String column) {
		return isTypeAltered(table.schema(), table.name(), column);
	}

	private boolean isTypeAltered(String schema, String table, String column) {
		return this.types.contains(List.of(schema, table, column));
	}

	boolean isRemade(CatalogTable table, String column) {
		return this.remade.contains(List.of(table.schema(), table.name(), column));
	}

	/** Whether a foreign key is in the way of what is altered. */
	boolean isInTheWay(CatalogTable table, CatalogTable.Constraint foreignKey) {
		CatalogTable.Target target = foreignKey.target();
		return foreignKey.columns().stream().anyMatch((column) -> isTypeAltered(table, column))
				|| target != null && (target.columns()
					.stream()
					.anyMatch((column) -> isTypeAltered(target.schema(), target.table(), column))
						|| this.keys.contains(List.of(target.schema(), target.table(), Set.copyOf(target.columns()))));
	}

}
