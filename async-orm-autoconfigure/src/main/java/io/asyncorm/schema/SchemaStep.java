package io.asyncorm.schema;

import io.asyncorm.model.ModelField;
import org.jspecify.annotations.Nullable;

/**
 * A statement that brings the schema of a database nearer to the models.
 *
 * @param phase when it is to be executed
 * @param model the name of the model that it is for, or else of the table
 * @param reason what it is for
 * @param statement the statement, without a semicolon; empty if there is none, as nothing
 * is to be done
 * @param field the property whose column alone it is about; null if it is about more
 * @since 0.1.0
 */
public record SchemaStep(Phase phase, String model, String reason, String statement, @Nullable ModelField field) {

	public SchemaStep(Phase phase, String model, String reason, String statement) {
		this(phase, model, reason, statement, null);
	}

	/**
	 * Whether the models can do without it: what the database has more than they declare
	 * is left, since somebody else may need it. A remark has no statement.
	 */
	public boolean optional() {
		return this.statement.isEmpty() || isLeft();
	}

	/** Whether it is about what no model declares. */
	boolean isLeft() {
		return this.phase.compareTo(Phase.LEFT_CONSTRAINTS) >= 0;
	}

	/**
	 * Whether an application may start without it. Over a table without a key, models do
	 * what they do, and startup tells so; an index that no model declares makes nothing
	 * but lookups faster.
	 */
	boolean isTolerated() {
		return isLeft() || this.phase == Phase.KEYS || this.phase == Phase.LOOKUP_INDEXES;
	}

	/** Groups of steps in the order in which they can be executed. */
	public enum Phase {

		/** Schemas are made. */
		SCHEMAS,

		/** Tables and columns are renamed, and then their keys and indexes. */
		RENAMES,

		/** Sequences are made. */
		SEQUENCES,

		/** Values are added to enums. */
		TYPES,

		/** Foreign keys are dropped that are in the way. */
		OLD_FOREIGN_KEYS,

		/** Keys, checks and indexes are dropped that are in the way. */
		OLD_CONSTRAINTS,

		/** Computed columns are dropped that are in the way. */
		OLD_COLUMNS,

		/** Tables are made. */
		TABLES,

		/** Columns are added and altered. */
		COLUMNS,

		/** Computed columns are added. */
		COMPUTED_COLUMNS,

		/** Primary keys are added where there is none. */
		KEYS,

		/** Keys and checks are added. */
		CONSTRAINTS,

		/** Indexes are made. */
		INDEXES,

		/** Indexes are made by which foreign keys are looked up. */
		LOOKUP_INDEXES,

		/** Foreign keys are added. */
		FOREIGN_KEYS,

		/** Comments are written. */
		COMMENTS,

		/** Constraints that no model declares. */
		LEFT_CONSTRAINTS,

		/**
		 * Indexes, defaults, identities and expressions of computed columns that no model
		 * declares.
		 */
		LEFT_INDEXES,

		/** Columns that no model declares. */
		LEFT_COLUMNS,

		/** Tables that no model declares. */
		LEFT_TABLES

	}

}
