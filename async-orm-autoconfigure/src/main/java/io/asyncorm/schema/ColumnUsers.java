package io.asyncorm.schema;

import java.util.Set;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Column;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.dialect.CatalogTable.Target;
import io.asyncorm.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Tells what uses columns of a table, so that they can be neither altered nor dropped:
 * views and the like are others' work, which only a person drops and makes again.
 *
 * @param there the table that there is
 * @param live all that there is
 * @param altered keeps the users that are found
 * @param dialect quotes names
 */
record ColumnUsers(CatalogTable there, LiveSchema live, AlteredColumns altered, Dialect dialect) {

	/** The rest of a reason that is about a column; empty if nothing is in its way. */
	String inTheWay(Column column) {
		String users = this.altered.users(this.there, column);
		return users.isEmpty() ? "" : "; the database refuses that while others use it: drop " + users
				+ " before, and make what is dropped again afterwards";
	}

	/**
	 * Finds what is over a column that a person may drop, and goes by no step before it.
	 * @param declared the names of the columns that the model declares
	 */
	void findOfDropped(Column column, Set<String> declared) {
		this.there.columns().forEach((other) -> {
			String formula = other.computedOf();
			if (formula != null && declared.contains(other.name()) && LostParts.mentions(formula, column.name())) {
				this.altered.addUser(this.there, column.name(), "column " + this.dialect.quote(other.name()));
			}
		});
		this.live.others()
			.forEach((table) -> table.constraints(Kind.FOREIGN_KEY)
				.stream()
				.filter((key) -> refers(key.target(), column))
				.forEach((key) -> this.altered.addUser(this.there, column.name(),
						"foreign key " + this.dialect.quote(key.name()) + " of " + this.live.quoted(table))));
	}

	private boolean refers(@Nullable Target target, Column column) {
		return target != null && target.columns().contains(column.name()) && this.there.equals(this.live.find(target));
	}

}
