package io.asyncorm.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Column;
import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.dialect.CatalogTable.Form;
import io.asyncorm.dialect.CatalogTable.Identity;
import io.asyncorm.dialect.CatalogTable.Index;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.dialect.CatalogTable.Part;
import org.jspecify.annotations.Nullable;

/**
 * By which columns a table that there is has unique rows.
 *
 * @param there the table
 * @param gone tells the keys that do not stay
 * @param goneIndex tells the indexes that do not stay
 */
record TableKeys(CatalogTable there, Predicate<Constraint> gone, Predicate<Index> goneIndex) {

	/** The key over exactly some columns. */
	Optional<Constraint> key(List<String> columns) {
		return this.there.constraints()
			.stream()
			.filter((key) -> (key.kind() == Kind.UNIQUE || key.kind() == Kind.PRIMARY_KEY)
					&& Set.copyOf(key.columns()).equals(Set.copyOf(columns)) && !this.gone.test(key))
			.findFirst();
	}

	/** The index over exactly some columns of all rows. */
	Optional<Index> index(List<String> columns) {
		return this.there.indexes()
			.stream()
			.filter((index) -> index.unique() && index.condition().isEmpty() && !this.goneIndex.test(index)
					&& index.parts().stream().allMatch(Part::column)
					&& Set.copyOf(index.parts().stream().map(Part::expression).toList()).equals(Set.copyOf(columns)))
			.findFirst();
	}

	/** The key or index over exactly some columns; null if there is none. */
	@Nullable Object unique(List<String> columns) {
		return key(columns).<Object>map((key) -> key).or(() -> index(columns)).orElse(null);
	}

	/**
	 * Whether the primary key is over some columns, or can be over no fewer than it is.
	 */
	boolean isKey(List<String> columns) {
		return LostParts.isSame(this.there.primaryKey(), columns) || isWithin(columns);
	}

	/**
	 * Whether there can be no key over some columns alone, but is one with those by which
	 * rows are divided.
	 */
	boolean isWithin(List<String> columns) {
		return this.there.form() == Form.PARTITIONED && this.there.constraints()
			.stream()
			.anyMatch((key) -> (key.kind() == Kind.UNIQUE || key.kind() == Kind.PRIMARY_KEY)
					&& key.columns().containsAll(columns));
	}

	/**
	 * Whether somebody gives values to its primary key: a model, or the database.
	 * @param wanted the table as its model says it
	 * @param moved tells the columns that stop being identities
	 */
	boolean isFilled(CatalogTable wanted, Predicate<Column> moved) {
		List<String> key = this.there.primaryKey();
		return this.there.columns()
			.stream()
			.filter((column) -> key.contains(column.name()))
			.allMatch((column) -> isFilled(column, moved)
					|| wanted.columns().stream().anyMatch((own) -> own.name().equals(column.name())));
	}

	private static boolean isFilled(Column column, Predicate<Column> moved) {
		return column.identity() != Identity.NONE && !moved.test(column) || column.defaultValue() != null
				|| column.computedOf() != null;
	}

}
