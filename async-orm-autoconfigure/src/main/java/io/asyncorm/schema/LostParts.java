package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.dialect.CatalogTable.Index;
import io.asyncorm.dialect.CatalogTable.Kind;

/**
 * Finds keys, checks and indexes that no model declares, and that the database drops with
 * a computed column that is dropped and added again, for which they are to be made again.
 *
 * @param wanted the table as the model says it
 * @param understood the table as the database understands that
 * @param there the table that there is
 * @param altered tells the columns
 */
record LostParts(CatalogTable wanted, CatalogTable understood, CatalogTable there, AlteredColumns altered) {

	List<Constraint> constraints() {
		return this.there.constraints()
			.stream()
			.filter((constraint) -> columns().anyMatch((column) -> constraint.columns().contains(column.name())))
			.filter((constraint) -> !isTaken(constraint.name()) && !isDeclared(constraint))
			.toList();
	}

	List<Index> indexes() {
		return this.there.indexes()
			.stream()
			.filter((index) -> columns().anyMatch((column) -> mentions(index, column)))
			.filter((index) -> !isTaken(index.name()) && !isDeclared(index))
			.toList();
	}

	/** A column that was written is renamed, and keeps what is over it. */
	private Stream<CatalogTable.Column> columns() {
		return this.there.columns()
			.stream()
			.filter((column) -> column.computedOf() != null && this.altered.isRemade(this.there, column.name()));
	}

	/** Whether the model makes it anew, or another one in its place. */
	private boolean isDeclared(Constraint lost) {
		return switch (lost.kind()) {
			case PRIMARY_KEY -> !TableComparison.isSame(lost.columns(), this.wanted.primaryKey());
			case UNIQUE,
					FOREIGN_KEY ->
				this.wanted.constraints(lost.kind())
					.stream()
					.anyMatch((key) -> TableComparison.isSame(key.columns(), lost.columns()));
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

	static boolean mentions(Index index, CatalogTable.Column column) {
		return index.parts().stream().anyMatch((part) -> mentions(part.expression(), column.name()))
				|| mentions(index.condition(), column.name());
	}

	static boolean mentions(String expression, String column) {
		List<String> words = new ArrayList<>();
		ModelTables.replaceNames(expression, (word) -> {
			words.add(word.replace("\"", ""));
			return word;
		});
		return words.contains(column) || expression.equals(column);
	}

}
