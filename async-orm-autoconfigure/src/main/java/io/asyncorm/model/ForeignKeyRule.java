package io.asyncorm.model;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What {@link ForeignKey} or {@link OneToOne} say of a property.
 *
 * @param unique whether it is a one-to-one
 * @param onDelete what happens to its row when the one that it refers to is deleted; null
 * if neither annotation is there
 */
record ForeignKeyRule(boolean unique, @Nullable OnDelete onDelete, String setValue,
		Class<? extends Supplier<?>> setSupplier, String relatedName, String toField, List<String> columns) {

	private static final ForeignKeyRule NONE = new ForeignKeyRule(false, null, "", DefaultValue.None.class, "", "",
			List.of());

	static ForeignKeyRule of(PropertyDeclaration property) {
		ForeignKey foreignKey = property.annotation(ForeignKey.class);
		if (foreignKey != null) {
			return new ForeignKeyRule(false, foreignKey.onDelete(), foreignKey.setValue(), foreignKey.setSupplier(),
					foreignKey.relatedName(), foreignKey.toField(), List.of(foreignKey.columns()));
		}
		OneToOne oneToOne = property.annotation(OneToOne.class);
		return (oneToOne != null) ? new ForeignKeyRule(true, oneToOne.onDelete(), oneToOne.setValue(),
				oneToOne.setSupplier(), oneToOne.relatedName(), oneToOne.toField(), List.of(oneToOne.columns())) : NONE;
	}

	/** Whether it says which key {@link OnDelete#SET} writes. */
	boolean hasValue() {
		return !this.setValue.isEmpty() || this.setSupplier != DefaultValue.None.class;
	}

}
