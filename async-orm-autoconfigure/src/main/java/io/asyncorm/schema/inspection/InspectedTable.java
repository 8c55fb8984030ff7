package io.asyncorm.schema.inspection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.schema.ExpressionNames;
import org.jspecify.annotations.Nullable;

/**
 * A table or view, and what becomes of it in Java. Not thread-safe.
 */
final class InspectedTable {

	/** The most parameters of a constructor, without the object. */
	private static final int PARAMETERS = 254;

	private static final Set<String> WIDE = Set.of("long", "double");

	private final CatalogTable table;

	private final String model;

	private final Map<String, JavaType> types = new LinkedHashMap<>();

	private final List<String> key;

	private final boolean keyIsKnown;

	private final List<InspectedProperty> properties = new ArrayList<>();

	private final List<String> remarks = new ArrayList<>();

	/**
	 * @param types of its columns that a property can hold
	 */
	InspectedTable(CatalogTable table, String model, Map<String, JavaType> types) {
		this.table = table;
		this.model = model;
		this.types.putAll(types);
		List<List<String>> known = knownKeys();
		this.keyIsKnown = !known.isEmpty();
		this.key = this.keyIsKnown ? known.stream().filter(this::isComparable).findFirst().orElse(List.of())
				: guessedKey();
	}

	/** The primary key, and unique ones that are never null. */
	List<List<String>> knownKeys() {
		List<List<String>> keys = new ArrayList<>();
		if (!this.table.primaryKey().isEmpty()) {
			keys.add(this.table.primaryKey());
		}
		uniqueKeys().stream()
			.filter((columns) -> columns.stream().allMatch((column) -> !column(column).nullable()))
			.forEach(keys::add);
		return keys;
	}

	/** Whether these columns can be a key, or a part of one. */
	boolean isComparable(List<String> columns) {
		return columns.stream().allMatch((column) -> {
			JavaType type = this.types.get(column);
			return type != null && type.isComparable();
		});
	}

	/** What is called so, or else a column that is never null. */
	private List<String> guessedKey() {
		List<String> columns = this.types.keySet().stream().filter((column) -> isComparable(List.of(column))).toList();
		return columns.stream()
			.filter((column) -> column.equalsIgnoreCase("id"))
			.findFirst()
			.or(() -> columns.stream().filter((column) -> !column(column).nullable()).findFirst())
			.or(() -> columns.stream().findFirst())
			.map(List::of)
			.orElse(List.of());
	}

	CatalogTable table() {
		return this.table;
	}

	/** The name of its model. */
	String model() {
		return this.model;
	}

	/** The columns of its key; empty if no model can have any that there is. */
	List<String> key() {
		return this.key;
	}

	/** Whether the database says so. */
	boolean keyIsKnown() {
		return this.keyIsKnown;
	}

	/**
	 * Its columns: those of a key of several come first, as their order is that of the
	 * key.
	 */
	List<CatalogTable.Column> columnsInOrder() {
		List<CatalogTable.Column> all = new ArrayList<>();
		if (this.key.size() > 1) {
			this.key.forEach((column) -> all.add(column(column)));
		}
		this.table.columns().stream().filter((column) -> !all.contains(column)).forEach(all::add);
		return all;
	}

	/** A column, which is there. */
	CatalogTable.Column column(String name) {
		return this.table.columns().stream().filter((column) -> column.name().equals(name)).findFirst().orElseThrow();
	}

	/** What a property of a column can be; null if there is nothing. */
	@Nullable JavaType type(String column) {
		return this.types.get(column);
	}

	List<InspectedProperty> properties() {
		return this.properties;
	}

	/**
	 * Whether a record of its properties can have one more component, beside the key: the
	 * JVM counts some of the parameters of a constructor twice.
	 */
	boolean hasRoom() {
		int taken = 0;
		for (InspectedProperty property : this.properties) {
			taken += WIDE.contains(property.type().plain()) ? 2 : 1;
		}
		return taken + 2 * (1 + this.key.size()) <= PARAMETERS;
	}

	/** The property of a column; null if there is none. */
	@Nullable InspectedProperty property(String column) {
		return this.properties.stream()
			.filter((property) -> property.columns().stream().anyMatch((own) -> own.name().equals(column)))
			.findFirst()
			.orElse(null);
	}

	/**
	 * The columns in an expression of the database that no property has, so that a table
	 * of the model would not have them.
	 */
	List<String> missingIn(String expression) {
		Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		names.addAll(ExpressionNames.of(expression));
		return this.table.columns()
			.stream()
			.map(CatalogTable.Column::name)
			.filter((column) -> names.contains(column) && property(column) == null)
			.toList();
	}

	/** Says that something is left out, as it is over columns that are. */
	void leaveOut(String what, List<String> missing) {
		this.remarks.add(what + " is left out, which the database goes on to see to: it is over ("
				+ String.join(", ", missing) + "), of which there is no property.");
	}

	/** What has to be said of columns that it leaves out. */
	List<String> remarks() {
		return this.remarks;
	}

	/** The columns of unique keys and of unique indexes of all rows. */
	List<List<String>> uniqueKeys() {
		List<List<String>> keys = new ArrayList<>();
		this.table.constraints(CatalogTable.Kind.UNIQUE).forEach((key) -> keys.add(key.columns()));
		for (CatalogTable.Index index : this.table.indexes()) {
			if (index.unique() && index.condition().isEmpty() && isOfColumns(index)) {
				keys.add(index.parts().stream().map(CatalogTable.Part::expression).toList());
			}
		}
		return keys;
	}

	/** Whether an index is over columns alone. */
	static boolean isOfColumns(CatalogTable.Index index) {
		return index.parts().stream().allMatch(CatalogTable.Part::column);
	}

	/** Whether no two rows have the same values in these columns. */
	boolean isUnique(List<String> columns) {
		return columns.equals(this.key) && this.keyIsKnown
				|| uniqueKeys().stream().anyMatch((key) -> key.size() == columns.size() && key.containsAll(columns));
	}

}
