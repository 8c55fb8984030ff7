package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Column;
import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.dialect.CatalogTable.Index;
import io.asyncorm.dialect.CatalogTable.Kind;

/**
 * Finds keys, checks and indexes that no model declares: over columns that get another
 * type, and those that the database drops with a computed column that is dropped and
 * added again, for which they are to be made again.
 *
 * @param wanted the table as the model says it
 * @param understood the table as the database understands that
 * @param there the table that there is
 * @param altered tells the columns
 */
record LostParts(CatalogTable wanted, CatalogTable understood, CatalogTable there, AlteredColumns altered) {

	/** Of a table of no model, which declares nothing. */
	static LostParts ofNoModel(CatalogTable there, AlteredColumns altered) {
		CatalogTable nothing = new CatalogTable(there.schema(), there.name(), "", List.of(), List.of(), List.of());
		return new LostParts(nothing, nothing, there, altered);
	}

	/** Whether no step alters the table. */
	boolean isOfNoModel() {
		return this.wanted.columns().isEmpty();
	}

	/** What goes with computed columns that are dropped, and added again. */
	List<Constraint> constraints() {
		return constraints(this::isDropped);
	}

	/** Those over one of some columns. */
	List<Constraint> constraints(Predicate<Column> columns) {
		return this.there.constraints()
			.stream()
			.filter((constraint) -> this.there.columns()
				.stream()
				.anyMatch((column) -> columns.test(column) && isOver(constraint, column)))
			.filter(this::isUndeclared)
			.toList();
	}

	/** What goes with computed columns that are dropped, and added again. */
	List<Index> indexes() {
		return indexes(this::isDropped);
	}

	/** Those over one of some columns. */
	List<Index> indexes(Predicate<Column> columns) {
		return this.there.indexes()
			.stream()
			.filter((index) -> this.there.columns()
				.stream()
				.anyMatch((column) -> columns.test(column) && mentions(index, column)))
			.filter((index) -> !isTaken(index.name()) && !isDeclared(index))
			.toList();
	}

	/** Columns that only the database knows to be computed. */
	List<Column> undeclaredComputed() {
		return this.there.columns()
			.stream()
			.filter((column) -> column.computedOf() != null && this.understood.columns()
				.stream()
				.noneMatch((other) -> other.name().equals(column.name()) && other.computedOf() != null))
			.toList();
	}

	/** Whether one of some columns is dropped with what is over it, and computed anew. */
	boolean isDropped(List<String> columns) {
		return this.there.columns().stream().anyMatch((column) -> columns.contains(column.name()) && isDropped(column));
	}

	/** A column that was written is renamed, and keeps what is over it. */
	private boolean isDropped(Column column) {
		return column.computedOf() != null && this.altered.isRemade(this.there, column.name());
	}

	boolean isUndeclared(Constraint constraint) {
		return !isTaken(constraint.name()) && !isDeclared(constraint);
	}

	/** Whether the model makes it anew, or another one in its place. */
	private boolean isDeclared(Constraint lost) {
		return switch (lost.kind()) {
			case PRIMARY_KEY -> !isSame(lost.columns(), this.wanted.primaryKey());
			case UNIQUE, FOREIGN_KEY ->
				this.wanted.constraints(lost.kind()).stream().anyMatch((key) -> isSame(key.columns(), lost.columns()));
			case CHECK -> this.understood.constraints(Kind.CHECK)
				.stream()
				.anyMatch((check) -> check.expression().equals(lost.expression()));
			case EXCLUSION -> false;
		};
	}

	private boolean isDeclared(Index lost) {
		return this.understood.indexes()
			.stream()
			.anyMatch((index) -> index.unique() == lost.unique() && index.method().equals(lost.method())
					&& index.parts().equals(lost.parts()) && index.condition().equals(lost.condition()));
	}

	private boolean isTaken(String name) {
		return this.wanted.constraints().stream().anyMatch((constraint) -> constraint.name().equals(name))
				|| this.wanted.indexes().stream().anyMatch((index) -> index.name().equals(name));
	}

	/** What it is, for messages. */
	static String describe(Constraint constraint) {
		return switch (constraint.kind()) {
			case PRIMARY_KEY -> "the primary key over (" + String.join(", ", constraint.columns()) + ")";
			case UNIQUE -> "the unique key over (" + String.join(", ", constraint.columns()) + ")";
			case FOREIGN_KEY -> "the foreign key of (" + String.join(", ", constraint.columns()) + ")";
			case CHECK -> "the check " + constraint.expression();
			case EXCLUSION -> "the exclusion " + constraint.expression();
		};
	}

	/** The columns of a table that a constraint is over. */
	static List<String> columns(CatalogTable table, Constraint constraint) {
		return table.columns().stream().filter((column) -> isOver(constraint, column)).map(Column::name).toList();
	}

	/** Of a check, not every catalog tells the columns. */
	static boolean isOver(Constraint constraint, Column column) {
		return constraint.columns().contains(column.name())
				|| constraint.kind() == Kind.CHECK && mentions(constraint.expression(), column.name());
	}

	/** Whether a check is a part of its column, by whose name it goes. */
	static boolean isOfColumn(CatalogTable table, Constraint constraint) {
		return constraint.kind() == Kind.CHECK && table.columns()
			.stream()
			.anyMatch((column) -> column.name().equals(constraint.name()) && column.clauses().contains("check ("));
	}

	/** The columns of a table that an index is over. */
	static List<String> columns(CatalogTable table, Index index) {
		return table.columns().stream().filter((column) -> mentions(index, column)).map(Column::name).toList();
	}

	/** Whether a key or an index is over a column. */
	static boolean isInIndex(CatalogTable table, String column) {
		return table.indexes().stream().anyMatch((index) -> columns(table, index).contains(column))
				|| table.constraints()
					.stream()
					.anyMatch((key) -> key.kind() != Kind.CHECK && key.columns().contains(column));
	}

	static boolean mentions(Index index, Column column) {
		return index.parts().stream().anyMatch((part) -> mentions(part.expression(), column.name()))
				|| mentions(index.condition(), column.name());
	}

	static boolean mentions(String expression, String column) {
		List<String> words = new ArrayList<>();
		ModelTables.replaceNames(expression, (word) -> {
			words.add(word.replaceAll("[\"`]", ""));
			return word;
		});
		return words.contains(column) || expression.equals(column);
	}

	/** In which order columns refer to others is nothing to a foreign key. */
	static Set<List<String>> pairs(List<String> columns, List<String> others) {
		Set<List<String>> pairs = new HashSet<>();
		for (int i = 0; i < columns.size(); i++) {
			pairs.add(List.of(columns.get(i), others.get(i)));
		}
		return pairs;
	}

	/** In which order its columns stand is nothing to a key. */
	static boolean isSame(List<String> there, List<String> wanted) {
		return there.size() == wanted.size() && Set.copyOf(there).equals(Set.copyOf(wanted));
	}

	/** A name for the values of a column that is made anew, which no other has. */
	static String columnBefore(String name, CatalogTable there, CatalogTable wanted) {
		return ConstraintNames.before(name,
				Stream.of(there, wanted)
					.flatMap((table) -> table.columns().stream())
					.map(Column::name)
					.collect(Collectors.toSet()));
	}

}
