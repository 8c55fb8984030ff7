package io.asyncorm.model;

import org.jspecify.annotations.Nullable;

/**
 * One join along a relation: from a column of the source's table to a column of the
 * target's. A many-to-many relation takes two, by way of its join table.
 * <p>
 * Internal: it may change at any time.
 *
 * @param source model whose table is already there
 * @param sourceField its column
 * @param target model whose table is joined
 * @param targetField its column
 * @param toMany whether one row of the source can meet several of the target
 * @param optional whether a row of the source can meet none
 * @param link whether a row of the source, the link of a many-to-many relation, is
 * nothing to it without one, which may count as deleted
 * @since 0.1.0
 */
public record Hop(ModelMetadata<?> source, ModelField sourceField, ModelMetadata<?> target, ModelField targetField,
		boolean toMany, boolean optional, boolean link) {

	/**
	 * Whether the source's column is a foreign key to the target's, whose value can thus
	 * be had without the join.
	 */
	public boolean isForeignKey() {
		return this.sourceField.target() == this.targetField;
	}

	/**
	 * The field of the source that holds the same as a field of the target; null if none
	 * does.
	 */
	public @Nullable ModelField sourceOf(ModelField field) {
		int column = this.targetField.columns().indexOf(field);
		return (field == this.targetField) ? this.sourceField
				: (column >= 0) ? this.sourceField.columns().get(column) : null;
	}

	/**
	 * A readable form for messages and tests; the generated one would print whole models.
	 */
	@Override
	public String toString() {
		return this.source.name() + "." + this.sourceField.name() + "->" + this.target.name() + "."
				+ this.targetField.name();
	}

}
