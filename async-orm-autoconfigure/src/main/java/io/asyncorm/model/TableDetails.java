package io.asyncorm.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a model declares of its table that only the database needs to know: checks,
 * indexes, comments and former names.
 *
 * @param checks conditions that each row meets
 * @param indexes its indexes, without those of keys
 * @param comment what the table is said to be; empty if nothing
 * @param comments what columns are said to be
 * @param formerNames what the table and its columns were called before
 * @param constants the fields whose default is a constant, and not what a supplier gives
 * @param partitions into how many partitions it is divided; 0 for none
 * @since 0.1.0
 */
public record TableDetails(List<CheckRule> checks, List<IndexRule> indexes, String comment,
		Map<ModelField, String> comments, FormerNames formerNames, Set<ModelField> constants, int partitions) {

	/** Nothing is declared. */
	static final TableDetails NONE = new TableDetails(List.of(), List.of(), "", Map.of(), FormerNames.NONE, Set.of(),
			0);

	public TableDetails {
		checks = List.copyOf(checks);
		indexes = List.copyOf(indexes);
		comments = Map.copyOf(comments);
		constants = Set.copyOf(constants);
	}

	/** The same of a table that is divided. */
	TableDetails partitioned(int partitions) {
		return new TableDetails(this.checks, this.indexes, this.comment, this.comments, this.formerNames,
				this.constants, partitions);
	}

	/** The same of a table that was called otherwise, or whose columns were. */
	TableDetails renamed(FormerNames formerNames) {
		return new TableDetails(this.checks, this.indexes, this.comment, this.comments, formerNames, this.constants,
				this.partitions);
	}

	/**
	 * A condition that each row meets: {@link Check}.
	 *
	 * @param name the name of the constraint; empty if none is given
	 * @param condition the condition, in SQL
	 * @param field the property on which it is declared; null if on the model
	 */
	public record CheckRule(String name, String condition, @Nullable ModelField field) {
	}

	/**
	 * An index: {@link Index}.
	 *
	 * @param name its name; empty if none is given
	 * @param parts what it is over, in order
	 * @param condition which rows it is for, in SQL; empty for all
	 * @param method how it is built; empty for the usual way
	 */
	public record IndexRule(String name, List<Part> parts, String condition, String method) {

		public IndexRule {
			parts = List.copyOf(parts);
		}

		/** The columns that it is over. */
		public List<ModelField> fields() {
			return this.parts.stream().map(Part::field).toList();
		}

	}

	/**
	 * A column of an index.
	 *
	 * @param field the column
	 * @param descending whether it is sorted downwards
	 */
	public record Part(ModelField field, boolean descending) {
	}

}
