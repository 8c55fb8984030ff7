package io.asyncorm.plan;

import java.util.List;

import io.asyncorm.model.ModelRelation;
import org.jspecify.annotations.Nullable;

/**
 * The relations that {@code prefetchRelated()} loads, as a tree: each relation once, and
 * below it the relations of its objects. Immutable.
 *
 * @since 0.1.0
 */
public record Prefetches(List<Branch> branches) {

	public static final Prefetches NONE = new Prefetches(List.of());

	public Prefetches {
		branches = List.copyOf(branches);
	}

	public boolean isEmpty() {
		return this.branches.isEmpty();
	}

	/**
	 * The relation that is prefetched under a name, in camel case or with underscores.
	 */
	public @Nullable Branch find(String name) {
		for (Branch branch : this.branches) {
			if (Names.same(branch.name(), name)) {
				return branch;
			}
		}
		return null;
	}

	/**
	 * The first name set by {@code toAttr()}, which only a row can hold; null if none.
	 */
	public @Nullable String attribute() {
		for (Branch branch : this.branches) {
			if (branch.attribute()) {
				return branch.name();
			}
		}
		return null;
	}

	/**
	 * A prefetched relation.
	 *
	 * @param name the relation's name, or that of the attribute
	 * @param relation the relation
	 * @param attribute whether the objects become an attribute of a row, and not the
	 * relation of an object: {@code toAttr()}
	 * @param source which objects; null for all
	 * @param nested what is prefetched for these objects
	 */
	public record Branch(String name, ModelRelation relation, boolean attribute, @Nullable Source source,
			Prefetches nested) {

		/** Whether the related objects are rows, which can have attributes. */
		public boolean givesRows() {
			return this.source != null && this.source.rows();
		}

	}

	/**
	 * The query set of a {@code Prefetch}: which objects are prefetched.
	 *
	 * @param state which objects
	 * @param assembler makes an element of each row
	 * @param rows whether the elements are rows
	 */
	public record Source(QueryState state, RowAssembler<?> assembler, boolean rows) {

	}

}
