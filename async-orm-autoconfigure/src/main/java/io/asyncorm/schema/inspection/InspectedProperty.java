package io.asyncorm.schema.inspection;

import java.util.List;

import io.asyncorm.dialect.CatalogTable;
import org.jspecify.annotations.Nullable;

/**
 * A property of a model, for one column or for those of a foreign key.
 *
 * @param name its name
 * @param columns its columns, in order
 * @param type what it holds; of a foreign key, that of the column
 * @param link what it refers to; null if it is no foreign key
 * @param key whether it is the key, or a part of it
 * @param remark what has to be said of it; empty if nothing
 */
record InspectedProperty(String name, List<CatalogTable.Column> columns, JavaType type, @Nullable Link link,
		boolean key, String remark) {

	InspectedProperty {
		columns = List.copyOf(columns);
	}

	/** Its first column. */
	CatalogTable.Column column() {
		return this.columns.get(0);
	}

	/** Whether it refers to a key of several columns. */
	boolean isOfSeveral() {
		return this.columns.size() > 1 || this.link != null && this.link.shared();
	}

	boolean isNullable() {
		return this.columns.stream().allMatch(CatalogTable.Column::nullable);
	}

	/**
	 * What a foreign key refers to.
	 *
	 * @param target the table
	 * @param constraint the foreign key
	 * @param unique whether no two rows refer to the same
	 * @param shared whether it has the column of the tenant in common with the key, which
	 * is none of the property's own then
	 */
	record Link(InspectedTable target, CatalogTable.Constraint constraint, boolean unique, boolean shared) {
	}

}
