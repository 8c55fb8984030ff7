package io.asyncorm.model;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A relation from one model to another: a foreign key, a one-to-one, a many-to-many, or
 * the reverse of one. Immutable once the registry is built; safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class ModelRelation {

	/** The kinds of relation. */
	public enum Kind {

		/** To one object, by a column of the source. */
		FOREIGN_KEY,

		/** To one object, by a unique column of the source. */
		ONE_TO_ONE,

		/** The reverse of a foreign key: to many objects. */
		REVERSE_FOREIGN_KEY,

		/** The reverse of a one-to-one: to one object or none. */
		REVERSE_ONE_TO_ONE,

		/** To many objects by a join table, in either direction. */
		MANY_TO_MANY

	}

	private final String name;

	private final Kind kind;

	private final ModelMetadata<?> source;

	private final ModelMetadata<?> target;

	private final @Nullable OnDelete onDelete;

	private final boolean declared;

	private List<Hop> hops = List.of();

	private @Nullable ModelRelation inverse;

	private @Nullable Supplier<?> setValue;

	ModelRelation(String name, Kind kind, ModelMetadata<?> source, ModelMetadata<?> target, @Nullable OnDelete onDelete,
			boolean declared) {
		this.name = name;
		this.kind = kind;
		this.source = source;
		this.target = target;
		this.onDelete = onDelete;
		this.declared = declared;
	}

	void link(List<Hop> hops, @Nullable ModelRelation inverse) {
		this.hops = List.copyOf(hops);
		this.inverse = inverse;
	}

	void setTo(@Nullable Supplier<?> setValue) {
		this.setValue = setValue;
	}

	/** The name in lookups: the property, or the related name of a reverse relation. */
	public String name() {
		return this.name;
	}

	public Kind kind() {
		return this.kind;
	}

	public ModelMetadata<?> source() {
		return this.source;
	}

	public ModelMetadata<?> target() {
		return this.target;
	}

	/**
	 * What happens on delete, for both directions of a foreign key or one-to-one; null
	 * for a many-to-many.
	 */
	public @Nullable OnDelete onDelete() {
		return this.onDelete;
	}

	/**
	 * Supplies the key that {@link OnDelete#SET} writes to the foreign key, as the
	 * property has it; null if it has another rule.
	 */
	public @Nullable Supplier<?> setValue() {
		return this.setValue;
	}

	/** Whether the source has a property for it; a reverse relation may have none. */
	public boolean declared() {
		return this.declared;
	}

	/** The joins, in order: one, or two over a join table. */
	public List<Hop> hops() {
		return this.hops;
	}

	/**
	 * The field of the target whose values stand for its objects: the one that a foreign
	 * key refers to, and the key where the relation ends with the other side of one.
	 */
	public ModelField targetField() {
		Hop last = this.hops.get(this.hops.size() - 1);
		return last.isForeignKey() ? last.targetField() : this.target.key();
	}

	/**
	 * The same relation in the other direction; null where there is none, as for a
	 * symmetrical relation.
	 */
	public @Nullable ModelRelation inverse() {
		return this.inverse;
	}

	/** Whether it is a many-to-many whose links count in both directions. */
	public boolean symmetrical() {
		return this.kind == Kind.MANY_TO_MANY && this.inverse == null;
	}

	/** Whether the foreign key is a column of the source's table. */
	public boolean forward() {
		return this.kind == Kind.FOREIGN_KEY || this.kind == Kind.ONE_TO_ONE;
	}

	/** Whether it can lead to several objects. */
	public boolean toMany() {
		return this.kind == Kind.REVERSE_FOREIGN_KEY || this.kind == Kind.MANY_TO_MANY;
	}

	@Override
	public String toString() {
		return this.source.name() + "." + this.name;
	}

}
